import type { RelayAnswer, RelayJob } from '../model/relay-job.ts';
import { parseRelayAnswer, parseRelayJob } from './relay-messages.ts';

/** A job as the table of jobs holds it; throws when the store is damaged. */
export function relayJobOfText(text: string): RelayJob {
  return there(parseRelayJob(JSON.parse(text)), 'job');
}

export function relayAnswerOfText(text: string): RelayAnswer {
  return there(parseRelayAnswer(JSON.parse(text)), 'answer');
}

function there<Value>(value: Value | null, what: string): Value {
  if (value === null) throw new TypeError(`the store holds a ${what} of another shape`);
  return value;
}
