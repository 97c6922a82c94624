import type { Observation } from '../../model/journal.ts';
import type { AdTarget } from '../../model/plan.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Directory } from '../../ports/directory.ts';
import { SyncServerError, type SyncServer, type SyncServerFault } from '../../ports/sync-server.ts';
import { NotApplied } from '../operation.ts';

/** What operations on a sync server are handed; `syncServer` throws `SyncServerError` for a name that this relay does not serve. */
export interface SyncWorld {
  readonly syncServer: (name: string) => SyncServer;
  readonly clock: Clock;
}

/** An object that an earlier step of the same plan wrote. */
export interface WrittenObject {
  readonly object: AdTarget;
  readonly directory: Directory;
  /** How that step finds the world at this domain controller. */
  readonly lookAt: (there: Directory) => Promise<Observation>;
}

/** A cycle also knows what it shall carry on. */
export interface CycleWorld extends SyncWorld {
  /** True where other steps of the plan come before it. */
  readonly follows: boolean;
  readonly written: readonly WrittenObject[];
}

/** Work on a single object also sees that object in AD; null where this relay does not serve its domain. */
export interface ObjectWorld extends SyncWorld {
  readonly directory: Directory | null;
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

/** The command itself: where it was refused, nothing was changed; anything else leaves it open. */
export async function commanding<Answer>(command: Promise<Answer>): Promise<Answer> {
  try {
    return await command;
  } catch (error) {
    if (error instanceof SyncServerError && REFUSED.includes(error.fault)) throw new NotApplied(`the sync server refused: ${error.message}`);
    throw error;
  }
}

const REFUSED: readonly SyncServerFault[] = ['busy', 'refused', 'access-denied'];

/** Milliseconds of a time of the engine, which is UTC where it names no zone; NaN where there is none. */
export const timeOf = (text: string | null | undefined): number => (typeof text === 'string' ? Date.parse(/Z$|[+-]\d\d:\d\d$/.test(text) ? text : `${text}Z`) : Number.NaN);

/** The engine reports times in whole seconds. */
export const TOLERANCE_MS = 1_000;
