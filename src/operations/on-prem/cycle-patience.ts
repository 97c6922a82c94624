import type { RunProfileResult } from '../../model/evidence.ts';
import { timeOf } from './sync-server-doubt.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** Kinds of cycles, each with the runs that it consists of, and how long it may take where nothing is known of earlier ones. */
export const CYCLE_KINDS = {
  delta: { parts: ['Delta Import', 'Delta Synchronization', 'Export'], leastMs: 10 * MINUTE, mostMs: 4 * HOUR },
  full: { parts: ['Full Import', 'Full Synchronization', 'Export'], leastMs: 6 * HOUR, mostMs: 72 * HOUR },
} as const;
export type CycleKind = keyof typeof CYCLE_KINDS;

/** A cycle that takes this many times as long as the last one is no longer waited for. */
const TIMES_LAST = 3;

export interface CyclePatience {
  /** What each part last took for each connector, added up; null where no such part is in the history. */
  readonly lastMs: number | null;
  readonly longestMs: number;
}

/** How long a cycle that began at `since` is waited for, by what the run history knows of the one before. */
export function cyclePatience(kind: CycleKind, runs: readonly RunProfileResult[], since: Date): CyclePatience {
  const { parts, leastMs, mostMs } = CYCLE_KINDS[kind];
  const over = runs.filter(({ StartDate, IsRunComplete }) => IsRunComplete === true && timeOf(StartDate) < since.getTime());
  // An export alone says nothing of the kind of its cycle.
  const isKnown = over.some(({ RunProfileName: profile }) => profile === parts[0] || profile === parts[1]);
  const last = new Map<string, { readonly at: number; readonly took: number }>();
  for (const { ConnectorName, RunProfileName, StartDate, EndDate } of over.filter(({ RunProfileName: profile }) => parts.some((part) => part === profile))) {
    const [key, at, took] = [`${ConnectorName ?? ''} ${RunProfileName ?? ''}`, timeOf(StartDate), timeOf(EndDate) - timeOf(StartDate)];
    if (took >= 0 && at > (last.get(key)?.at ?? 0)) last.set(key, { at, took });
  }
  const lastMs = isKnown ? [...last.values()].reduce((total, { took }) => total + took, 0) : null;
  return { lastMs, longestMs: Math.min(mostMs, Math.max(leastMs, (lastMs ?? 0) * TIMES_LAST)) };
}

/** What is said of a cycle that has not ended, with its clock. */
export function stillRunning({ kind, server, since, now, patience: { lastMs, longestMs } }: { readonly kind: CycleKind; readonly server: string; readonly since: Date; readonly now: Date; readonly patience: CyclePatience }): string {
  const before = lastMs === null ? `no earlier ${kind} cycle is in its run history` : `the parts of the last one took ${spokenSpan(lastMs)} together`;
  return `the ${kind} cycle on ${server} has been running for ${spokenSpan(now.getTime() - since.getTime())}; ${before}. I look until ${new Date(since.getTime() + longestMs).toISOString().slice(0, 16).replace('T', ' ')} UTC.`;
}

/** `3 hours 20 minutes` */
export function spokenSpan(milliseconds: number): string {
  const minutes = Math.max(0, Math.round(milliseconds / MINUTE));
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  return [hours === 0 ? '' : counted(hours, 'hour'), rest === 0 && hours > 0 ? '' : counted(rest, 'minute')].filter((each) => each !== '').join(' ');
}

const counted = (count: number, unit: string): string => `${count} ${unit}${count === 1 ? '' : 's'}`;
