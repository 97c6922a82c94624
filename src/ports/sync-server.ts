import type { RunProfileResult, Scheduler, SyncServerDocument } from '../model/evidence.ts';

/** One Entra Connect server. Rejects with `SyncServerError`; shapes are those of the ADSync cmdlets. */
export interface SyncServer {
  readonly name: string;
  /** Everything the engine says about these AD objects (DNs) and anchors, with scheduler, connectors, settings and run history. */
  describe(about: { readonly dns: readonly string[]; readonly anchors: readonly string[] }): Promise<SyncServerDocument>;
  /** Get-ADSyncScheduler. */
  scheduler(): Promise<Scheduler>;
  /** Get-ADSyncRunProfileResult, newest first. */
  recentRuns(): Promise<readonly RunProfileResult[]>;
  /** Set-ADSyncScheduler -SyncCycleEnabled. */
  setCycleEnabled(enabled: boolean): Promise<void>;
  /** Start-ADSyncSyncCycle -PolicyType Delta; returns as soon as the cycle was started. */
  startDelta(): Promise<void>;
}

export type SyncServerFault = 'unreachable' | 'timed-out' | 'access-denied' | 'busy' | 'failed';

export class SyncServerError extends Error {
  readonly fault: SyncServerFault;
  constructor(fault: SyncServerFault, says: string) {
    super(says);
    this.name = 'SyncServerError';
    this.fault = fault;
  }
}
