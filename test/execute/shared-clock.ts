import type { Clock } from '../../src/ports/clock.ts';
import { minutes } from '../contracts/sample-plan.ts';

/** So many turns of the event loop without a new sleeper mean that everybody sleeps. */
const QUIET_TURNS = 4;

interface Sleeper {
  readonly until: number;
  readonly wake: () => void;
}

/** A clock by which many sleep at once: when everybody sleeps it goes on to whoever wakes first. */
export function sharedClock(): Clock & { at: Date } {
  const sleepers = new Set<Sleeper>();
  let isWatched = false;
  const clock = {
    at: minutes(6),
    now: () => clock.at,
    sleep: (milliseconds: number, signal?: AbortSignal): Promise<void> =>
      new Promise((resolve) => {
        const sleeper: Sleeper = { until: clock.at.getTime() + milliseconds, wake: () => (sleepers.delete(sleeper), resolve()) };
        sleepers.add(sleeper);
        signal?.addEventListener('abort', sleeper.wake, { once: true });
        if (!isWatched) void watch();
      }),
  };
  const watch = async (): Promise<void> => {
    isWatched = true;
    while (sleepers.size > 0) {
      await quiet(() => sleepers.size);
      const first = Math.min(...[...sleepers].map(({ until }) => until));
      clock.at = new Date(Math.max(first, clock.at.getTime()));
      for (const sleeper of [...sleepers]) if (sleeper.until <= first) sleeper.wake();
    }
    isWatched = false;
  };
  return clock;
}

async function quiet(count: () => number): Promise<void> {
  for (let turns = 0, before = count(); turns < QUIET_TURNS; turns += 1) {
    await new Promise((resolve) => setImmediate(resolve));
    if (count() === before) continue;
    before = count();
    turns = 0;
  }
}
