/** A moment as the clocks of a time zone show it. Days are 1 (Monday) to 7; minutes are counted from midnight. */
export interface LocalTime {
  readonly year: number;
  readonly month: number;
  readonly date: number;
  readonly day: number;
  readonly minutes: number;
}

const MINUTE_MS = 60_000;
const FORMATS = new Map<string, Intl.DateTimeFormat>();

/** Whether this machine knows a time zone of this IANA name. */
export function isTimeZone(timeZone: string): boolean {
  // Offsets like +01:00 are taken by Intl too, but they know no summer time, which is what nobody means.
  if (!/^[A-Za-z]/.test(timeZone)) return false;
  try {
    return formatOf(timeZone) !== null;
  } catch {
    return false;
  }
}

export function localTime(at: Date, timeZone: string): LocalTime {
  const parts = new Map(formatOf(timeZone).formatToParts(at).map(({ type, value }) => [type, Number(value)]));
  const part = (type: Intl.DateTimeFormatPartTypes): number => parts.get(type) ?? 0;
  const [year, month, date] = [part('year'), part('month'), part('day')];
  return { year, month, date, day: ((new Date(Date.UTC(year, month - 1, date)).getUTCDay() + 6) % 7) + 1, minutes: part('hour') * 60 + part('minute') };
}

/**
 * The moment at which the clocks of a time zone show this. Of an hour that comes twice it is the first one; of an hour that is left out, the moment after the
 * leap. A date beyond the end of its month is one of the next.
 */
export function instantOf(local: Omit<LocalTime, 'day'>, timeZone: string): Date {
  const wanted = Date.UTC(local.year, local.month - 1, local.date, 0, local.minutes);
  const candidates = [-1, 0, 1].map((days) => wanted - offsetAt(new Date(wanted + days * 24 * 60 * MINUTE_MS), timeZone));
  const exact = candidates.filter((candidate) => candidate + offsetAt(new Date(candidate), timeZone) === wanted);
  return new Date(exact.length > 0 ? Math.min(...exact) : Math.max(...candidates));
}

/** How far the clocks are ahead of UTC, in ms. */
function offsetAt(at: Date, timeZone: string): number {
  const { year, month, date, minutes } = localTime(at, timeZone);
  return Date.UTC(year, month - 1, date, 0, minutes) - Math.floor(at.getTime() / MINUTE_MS) * MINUTE_MS;
}

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = FORMATS.get(timeZone);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat('en-GB', { timeZone, hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric' });
  FORMATS.set(timeZone, made);
  return made;
}

/** `22:30` to minutes from midnight. */
export function minutesOf(clock: string): number {
  const [hours = '0', minutes = '0'] = clock.split(':');
  return Number(hours) * 60 + Number(minutes);
}
