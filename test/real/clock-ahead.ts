/**
 * Lets the clock of this process stand ahead, so that what must wait for minutes is found due: `--import` this file in a process that is
 * started, with the milliseconds in SYNCWHY_TEST_CLOCK_AHEAD, and call `setAhead` in one that runs. Timers are not touched.
 */
export const AHEAD = 'SYNCWHY_TEST_CLOCK_AHEAD';

let ahead = Number(process.env[AHEAD] ?? 0);
const TrueDate = Date;
const now = (): number => TrueDate.now() + ahead;

export function setAhead(milliseconds: number): void {
  ahead = milliseconds;
  process.env[AHEAD] = String(milliseconds);
}

globalThis.Date = new Proxy(TrueDate, {
  construct: (target, given: readonly unknown[]): Date => (given.length === 0 ? new target(now()) : Reflect.construct(target, given) as Date),
  apply: () => new TrueDate(now()).toString(),
  get: (target, key): unknown => (key === 'now' ? now : Reflect.get(target, key)),
});
