import { actionOf, didItsWork, isEntraRun, newestRuns } from '../deduce/run-results.ts';
import { syncInterval } from '../deduce/sync-clock.ts';
import { isoTime } from '../deduce/times.ts';
import type { RunProfileResult, RunSyncError, ServerEvent, SyncServerDocument } from '../model/evidence.ts';
import { later, type Course } from './course.ts';
import { onEntra, onServer, serverNamed } from './edit-document.ts';
import { isToEntra } from './spaces.ts';

/** The newest run of each kind on each connector; what it could not do, the next one cannot do either. */
export function newestOf(server: SyncServerDocument): readonly RunProfileResult[] {
  return newestRuns([{ server: server.name, staging: false, value: server.runHistory ?? [] }]).map(({ run }) => run);
}

interface Legs {
  /** AD is read. */
  readonly reads: boolean;
  /** Entra is read: what was deleted there is noticed. */
  readonly noticesCloud: boolean;
  readonly exports: boolean;
  readonly broken: readonly RunProfileResult[];
}

/** Which parts of a cycle do their work, as far as the newest runs tell. */
export function legsOf({ relieved }: Course, server: SyncServerDocument): Legs {
  const broken = newestOf(server).filter((run) => !didItsWork(run) && !/^stopped-user-termination/i.test(run.Result ?? '') && !relieved.has(run.Result?.toLowerCase() ?? ''));
  return { reads: broken.every((run) => isEntraRun(run) || actionOf(run) === 'export'), noticesCloud: !broken.some((run) => isEntraRun(run) && actionOf(run) !== 'export'), exports: !broken.some((run) => isEntraRun(run) && actionOf(run) === 'export'), broken };
}

/** The cycle has run: its runs stand in the history, its clocks go on. */
export function rollServer(course: Course, name: string, { exported }: { readonly exported: boolean }): void {
  const server = serverNamed(course, name);
  if (server === undefined) return;
  const runs = newestOf(server).map((run): RunProfileResult => again(course, server, run));
  const interval = server.scheduler === undefined ? 0 : syncInterval(server.scheduler);
  course.document = onServer(course, name, (each) => ({
    ...each,
    ...(each.runHistory === undefined ? {} : { runHistory: asRead([...runs, ...each.runHistory], each.runHistory) }),
    ...(each.scheduler === undefined ? {} : { scheduler: { ...each.scheduler, SyncCycleInProgress: false, NextSyncCycleStartTimeInUTC: later(course, interval / 1000), NextSyncCyclePolicyType: 'Delta' } }),
    ...(each.runStatus === undefined ? {} : { runStatus: [] }),
    ...(each.events === undefined ? {} : { events: [...each.events, ...toldAgain(course, each)] }),
    ...(each.statistics === undefined || !exported ? {} : { statistics: each.statistics.map((line) => ({ ...line, ExportAdds: 0, ExportUpdates: 0, ExportDeletes: 0 })) }),
  }));
  if (exported) heartbeat(course);
}

/** So many of the newest runs of a connector are read. */
const MOST_RUNS = 15;

/** As many runs of each connector as are read, and its last full ones: older ones are read no more. */
function asRead(runs: readonly RunProfileResult[], before: readonly RunProfileResult[]): readonly RunProfileResult[] {
  const earlier = (at: number, same: (other: RunProfileResult) => boolean): number => runs.slice(0, at).filter(same).length;
  return runs.filter((run, at) => {
    const most = Math.max(MOST_RUNS, before.filter(({ ConnectorName }) => ConnectorName === run.ConnectorName).length);
    const isFull = run.RunProfileName?.startsWith('Full') === true && earlier(at, (other) => other.ConnectorName === run.ConnectorName && other.RunProfileName === run.RunProfileName) === 0;
    return isFull || earlier(at, (other) => other.ConnectorName === run.ConnectorName) < most;
  });
}

/** Errors of single objects are judged again; what kept the whole run from its work is not. */
function again(course: Course, server: SyncServerDocument, run: RunProfileResult): RunProfileResult {
  const StartDate = later(course, 1);
  const EndDate = later(course, 2);
  const errors = didItsWork(run) || course.relieved.has(run.Result?.toLowerCase() ?? '') ? errorsOf(server, run) : undefined;
  const Result = errors === undefined ? run.Result : resultOf(run, errors.length > 0);
  const RunStepResults = run.RunStepResults?.map((step) => ({ ...step, StartDate, EndDate, ...(errors === undefined ? {} : { StepResult: Result, SyncErrors: { SyncErrorsList: errors } }) }));
  return { ...run, RunNumber: (run.RunNumber ?? 0) + 1, StartDate, EndDate, Result, ...(RunStepResults === undefined ? {} : { RunStepResults }) };
}

function resultOf(run: RunProfileResult, hasErrors: boolean): string | null | undefined {
  if (/discovery|warning/i.test(run.Result ?? '')) return run.Result;
  if (!hasErrors) return 'success';
  return actionOf(run) === 'export' ? 'completed-export-errors' : actionOf(run) === 'synchronise' ? 'completed-sync-errors' : run.Result;
}

/** What the run said of objects that were read, as they stand now; of others as it was. */
function errorsOf(server: SyncServerDocument, run: RunProfileResult): readonly RunSyncError[] {
  const objects = server.csObjects ?? [];
  const before = (run.RunStepResults ?? []).flatMap(({ SyncErrors }) => SyncErrors?.SyncErrorsList ?? []);
  return before.filter(({ CsGuid, ObjectDn }) => {
    const own = objects.find((object) => (CsGuid !== undefined && CsGuid !== null && object.ObjectId === CsGuid) || (object.DistinguishedName ?? '').toLowerCase() === (ObjectDn ?? '').toLowerCase());
    if (own === undefined) return true;
    return actionOf(run) === 'export' ? own.HasExportError === true && isToEntra(own) === isEntraRun(run) : own.HasSyncError === true;
  });
}

/** What is told of single objects (6941, 6956) or of an export that was stopped (116) is judged again; trouble of the machine is told in every cycle. */
const OF_OBJECTS: readonly (number | null | undefined)[] = [116, 6941, 6956];

function toldAgain(course: Course, server: SyncServerDocument): readonly ServerEvent[] {
  const since = Math.min(...newestOf(server).map(({ StartDate }) => isoTime(StartDate)?.getTime() ?? Number.POSITIVE_INFINITY));
  const recent = (server.events ?? []).filter(({ id, level, time }) => !OF_OBJECTS.includes(id) && course.relieved.size === 0 && /error|warning/i.test(level ?? '') && (isoTime(time)?.getTime() ?? 0) >= since);
  return recent.map((event) => ({ ...event, time: later(course, 2) }));
}

function heartbeat(course: Course): void {
  course.document = onEntra(course, (entra) => (entra.organization === undefined ? entra : { ...entra, organization: { ...entra.organization, onPremisesLastSyncDateTime: later(course, 2) } }));
}
