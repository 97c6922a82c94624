import type { Clock } from '../ports/clock.ts';
import type { People } from '../ports/people.ts';

const REMEMBER_MS = 10 * 60_000;
/** Beyond this the oldest is forgotten. */
const MOST = 500;

/** Names for cards, remembered for ten minutes. Never for a decision: whoever presses is asked about anew. What could not be read is not remembered. */
export function rememberedPeople(people: People, clock: Pick<Clock, 'now'>): Pick<People, 'whoIs' | 'membersOf'> {
  return {
    whoIs: remembering((oid) => people.whoIs(oid), (oid) => oid, clock),
    membersOf: remembering((groupIds) => people.membersOf(groupIds), (groupIds) => groupIds.join(' '), clock),
  };
}

function remembering<Asked, Answer extends { readonly is: string }>(ask: (asked: Asked) => Promise<Answer>, keyOf: (asked: Asked) => string, clock: Pick<Clock, 'now'>): (asked: Asked) => Promise<Answer> {
  const known = new Map<string, { readonly answer: Answer; readonly until: number }>();
  return async (asked) => {
    const key = keyOf(asked);
    const now = clock.now().getTime();
    const kept = known.get(key);
    if (kept !== undefined && now < kept.until) return kept.answer;
    const answer = await ask(asked);
    known.delete(key);
    if (answer.is !== 'unknown') known.set(key, { answer, until: now + REMEMBER_MS });
    const [oldest] = known.keys();
    if (known.size > MOST && oldest !== undefined) known.delete(oldest);
    return answer;
  };
}
