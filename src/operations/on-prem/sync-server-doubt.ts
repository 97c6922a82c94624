import type { Clock } from '../../ports/clock.ts';
import { SyncServerError, type SyncServer } from '../../ports/sync-server.ts';
import { NotApplied } from '../operation.ts';

/** What operations on a sync server are handed; `syncServer` throws `SyncServerError` for a name that this relay does not serve. */
export interface SyncWorld {
  readonly syncServer: (name: string) => SyncServer;
  readonly clock: Clock;
}

/** A look-up before the command: whatever goes wrong, nothing was changed. */
export async function beforeCommand<Value>(lookUp: () => Promise<Value>): Promise<Value> {
  try {
    return await lookUp();
  } catch (error) {
    if (error instanceof SyncServerError) throw new NotApplied(`the sync server could not be read before the change: ${error.message}`);
    throw error;
  }
}

/** The command itself: busy or access denied means nothing was changed; anything else leaves it open. */
export async function commanding(command: Promise<void>): Promise<void> {
  try {
    await command;
  } catch (error) {
    if (error instanceof SyncServerError && (error.fault === 'busy' || error.fault === 'access-denied')) throw new NotApplied(`the sync server refused: ${error.message}`);
    throw error;
  }
}
