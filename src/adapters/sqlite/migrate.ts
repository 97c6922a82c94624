import type { DatabaseSync } from 'node:sqlite';
import type { Clock } from '../../ports/clock.ts';
import { firstTables } from './migrations/0001-first-tables.ts';
import { keptReadings } from './migrations/0002-kept-readings.ts';
import { seals } from './migrations/0003-seals.ts';
import type { Migration } from './migrations/migration.ts';
import { NotReady } from '../../ports/not-ready.ts';

const MIGRATIONS: readonly Migration[] = [firstTables, keptReadings, seals];

/** Brings the schema up to date in one transaction; throws a sentence when the file was written by a newer version. */
export function migrate(database: DatabaseSync, file: string, clock: Clock): void {
  database.exec('BEGIN IMMEDIATE');
  try {
    database.exec('CREATE TABLE IF NOT EXISTS schema_versions (number INTEGER PRIMARY KEY, name TEXT NOT NULL, applied_at TEXT NOT NULL) STRICT');
    const at = versionOf(database);
    const newest = MIGRATIONS.length;
    if (at > newest) throw new NotReady(`The store ${file} was written by a newer SyncWhy (schema ${at}, this version knows up to ${newest}). Start that version, or restore the backup made before the upgrade.`);
    for (const migration of MIGRATIONS.filter(({ number }) => number > at)) {
      for (const statement of migration.statements) database.exec(statement);
      database.prepare('INSERT INTO schema_versions (number, name, applied_at) VALUES (?, ?, ?)').run(migration.number, migration.name, clock.now().toISOString());
    }
    database.exec('COMMIT');
  } catch (error) {
    database.exec('ROLLBACK');
    throw error;
  }
}

function versionOf(database: DatabaseSync): number {
  const number = database.prepare('SELECT max(number) AS number FROM schema_versions').get()?.['number'];
  return typeof number === 'number' ? number : 0;
}
