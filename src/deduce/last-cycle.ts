import type { RunProfileResult, RunStepResult } from '../model/evidence.ts';
import { actionOf, didItsWork, endedRuns, isEntraRun, resultsOf, type RunAction } from './run-results.ts';
import { isoTime } from './times.ts';

/** The newest cycle of one server, from its first start to its last end. */
interface Cycle {
  readonly start: Date;
  readonly end: Date;
  /** Results that were no success, with connector and profile. */
  readonly trouble: readonly { readonly connector: string; readonly profile: string; readonly result: string; readonly isStopped: boolean }[];
}

/** A pause longer than this parts two cycles. */
const PAUSE = 5 * 60 * 1000;

/** Undefined where the history has no run that ended. A cycle does each kind of run on each connector once. */
export function lastCycle(server: string, history: readonly RunProfileResult[]): Cycle | undefined {
  const runs: RunProfileResult[] = [];
  for (const { run } of endedRuns([{ server, staging: undefined, value: history }])) {
    const next = runs.at(-1);
    if (next !== undefined && (runs.some((each) => sameWork(each, run)) || startOf(next) - endOf(run) > PAUSE)) break;
    runs.push(run);
  }
  if (runs.length === 0) return undefined;
  const trouble = runs.toReversed().flatMap((run) => resultsOf(run).filter((result) => result !== 'success').slice(0, 1).map((result) => ({ connector: run.ConnectorName ?? 'a connector', profile: run.RunProfileName ?? 'run', result, isStopped: !didItsWork(run) })));
  return { start: new Date(Math.min(...runs.map(startOf))), end: new Date(Math.max(...runs.map(endOf))), trouble };
}

const sameWork = (one: RunProfileResult, other: RunProfileResult): boolean => one.ConnectorName === other.ConnectorName && actionOf(one) === actionOf(other);

const startOf = (run: RunProfileResult): number => (isoTime(run.StartDate) ?? isoTime(run.EndDate) ?? new Date(0)).getTime();
const endOf = (run: RunProfileResult): number => (isoTime(run.EndDate) ?? isoTime(run.StartDate) ?? new Date(0)).getTime();

/** What the newest runs of one connector did; a number is undefined where its counters were not given. */
export interface ConnectorWork {
  readonly connector: string;
  readonly isEntra: boolean;
  readonly at: Date | undefined;
  /** Changes that the import found, and objects that it looked at without a change. */
  readonly read: number | undefined;
  readonly unchanged: number | undefined;
  /** Objects that became a person of the metaverse, were joined to one, or were kept out by the rules. */
  readonly projected: number | undefined;
  readonly joined: number | undefined;
  readonly filtered: number | undefined;
  readonly exported: number | undefined;
  readonly failed: number | undefined;
}

export function connectorWork(server: string, history: readonly RunProfileResult[]): readonly ConnectorWork[] {
  const runs = endedRuns([{ server, staging: undefined, value: history }]).map(({ run }) => run);
  const names = [...new Set(runs.flatMap(({ ConnectorName }) => ConnectorName ?? []))].sort();
  return names.map((connector) => {
    const own = runs.filter(({ ConnectorName }) => ConnectorName === connector);
    const steps = (action: RunAction): readonly RunStepResult[] => own.find((run) => actionOf(run) === action)?.RunStepResults ?? [];
    return {
      connector, isEntra: own.some(isEntraRun), at: isoTime(own[0]?.EndDate) ?? isoTime(own[0]?.StartDate),
      read: sum(steps('import'), ['StageAdd', 'StageUpdate', 'StageDelete', 'StageRename', 'StageDeleteAdd']),
      unchanged: sum(steps('import'), ['StageNoChange']),
      projected: sum(steps('synchronise'), ['DisconnectorProjectedFlow', 'DisconnectorProjectedNoFlow']),
      joined: sum(steps('synchronise'), ['DisconnectorJoinedFlow', 'DisconnectorJoinedNoFlow']),
      filtered: sum(steps('synchronise'), ['DisconnectorFiltered', 'ConnectorFilteredRemoveMv', 'ConnectorFilteredLeaveMv']),
      exported: sum(steps('export'), ['ExportAdd', 'ExportUpdate', 'ExportDelete', 'ExportRename', 'ExportDeleteAdd']),
      failed: sum(steps('export'), ['ExportFailure']),
    };
  });
}

type Counter = Exclude<keyof RunStepResult, 'StepResult' | 'StartDate' | 'EndDate' | 'ConnectorConnectionInformationXml' | 'ConnectorDiscoveryErrors' | 'SyncErrors' | 'StepNumber'>;

function sum(steps: readonly RunStepResult[], counters: readonly Counter[]): number | undefined {
  const given = steps.flatMap((step) => counters.flatMap((counter) => step[counter] ?? []));
  return given.length === 0 ? undefined : given.reduce((total, each) => total + each, 0);
}
