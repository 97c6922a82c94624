import { isAtOrBelow } from '../model/distinguished-name.ts';
import type { AdEntry, Connector, ExportError, RunProfileResult, Scheduler } from '../model/evidence.ts';
import type { FromServer } from '../model/exhibits.ts';
import { isoTime, timeSpan } from './times.ts';

const DEFAULT_INTERVAL = 30 * 60 * 1000;
const MINUTE = 60 * 1000;

/** A run that did its work: `success`, or finished with complaints about single objects. */
const finished = (run: RunProfileResult): boolean => run.IsRunComplete !== false && /^(success|completed-)/i.test(run.Result ?? '');

export const syncInterval = (scheduler: Scheduler): number => timeSpan(scheduler.CurrentlyEffectiveSyncCycleInterval) ?? timeSpan(scheduler.AllowedSyncCycleInterval) ?? DEFAULT_INTERVAL;

/** Names of the connectors whose domains hold an object; empty when the connectors do not tell. */
export const connectorsFor = (ad: AdEntry, connectors: readonly Connector[]): readonly string[] =>
  connectors.flatMap((connector) => ((connector.Partitions ?? []).some((partition) => isAtOrBelow(ad.dn, partition.DN ?? '')) ? (connector.Name?.toLowerCase() ?? []) : []));

/** Start of the newest finished import of one of these connectors. */
export function lastImport(runs: readonly RunProfileResult[], connectors: readonly string[]): Date | undefined {
  return latest(runs.filter((run) => finished(run) && /import/i.test(run.RunProfileName ?? '') && connectors.includes(run.ConnectorName?.toLowerCase() ?? '')).map((run) => isoTime(run.StartDate)));
}

/** When anything ran to its end for the last time. */
export const lastMovement = (servers: readonly FromServer<readonly RunProfileResult[]>[]): Date | undefined =>
  latest(servers.flatMap(({ value }) => value.filter(finished).map((run) => isoTime(run.EndDate) ?? isoTime(run.StartDate))));

/** How long a cycle usually takes, from its first start to its last end; the longest of the recorded ones, at most one interval. */
export function usualRunTime(runs: readonly RunProfileResult[], interval: number): number {
  const spans = runs
    .flatMap((run) => {
      const [start, end] = [isoTime(run.StartDate), isoTime(run.EndDate)];
      return start === undefined || end === undefined ? [] : [{ start: start.getTime(), end: end.getTime() }];
    })
    .sort((one, other) => one.start - other.start);
  const cycles: { start: number; end: number }[] = [];
  for (const span of spans) {
    const current = cycles.at(-1);
    if (current !== undefined && span.start - current.end < Math.min(interval / 2, 5 * MINUTE)) current.end = Math.max(current.end, span.end);
    else cycles.push({ ...span });
  }
  return Math.min(interval, Math.max(5 * MINUTE, ...cycles.map(({ start, end }) => end - start)));
}

/** An export error is history once a clean export has followed it. */
export function isOutdated(error: ExportError, runs: readonly RunProfileResult[]): boolean {
  const said = isoTime(error.LatestOccurrence) ?? isoTime(error.InitialOccurrence);
  if (said === undefined) return false;
  return runs.some((run) => {
    const start = isoTime(run.StartDate);
    return /export/i.test(run.RunProfileName ?? '') && /( - AAD$|onmicrosoft\.com)/i.test(run.ConnectorName ?? '') && run.Result?.toLowerCase() === 'success' && start !== undefined && start > said;
  });
}

const latest = (times: readonly (Date | undefined)[]): Date | undefined =>
  times.filter((time) => time !== undefined).sort((one, other) => other.getTime() - one.getTime())[0];
