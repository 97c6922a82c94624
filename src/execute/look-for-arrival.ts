import type { Diagnosis } from '../model/diagnosis.ts';
import type { StoredWatch } from '../model/stored-watch.ts';
import type { Clock } from '../ports/clock.ts';

/** How the wait for an account ended. */
export type ArrivalEnd =
  /** In sync; `titles`: what is found all the same, e.g. a missing licence. */
  | { readonly is: 'arrived'; readonly at: string; readonly titles: readonly string[] }
  /** So many cycles went by, or the time was up (null), and it is not in sync: what is in the way. */
  | { readonly is: 'not-arrived'; readonly cycles: number | null; readonly titles: readonly string[]; readonly says: string };

type Arrival = { readonly is: 'waiting'; readonly says: string } | { readonly is: 'over'; readonly end: ArrivalEnd };

/** One cycle may have begun before the change was made; after the second one there is a reason. */
const ENOUGH_CYCLES = 2;

interface ArrivalWorld {
  readonly clock: Clock;
  readonly diagnose: (asked: string) => Promise<Diagnosis>;
  readonly cyclesSince: (since: Date) => Promise<number | null>;
}

/** Asks again whether an account is in sync, and how many cycles have gone by since somebody began to wait. What cannot be seen decides nothing before the time is up. */
export async function lookForArrival({ clock, diagnose, cyclesSince }: ArrivalWorld, watch: StoredWatch): Promise<Arrival> {
  const [diagnosis, cycles] = await Promise.all([diagnose(watch.asked).catch(() => null), cyclesSince(new Date(watch.since)).catch(() => null)]);
  const now = clock.now();
  const titles = (diagnosis?.findings ?? []).filter(({ evidenceClass }) => evidenceClass !== 'D').map(({ title }) => title);
  if (diagnosis?.verdict === 'synced') return { is: 'over', end: { is: 'arrived', at: now.toISOString(), titles } };
  const isSeen = diagnosis !== null && diagnosis.verdict !== 'incomplete';
  if (isSeen && cycles !== null && cycles >= ENOUGH_CYCLES) return { is: 'over', end: { is: 'not-arrived', cycles, titles, says: wordsOf(diagnosis) } };
  if (now.getTime() >= Date.parse(watch.until)) return { is: 'over', end: { is: 'not-arrived', cycles: null, titles, says: isSeen ? wordsOf(diagnosis) : UNSEEN } };
  return { is: 'waiting', says: !isSeen ? UNSEEN : cycles === null ? 'Not in sync yet; how many cycles have gone by cannot be read.' : `Not in sync yet; ${String(cycles)} ${cycles === 1 ? 'cycle has' : 'cycles have'} gone by.` };
}

const UNSEEN = 'I could not see clearly enough to say whether it is in sync.';

/** A sentence that names nobody: it may be said where names are not shown. */
function wordsOf({ verdict }: Diagnosis): string {
  if (verdict === 'not-found') return 'Nothing of that name is found.';
  return verdict === 'ambiguous' ? 'More than one object has that name.' : '';
}
