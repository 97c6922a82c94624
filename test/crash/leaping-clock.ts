import { systemClock } from '../../src/adapters/system/system-clock.ts';
import type { Clock } from '../../src/ports/clock.ts';

/** Longest real time that a sleep takes. */
const NAP_MS = 5;

/** The clock on the wall, put ahead by whatever anybody sleeps; deadlines, which end with a signal, stay as they are. */
export function leapingClock(): Clock & { leap(milliseconds: number): void } {
  let ahead = 0;
  const leap = (milliseconds: number): void => void (ahead += milliseconds);
  return {
    leap,
    now: () => new Date(systemClock.now().getTime() + ahead),
    async sleep(milliseconds, signal) {
      if (signal !== undefined) return systemClock.sleep(milliseconds, signal);
      await systemClock.sleep(Math.min(milliseconds, NAP_MS));
      leap(milliseconds);
    },
  };
}
