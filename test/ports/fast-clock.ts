import type { Clock } from '../../src/ports/clock.ts';

export interface FastClock extends Clock {
  forward(milliseconds: number): void;
}

/** A clock whose sleeps are over at once and move it on. */
export function fastClock(start = '2026-11-21T09:00:00.000Z'): FastClock {
  let now = Date.parse(start);
  return {
    now: () => new Date(now),
    sleep: (milliseconds) => {
      now += milliseconds;
      return Promise.resolve();
    },
    forward: (milliseconds) => {
      now += milliseconds;
    },
  };
}
