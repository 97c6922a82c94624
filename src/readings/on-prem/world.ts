import type { Directory } from '../../ports/directory.ts';
import type { SyncServer } from '../../ports/sync-server.ts';

/** What on-prem readings ask: one directory per forest, and every sync server. */
export interface OnPremWorld {
  readonly directories: readonly { readonly forest: string; readonly directory: Directory }[];
  readonly syncServers: readonly SyncServer[];
}
