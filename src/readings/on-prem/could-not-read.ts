import type { Unread, Unreadable } from '../../model/evidence.ts';
import { DirectoryError, type DirectoryFault } from '../../ports/directory.ts';
import { SyncServerError, type SyncServerFault } from '../../ports/sync-server.ts';

/** Names a section that could not be read, and why; texts of foreign errors are not passed on. */
export function couldNotRead(what: string, where: string, error: unknown): Unread {
  if (error instanceof DirectoryError) return { what, why: WHY_DIRECTORY[error.fault], detail: `${where}: ${error.message}` };
  if (error instanceof SyncServerError) return { what, why: WHY_SYNC_SERVER[error.fault], detail: `${where}: ${error.message}` };
  return { what, why: 'failed', detail: `${where}: something unexpected went wrong` };
}

const WHY_DIRECTORY: Readonly<Record<DirectoryFault, Unreadable>> = {
  unreachable: 'failed',
  'timed-out': 'timed-out',
  credentials: 'access-denied',
  'access-denied': 'access-denied',
  'no-such-object': 'failed',
  drifted: 'failed',
  constraint: 'failed',
  failed: 'failed',
};

const WHY_SYNC_SERVER: Readonly<Record<SyncServerFault, Unreadable>> = {
  unreachable: 'failed',
  'timed-out': 'timed-out',
  'access-denied': 'access-denied',
  busy: 'failed',
  refused: 'failed',
  failed: 'failed',
};
