import type { SyncServerDocument } from '../model/evidence.ts';
import { actionOf, didItsWork, endedRuns, isEntraRun } from './run-results.ts';
import { isStandby } from './server-standing.ts';
import { isoTime } from './times.ts';

/**
 * How many exports to Entra have begun since then and done their work, on the servers that export. Null where no such server has told its runs: no answer is
 * not none.
 */
export function cyclesSince(servers: readonly SyncServerDocument[], since: Date): number | null {
  const exporting = servers.filter((server) => isStandby(server) === false);
  const told = exporting.flatMap(({ name, runHistory }) => (runHistory === undefined ? [] : [{ server: name, staging: false, value: runHistory }]));
  if (told.length === 0 || told.length < exporting.length) return null;
  return endedRuns(told).filter(({ run }) => isEntraRun(run) && actionOf(run) === 'export' && didItsWork(run) && (isoTime(run.StartDate) ?? since) > since).length;
}
