import type { QuietHours } from '../model/subscription.ts';
import { instantOf, localTime, minutesOf } from './local-time.ts';

/** When the quiet hours end in which this moment lies; null when it lies in none. The days are those on which they begin. */
export function quietUntil(quiet: QuietHours | null, at: Date): Date | null {
  if (quiet === null) return null;
  const from = minutesOf(quiet.from);
  const to = minutesOf(quiet.to);
  const { year, month, date } = localTime(at, quiet.timeZone);
  // Those that began yesterday may last into today.
  for (const back of [1, 0]) {
    const begin = instantOf({ year, month, date: date - back, minutes: from }, quiet.timeZone);
    const end = instantOf({ year, month, date: date - back + (to <= from ? 1 : 0), minutes: to }, quiet.timeZone);
    if (begin <= at && at < end && quiet.days.includes(localTime(begin, quiet.timeZone).day)) return end;
  }
  return null;
}
