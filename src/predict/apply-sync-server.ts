import { isGood } from '../deduce/password-loop.ts';
import { timeSpan } from '../deduce/times.ts';
import type { PartitionPasswordState, Scheduler, SyncServerDocument } from '../model/evidence.ts';
import type { OperationParams } from '../model/operation-params.ts';
import { boundCloud } from './bound-cloud.ts';
import { later, touch, type Course } from './course.ts';
import { entryWith, onServer, serverNamed } from './edit-document.ts';
import { resume } from './resume.ts';
import { standingOf } from './spaces.ts';

type Params<Name extends keyof OperationParams> = OperationParams[Name];

export const setScheduler = (course: Course, { server, after }: Params<'sync.set-scheduler'>): void => schedule(course, server, { SyncCycleEnabled: after });

export const setMaintenance = (course: Course, { server, after }: Params<'sync.set-maintenance'>): void => schedule(course, server, { MaintenanceEnabled: after });

/** A shorter history gives the database room again. */
export function setHistoryRetention(course: Course, { server, before, after }: Params<'sync.set-history-retention'>): void {
  schedule(course, server, { PurgeRunHistoryInterval: after });
  if ((timeSpan(after) ?? 0) < (timeSpan(before) ?? Number.POSITIVE_INFINITY)) course.relieved.add('stopped-database-disk-full');
}

/** A service that is started anew has no cycle under way; one that was stopped goes on with what has waited. */
export function restartService(course: Course, { server }: Params<'sync.restart-service'>): void {
  const stood = isStopped(serverNamed(course, server));
  schedule(course, server, { SyncCycleInProgress: false });
  course.document = onServer(course, server, (each) => ({
    ...each,
    ...(each.service === undefined ? {} : { service: { ...each.service, status: 'Running' } }),
    ...(each.runStatus === undefined ? {} : { runStatus: [] }),
    ...(each.passwordSync?.partitionState === undefined ? {} : { passwordSync: { ...each.passwordSync, partitionState: each.passwordSync.partitionState.map((state) => begunAnew(course, state)) } }),
    ...(each.events === undefined ? {} : { events: [...each.events, { source: 'Directory Synchronization', id: 654, level: 'Information', time: later(course, 2), message: 'Provisioning credentials ping end.' }] }),
    ...(each.runHistory === undefined ? {} : { runHistory: each.runHistory.map((run) => (run.IsRunComplete === false ? { ...run, IsRunComplete: true, Result: 'stopped-user-termination', EndDate: later(course, 0) } : run)) }),
  }));
  if (!stood) return;
  course.resumes = true;
  resume(course, server);
}

const isStopped = (server: SyncServerDocument | undefined): boolean => /^(stopped|stop_?pending)$/i.test(server?.service?.status ?? '');

/** The password loop begins with the service; what it was refused, it is refused again. */
function begunAnew(course: Course, state: PartitionPasswordState): PartitionPasswordState {
  const [PasswordSyncLastCycleStartTimestamp, PasswordSyncLastCycleEndTimestamp] = [later(course, 1), later(course, 2)];
  const good = isGood(state) ? { PasswordSyncLastSuccessfulCycleStartTimestamp: later(course, 1), PasswordSyncLastSuccessfulCycleEndTimestamp: later(course, 2) } : {};
  return { ...state, ...good, PasswordSyncLastCycleStartTimestamp, PasswordSyncLastCycleEndTimestamp };
}

/** The hash is sent at once; the log of the object says so. */
export function sendPasswordHash(course: Course, { server, object }: Params<'sync.send-password-hash'>): void {
  const ad = entryWith(course, object.guid);
  const isThere = ad === undefined || boundCloud(course, ad, standingOf(course, server, ad)) !== undefined;
  course.document = onServer(course, server, (each) => sent(each, { DistinguishedName: ad?.dn ?? object.dn, Status: isThere ? 'Success' : 'TargetNotExportedToDirectory', TimeStamp: later(course, 2) }));
  touch(course, object.guid);
  course.says.add(`${server} sends the password hash of ${object.dn} anew.`);
}

function sent(server: SyncServerDocument, line: { readonly DistinguishedName: string; readonly Status: string; readonly TimeStamp: string }): SyncServerDocument {
  const log = server.passwordSync?.objectLog;
  const dn = line.DistinguishedName;
  if (log === undefined) return server;
  return { ...server, passwordSync: { ...server.passwordSync, objectLog: [...log.filter((entry) => entry.DistinguishedName?.toLowerCase() !== dn.toLowerCase()), line] } };
}

const schedule = (course: Course, name: string, change: Partial<Scheduler>): void => {
  course.document = onServer(course, name, (server) => (server.scheduler === undefined ? server : { ...server, scheduler: { ...server.scheduler, ...change } }));
};
