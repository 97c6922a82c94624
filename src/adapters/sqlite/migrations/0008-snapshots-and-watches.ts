import type { Migration } from '../../sql-store/migration.ts';

/** What is watched without a plan, and which plan works on a sync server. `version` rises with every move, so that two bots never tell the same twice. */
const WATCHES: readonly string[] = [
  'CREATE TABLE watches (watch_id TEXT PRIMARY KEY, name TEXT NOT NULL, conversation_id TEXT NOT NULL, is_open INTEGER NOT NULL, version INTEGER NOT NULL, watch TEXT NOT NULL) STRICT',
  'CREATE UNIQUE INDEX watches_open ON watches (conversation_id, name) WHERE is_open = 1',
  'CREATE TABLE server_locks (server TEXT PRIMARY KEY, plan_id TEXT NOT NULL) STRICT',
];

/** Cloud accounts as they were before a plan touched them; kept before the plan itself is. */
const SNAPSHOTS: readonly string[] = ['CREATE TABLE snapshots (plan_id TEXT PRIMARY KEY, hash TEXT NOT NULL, snapshot TEXT NOT NULL) STRICT'];

export const snapshotsAndWatches: Migration = { number: 8, name: 'snapshots-and-watches', statements: [...SNAPSHOTS, ...WATCHES] };
