import type { Evidence } from '../model/exhibits.ts';
import { exportingServer } from './exporting-server.ts';
import { knownOf } from './reading.ts';

/** What is read before a full cycle is offered. */
export const FULL_CYCLE = ['syncServers.scheduler', 'syncServers.pendingExports'] as const;

/** A server on which a full cycle may be started: none runs, its scheduler is on, and no delete waits for export as far as was read. */
export interface FullCycle {
  readonly server: string;
  /** False when the pending exports were not read. */
  readonly deletesRead: boolean;
}

export function fullCycleOf(also: Pick<Evidence, (typeof FULL_CYCLE)[number]>): FullCycle | null {
  const server = exportingServer(also['syncServers.scheduler'])?.name;
  const scheduler = knownOf(also['syncServers.scheduler'])?.find((each) => each.server === server)?.value;
  const pending = knownOf(also['syncServers.pendingExports'])?.flatMap(({ value }) => value);
  const deletes = (pending ?? []).some(({ Operation }) => /delete/i.test(Operation ?? ''));
  return server === undefined || deletes || scheduler?.SyncCycleInProgress !== false || scheduler.SchedulerSuspended === true ? null : { server, deletesRead: pending !== undefined };
}
