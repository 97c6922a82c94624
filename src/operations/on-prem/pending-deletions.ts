import type { SyncServerDocument } from '../../model/evidence.ts';
import type { SyncServer } from '../../ports/sync-server.ts';
import { NotApplied } from '../operation.ts';

/** From this part of the threshold on a cycle is not started: what it imports may bring the rest. */
const NEAR = 0.8;

/**
 * Refuses when as many deletions wait for export as make the engine stop (or nearly so): a cycle would hold back everybody's changes.
 * Resolves with what could not be told. Rejects with `SyncServerError` when the server cannot be asked at all.
 */
export async function refuseManyDeletions(server: SyncServer): Promise<string | null> {
  const said = await server.describe({ dns: [], anchors: [], only: ['connectors', 'statistics', 'exportDeletionThreshold'] });
  const entra = (said.statistics ?? []).filter(({ ConnectorName }) => isEntra(said, ConnectorName));
  const counted = entra.flatMap(({ ExportDeletes }) => (typeof ExportDeletes === 'number' ? [ExportDeletes] : []));
  if (counted.length === 0) return `How many deletions wait on ${server.name} could not be told.`;
  const waiting = counted.reduce((sum, each) => sum + each, 0);
  if (waiting === 0) return null;
  const most = thresholdOf(said, entra.reduce((sum, { TotalConnectors }) => sum + (TotalConnectors ?? 0), 0));
  if (most === 'none') return null;
  if (most === null) return `${waiting} deletions wait on ${server.name}; how many it lets through at once could not be told.`;
  if (waiting < most * NEAR) return null;
  throw new NotApplied(`${waiting} deletions wait for export on ${server.name}, and at ${most} it stops every export (accidental delete prevention). Look at what would be deleted first`);
}

const isEntra = ({ connectors = [] }: SyncServerDocument, name: string | null | undefined): boolean => connectors.some((connector) => connector.Name === name && connector.Type !== 'AD');

function thresholdOf({ exportDeletionThreshold: given }: SyncServerDocument, objects: number): number | 'none' | null {
  switch (given?.DeletionPrevention) {
    case 'EnabledForCount':
      return given.ThresholdCount ?? null;
    case 'EnabledForPercentage':
      return typeof given.ThresholdPercentage === 'number' && objects > 0 ? (objects * given.ThresholdPercentage) / 100 : null;
    case 'Disabled':
      return 'none';
    default:
      return null;
  }
}
