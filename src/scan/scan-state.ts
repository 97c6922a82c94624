import type { KeptRoom, ScanRoom } from '../ports/scan-shelf.ts';
import { ScanSide } from './scan-side.ts';

/** Everything that was read, as few numbers in memory and its text in the room. */
export interface ScanState {
  readonly room: ScanRoom;
  readonly directory: ScanSide;
  readonly entra: ScanSide;
}

export const emptyState = (room: ScanRoom): ScanState => ({ room, directory: new ScanSide(), entra: new ScanSide() });

export const keptState = (room: KeptRoom): ScanState => ({ room, directory: new ScanSide({ room, name: 'directory' }), entra: new ScanSide({ room, name: 'entra' }) });
