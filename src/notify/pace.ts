/**
 * When the next message may be created in a conversation, from when others were (ISO 8601 UTC, any order). Teams allows a bot 7 in 1 s, 8 in 2 s, 60 in 30 s and
 * 1,800 in an hour in one conversation; people bear much less: after a burst of 5 one each half minute.
 */
export function nextCreate(sent: readonly string[], now: Date): Date {
  const times = sent.map((each) => Date.parse(each)).filter((time) => Number.isFinite(time)).toSorted((one, other) => one - other);
  const byWindow = TEAMS_LIMITS.map(({ most, withinMs }) => (times.length < most ? 0 : (times[times.length - most] ?? 0) + withinMs));
  return new Date(Math.max(now.getTime(), byBucket(times, now.getTime()), ...byWindow));
}

/** How far back `nextCreate` has to know. */
export const PACE_WINDOW_MS = 3_600_000;

const TEAMS_LIMITS = [
  { most: 7, withinMs: 1_000 },
  { most: 8, withinMs: 2_000 },
  { most: 60, withinMs: 30_000 },
  { most: 1_800, withinMs: PACE_WINDOW_MS },
] as const;

const BURST = 5;
const BETWEEN_MS = 30_000;

/** A bucket of five that gains one each half minute. */
function byBucket(times: readonly number[], now: number): number {
  let [left, at] = [BURST, times[0] ?? now];
  for (const time of times) {
    left = Math.min(BURST, left + (time - at) / BETWEEN_MS) - 1;
    at = time;
  }
  const atNow = left + Math.max(0, now - at) / BETWEEN_MS;
  return atNow >= 1 ? now : at + Math.ceil((1 - left) * BETWEEN_MS);
}

const FIRST_PAUSE_MS = 2_000;
const LONGEST_PAUSE_MS = 10 * 60_000;

/** How long to wait after so many attempts in vain. */
export const pauseAfter = (attempts: number): number => Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** Math.min(20, Math.max(0, attempts - 1)));
