import type { RunProfileResult, Scheduler, SyncServerDocument, Unread } from '../model/evidence.ts';
import type { ServerSection } from '../model/relay-job.ts';

export interface AboutObjects {
  readonly dns: readonly string[];
  readonly anchors: readonly string[];
  /** Only these sections, where the rest is of no use; all of them when absent. */
  readonly only?: readonly ServerSection[] | undefined;
  /** Of the run history the errors of all objects (at most 500 a step), of fewer runs; of these objects when absent. */
  readonly errors?: 'all' | undefined;
}

/** A sync server's document, and what of it could not be read (`syncServers.<name>.<section>`). */
export interface DescribedServer extends SyncServerDocument {
  readonly unread?: readonly Unread[] | undefined;
}

/** The Windows service of the engine. */
export interface ServiceState {
  /** As Windows says it, e.g. `Running`, `Stopped`, `Start Pending`; `NotInstalled`. */
  readonly status: string;
  /** When its process began (ISO 8601 UTC); null while it does not run. */
  readonly startedAt: string | null;
  /** Whether the database is known to be full, so that a stopped service would not start again; null when that could not be read. */
  readonly databaseFull: boolean | null;
}

/** One Entra Connect server. Rejects with `SyncServerError`; shapes are those of the ADSync cmdlets. */
export interface SyncServer {
  readonly name: string;
  /** Everything the engine says about these AD objects (DNs) and anchors, with its configuration, run history, log and surroundings. */
  describe(about: AboutObjects): Promise<DescribedServer>;
  /** Get-ADSyncScheduler. */
  scheduler(): Promise<Scheduler>;
  /** Get-ADSyncRunProfileResult, newest first. */
  recentRuns(): Promise<readonly RunProfileResult[]>;
  /** Set-ADSyncScheduler -SyncCycleEnabled. */
  setCycleEnabled(enabled: boolean): Promise<void>;
  /** Set-ADSyncScheduler -MaintenanceEnabled. */
  setMaintenance(enabled: boolean): Promise<void>;
  /** Set-ADSyncScheduler -PurgeRunHistoryInterval, e.g. `7.00:00:00`. */
  setHistoryRetention(span: string): Promise<void>;
  /** Start-ADSyncSyncCycle -PolicyType Delta; returns as soon as the cycle was started. */
  startDelta(): Promise<void>;
  /** Start-ADSyncSyncCycle -PolicyType Initial; returns as soon as the cycle was started. */
  startFull(): Promise<void>;
  /** Invoke-ADSyncSingleObjectSync: imports, synchronises and exports the object with this DN alone. Refused while the scheduler is on. */
  synchronizeObject(dn: string): Promise<ObjectSynchronization>;
  /** Invoke-ADSyncCSObjectPasswordHashSync for the object with this DN. */
  sendPasswordHash(dn: string): Promise<void>;
  service(): Promise<ServiceState>;
  /** Restarts the service, or starts it where it is stopped. Refused (`busy`) while a cycle runs, and when the database is full or nobody can tell. */
  restartService(): Promise<void>;
}

/** What the engine says of the synchronisation of a single object (like the resource provisioningObjectSummary of Graph). */
export interface ObjectSynchronization {
  /** Lower case: `success`, `warning`, `failure`, `skipped`, or what else it says; empty when it says nothing. */
  readonly status: string;
  readonly errorCode: string | null;
  readonly reason: string | null;
  readonly steps: readonly { readonly name: string; readonly status: string }[];
}

/** `busy` and `refused`: nothing was begun, now or at all. */
export type SyncServerFault = 'unreachable' | 'timed-out' | 'access-denied' | 'busy' | 'refused' | 'failed';

export class SyncServerError extends Error {
  readonly fault: SyncServerFault;
  constructor(fault: SyncServerFault, says: string) {
    super(says);
    this.name = 'SyncServerError';
    this.fault = fault;
  }
}
