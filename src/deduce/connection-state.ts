import type { Evidence } from '../model/exhibits.ts';
import type { Subject } from '../model/subject.ts';
import { knownOf } from './reading.ts';
import { touches } from './run-concerns.ts';
import { actionOf, didItsWork, endedRuns, isEntraRun, newestRuns, resultsOf, type ServerRun } from './run-results.ts';
import { isoTime } from './times.ts';

const HEARTBEAT = 3 * 60 * 60 * 1000;

export type ConnectionSources = Pick<Evidence, 'syncServers.runHistory' | 'syncServers.connectors' | 'entra.organization'>;

/** How the servers get on with one of their two sides, by what their runs ended with. */
export type ConnectionState =
  | { readonly is: 'works'; readonly because: string; readonly lastGood: Date | undefined }
  /** The newest runs that did not do their work, and when the last one did. */
  | { readonly is: 'fails'; readonly runs: readonly ServerRun[]; readonly lastGood: Date | undefined }
  | { readonly is: 'unknown' };

/** The connection to Entra: the newest import or export of a server decides, calculations need no connection. */
export function entraConnection(evidence: ConnectionSources, now: Date): ConnectionState {
  const history = knownOf(evidence['syncServers.runHistory']);
  const runs = history === undefined ? [] : endedRuns(history).filter(({ run }) => isEntraRun(run) && travels(run));
  if (runs.length === 0) return fromHeartbeat(evidence, now);
  const newest = [...new Map(runs.toReversed().map((each) => [each.server, each])).values()];
  return stateOf(newest, runs, 'the last run to Entra did its work');
}

/** The connection to the forest of a subject: its newest import and its newest export both count, for either can be refused alone. */
export function forestConnection(subject: Subject, evidence: ConnectionSources): ConnectionState {
  const history = knownOf(evidence['syncServers.runHistory']);
  if (history === undefined) return { is: 'unknown' };
  const own = ({ run }: ServerRun): boolean => !isEntraRun(run) && travels(run) && touches(run, subject, evidence['syncServers.connectors']);
  return stateOf(newestRuns(history).filter(own), endedRuns(history).filter(own), 'the last runs in its forest did their work');
}

/** Results of runs that were stopped for what they carried, or before anything was asked of the other side. */
const NO_MATTER_OF_CONNECTION = [
  'stopped-deletion-threshold-exceeded', 'stopped-error-limit', 'stopped-database-disk-full', 'stopped-user-termination', 'stopped-user-termination-from-wmi-or-ui', 'missing-partition-for-run-step', 'no-start-partition-delete',
];

const travels = (run: ServerRun['run']): boolean => ['import', 'export'].includes(actionOf(run));

function stateOf(newest: readonly ServerRun[], all: readonly ServerRun[], fine: string): ConnectionState {
  const runs = newest.filter(({ run }) => !didItsWork(run) && !resultsOf(run).some((result) => NO_MATTER_OF_CONNECTION.includes(result)));
  const good = all.find(({ run }) => didItsWork(run))?.run;
  const lastGood = isoTime(good?.EndDate) ?? isoTime(good?.StartDate);
  if (runs.length > 0) return { is: 'fails', runs, lastGood };
  return { is: 'works', because: newest.length === 0 ? 'no run is recorded' : fine, lastGood };
}

/** Without a run history the heartbeat of the tenant proves as much. */
function fromHeartbeat(evidence: ConnectionSources, now: Date): ConnectionState {
  const heartbeat = isoTime(knownOf(evidence['entra.organization'])?.onPremisesLastSyncDateTime);
  if (heartbeat !== undefined && now.getTime() - heartbeat.getTime() <= HEARTBEAT) return { is: 'works', because: 'Entra was synchronised a short time ago', lastGood: heartbeat };
  return evidence['syncServers.runHistory'].state === 'unknown' ? { is: 'unknown' } : { is: 'works', because: 'no run to Entra is recorded', lastGood: undefined };
}

/** Whether only standby servers say so: their runs tell nothing about the object. */
export const saidByStandby = (runs: readonly { readonly standby: boolean }[]): boolean => runs.length > 0 && runs.every(({ standby }) => standby);
