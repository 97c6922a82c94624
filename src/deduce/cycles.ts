import type { RunProfileResult } from '../model/evidence.ts';
import { isoTime } from './times.ts';

const MINUTE = 60 * 1000;
const PAUSE = 5 * MINUTE;
const SHORTEST = 5 * MINUTE;

/** Runs that follow one another without a pause of five minutes. */
export interface Cycle {
  readonly began: Date;
  readonly ended: Date;
  readonly runs: readonly RunProfileResult[];
}

/** The cycles of one server, oldest first; a run without an end is going until now. */
export function cyclesOf(runs: readonly RunProfileResult[], now: Date): readonly Cycle[] {
  const cycles: { began: Date; ended: Date; runs: RunProfileResult[] }[] = [];
  for (const { run, start, end } of timed(runs, now)) {
    const current = cycles.at(-1);
    if (current === undefined || start.getTime() - current.ended.getTime() >= PAUSE) cycles.push({ began: start, ended: end, runs: [run] });
    else {
      current.ended = end > current.ended ? end : current.ended;
      current.runs.push(run);
    }
  }
  return cycles;
}

/** Whether a cycle reads or calculates everything anew, which takes hours. */
export const isFull = ({ runs }: Cycle): boolean => runs.some((run) => /^full/i.test(run.RunProfileName ?? ''));

/** How long a delta cycle usually takes: the middle of the recorded ones, at least five minutes; undefined when none is recorded. */
export function usualLength(cycles: readonly Cycle[]): number | undefined {
  const lengths = cycles.filter((cycle) => !isFull(cycle)).map(({ began, ended }) => ended.getTime() - began.getTime()).sort((one, other) => one - other);
  const middle = lengths[Math.floor(lengths.length / 2)];
  return middle === undefined ? undefined : Math.max(SHORTEST, middle);
}

const timed = (runs: readonly RunProfileResult[], now: Date): readonly { readonly run: RunProfileResult; readonly start: Date; readonly end: Date }[] =>
  runs
    .flatMap((run) => {
      const start = isoTime(run.StartDate);
      return start === undefined ? [] : [{ run, start, end: run.IsRunComplete === false ? now : (isoTime(run.EndDate) ?? start) }];
    })
    .sort((one, other) => one.start.getTime() - other.start.getTime());
