import { setTimeout as wait } from 'node:timers/promises';
import type { Clock } from '../../src/ports/clock.ts';

/** A clock that runs many times as fast as the one on the wall, with sleeps that are as much shorter: sockets stay real, and waiting for minutes takes seconds. */
export function racingClock(times: number, start: Date): Clock {
  const began = performance.now();
  return {
    now: () => new Date(start.getTime() + (performance.now() - began) * times),
    sleep: (milliseconds, signal) => wait(milliseconds / times, undefined, signal === undefined ? {} : { signal }).catch(() => undefined),
  };
}
