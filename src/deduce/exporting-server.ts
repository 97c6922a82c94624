import type { Scheduler } from '../model/evidence.ts';
import type { FromServer, Reading } from '../model/exhibits.ts';
import { activeServer } from './sync-server.ts';

/** The sync server that exports, for a change that lets it run a cycle. */
export interface ExportingServer {
  readonly name: string;
  /** Whether its scheduler starts cycles by itself; null when that was not read. */
  readonly isScheduled: boolean | null;
}

/** Null when none, several, or only standby servers are known. */
export function exportingServer(schedulers: Reading<readonly FromServer<Scheduler>[]>): ExportingServer | null {
  const name = activeServer(schedulers);
  if (name === null || schedulers.state === 'unknown') return null;
  const scheduled = schedulers.value.find(({ server }) => server === name)?.value.SyncCycleEnabled;
  return { name, isScheduled: typeof scheduled === 'boolean' ? scheduled : null };
}
