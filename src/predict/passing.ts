import type { SyncServerDocument } from '../model/evidence.ts';
import type { AdObject } from '../model/exhibits.ts';

/** One object on its way through one cycle. */
export interface Passing {
  readonly server: SyncServerDocument;
  readonly ad: AdObject;
  /** The object itself, its cloud account or what stood in its way was changed, or everything is read anew. */
  readonly judgedAnew: boolean;
  /** False where the server or its way to Entra is such that nothing goes out. */
  readonly exports: boolean;
  /** What was deleted in Entra is noticed. */
  readonly noticesCloud: boolean;
  /** AD could not be read: it is as the engine has read it before. */
  readonly staged: boolean;
}
