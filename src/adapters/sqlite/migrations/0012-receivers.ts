import type { Migration } from '../../sql-store/migration.ts';

/** How far each receiver outside has been told of incidents. */
export const receivers: Migration = {
  number: 12, name: 'receivers',
  statements: ['CREATE TABLE receivers (name TEXT PRIMARY KEY, seq INTEGER NOT NULL, next_at TEXT NOT NULL, failing_since TEXT, failures INTEGER NOT NULL, says TEXT NOT NULL, version INTEGER NOT NULL) STRICT'],
};
