import type { Directory, GlobalCatalog } from '../../ports/directory.ts';
import type { SecurityLog } from '../../ports/security-log.ts';
import type { SyncServer } from '../../ports/sync-server.ts';

/** A domain of a forest; domains of the same forest carry the same forest name. */
export interface Domain {
  readonly forest: string;
  /** DN of the domain; absent where the directory is the whole forest. */
  readonly baseDn?: string | undefined;
  readonly directory: Directory;
  readonly globalCatalog?: GlobalCatalog | undefined;
}

/** What on-prem readings ask: one directory per domain, every sync server, and the security log where it may be read. */
export interface OnPremWorld {
  readonly directories: readonly Domain[];
  readonly syncServers: readonly SyncServer[];
  /** The security logs of the domain controllers; absent where the relay may not read them. */
  readonly securityLog?: SecurityLog | undefined;
}
