import type { Reply } from '../../model/reply.ts';
import type { Clock } from '../../ports/clock.ts';

const ANSWER_WITHIN_MS = 1800;
const LONGEST_ANSWER = 1000;

/** The body of an answered card action: HTTP is always 200, the outcome stands inside (Universal Actions for Teams). */
export const invokeAnswer = (text: string): unknown => ({ statusCode: 200, type: 'application/vnd.microsoft.activity.message', value: text });

const FAULTS = {
  400: { code: 'BadRequest', message: 'This card cannot be used. Ask again to get a fresh one.' },
  403: { code: 'Forbidden', message: 'Teams does not say who you are, so nothing was done.' },
  500: { code: 'ServiceError', message: 'Nothing was done. Try again in a minute.' },
} as const;

export const invokeFault = (statusCode: keyof typeof FAULTS): unknown => ({ statusCode, type: 'application/vnd.microsoft.error', value: FAULTS[statusCode] });

/** Waits for what the turn tells, for the end of the turn, or for the time when Teams must be answered. */
export function openAnswer(clock: Clock): { readonly answer: (reply: Reply) => void; until(turn: Promise<void>): Promise<string> } {
  const told = Promise.withResolvers<string>();
  return {
    answer: (reply) => told.resolve(shortText(reply)),
    async until(turn) {
      const waiting = new AbortController();
      const ended = turn.then(() => 'The answer is in this conversation.');
      const late = clock.sleep(ANSWER_WITHIN_MS, waiting.signal).then(() => 'Working on it. The answer follows in this conversation.');
      try {
        return await Promise.race([told.promise, ended, late]);
      } finally {
        waiting.abort();
        late.catch(() => undefined);
      }
    },
  };
}

function shortText(reply: Reply): string {
  const text = reply.text.length > LONGEST_ANSWER && reply.summary !== undefined ? reply.summary : reply.text;
  return text.length > LONGEST_ANSWER ? `${text.slice(0, LONGEST_ANSWER - 1)}…` : text;
}
