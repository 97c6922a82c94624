import type { Clock } from '../../src/ports/clock.ts';

/** How much faster than the machine's the clock of these tests runs, in every process alike. */
const SPEED = 200;

/** A clock that runs fast since a moment that all processes know, in ms. */
export function quickClock(since: number): Clock {
  return {
    now: () => new Date(since + (Date.now() - since) * SPEED),
    sleep: (milliseconds, signal) => new Promise((resolve) => {
      const timer = setTimeout(resolve, milliseconds / SPEED);
      signal?.addEventListener('abort', () => { clearTimeout(timer); resolve(); }, { once: true });
    }),
  };
}
