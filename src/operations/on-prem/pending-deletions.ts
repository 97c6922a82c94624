import { NEAR_THRESHOLD, pendingDeletions } from '../../model/pending-deletions.ts';
import type { SyncServer } from '../../ports/sync-server.ts';
import { NotApplied } from '../operation.ts';

/**
 * Refuses when as many deletions wait for export as make the engine stop (or nearly so): a cycle would hold back everybody's changes.
 * Resolves with what could not be told. Rejects with `SyncServerError` when the server cannot be asked at all.
 */
export async function refuseManyDeletions(server: SyncServer): Promise<string | null> {
  const pending = pendingDeletions(await server.describe({ dns: [], anchors: [], only: ['connectors', 'statistics', 'exportDeletionThreshold'] }));
  if (pending === null) return `How many deletions wait on ${server.name} could not be told.`;
  const { waiting, most } = pending;
  if (waiting === 0 || most === 'none') return null;
  if (most === null) return `${waiting} deletions wait on ${server.name}; how many it lets through at once could not be told.`;
  if (waiting < most * NEAR_THRESHOLD) return null;
  throw new NotApplied(`${waiting} deletions wait for export on ${server.name}, and at ${most} it stops every export (accidental delete prevention). Look at what would be deleted first`);
}
