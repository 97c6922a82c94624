import type { HoursPolicy } from '../boundary/local-policy.ts';

const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
const MINUTES_A_DAY = 24 * 60;

/** Whether a change may be started now, by the wall clocks of the site. */
export function mayStartAt({ timeZone, windows }: HoursPolicy, now: Date): boolean {
  const { day, minute } = wallClock(timeZone, now);
  const before = (day + 6) % DAYS.length;
  const on = (days: readonly string[], number: number): boolean => days.includes(DAYS[number] ?? '');
  return windows.some(({ days, from, to }) => {
    const [start, end] = [minutes(from), minutes(to)];
    if (start < end) return on(days, day) && minute >= start && minute < end;
    return (on(days, day) && minute >= start) || (on(days, before) && minute < end);
  });
}

/** The times in words. */
export const hoursInWords = ({ timeZone, windows }: HoursPolicy): string => `${windows.map(({ days, from, to }) => `${days.join(', ')} ${from} to ${to}`).join('; ')} (${timeZone})`;

const minutes = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

function wallClock(timeZone: string, now: Date): { readonly day: number; readonly minute: number } {
  const parts = new Map(new Intl.DateTimeFormat('en-GB', { timeZone, weekday: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).formatToParts(now).map(({ type, value }) => [type, value]));
  const minute = Number(parts.get('hour')) * 60 + Number(parts.get('minute'));
  const day = DAYS.findIndex((each) => each === parts.get('weekday')?.toLowerCase());
  if (day < 0 || !(minute >= 0 && minute < MINUTES_A_DAY)) throw new RangeError(`no wall clock in ${timeZone}`);
  return { day, minute };
}
