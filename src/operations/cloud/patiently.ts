import type { Observation } from '../../model/journal.ts';
import type { Clock } from '../../ports/clock.ts';

/** Seconds between looks; Entra ID may show a change to readers only after minutes, and answers 404 for what it has just brought back. */
const PAUSES: readonly number[] = [1, 2, 4, 8, 15, 30, 60, 60, 60, 60];
const PATIENCE_MS = 5 * 60_000;

/** Looks once before a change. After one, looks until it shows or five minutes have passed since `since`, and tells what was seen last. */
export async function patiently(clock: Clock, since: Date | null, look: () => Promise<Observation>): Promise<Observation> {
  let seen = await look();
  if (since === null) return seen;
  for (const pause of PAUSES) {
    if (seen.stands === 'after' || clock.now().getTime() >= since.getTime() + PATIENCE_MS) return seen;
    await clock.sleep(pause * 1000);
    seen = await look();
  }
  return seen;
}
