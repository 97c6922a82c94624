import type { SyncServerDocument } from './evidence.ts';

/** What waits to be deleted in Entra. `most`: at so many the engine stops every export (accidental delete prevention); null where that was not told. */
export interface PendingDeletions {
  readonly waiting: number;
  readonly most: number | 'none' | null;
}

/** From this part of the threshold on the next import may bring the rest. */
export const NEAR_THRESHOLD = 0.8;

/** From the statistics, connectors and threshold of a server; null where it did not count. */
export function pendingDeletions(server: SyncServerDocument): PendingDeletions | null {
  const entra = (server.statistics ?? []).filter(({ ConnectorName }) => isEntra(server, ConnectorName));
  const counted = entra.flatMap(({ ExportDeletes }) => (typeof ExportDeletes === 'number' ? [ExportDeletes] : []));
  if (counted.length === 0) return null;
  return { waiting: counted.reduce((sum, each) => sum + each, 0), most: thresholdOf(server, entra.reduce((sum, { TotalConnectors }) => sum + (TotalConnectors ?? 0), 0)) };
}

const isEntra = ({ connectors = [] }: SyncServerDocument, name: string | null | undefined): boolean => connectors.some((connector) => connector.Name === name && connector.Type !== 'AD');

function thresholdOf({ exportDeletionThreshold: given }: SyncServerDocument, objects: number): PendingDeletions['most'] {
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
