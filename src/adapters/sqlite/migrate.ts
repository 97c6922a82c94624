import type { DatabaseSync } from 'node:sqlite';
import type { Clock } from '../../ports/clock.ts';
import { missingMigrations } from '../sql-store/migration.ts';
import { MIGRATIONS } from './migrations/all.ts';

/** Brings the schema up to date in one transaction; throws a sentence when the file was written by a newer version. */
export function migrate(database: DatabaseSync, file: string, clock: Pick<Clock, 'now'>): void {
  database.exec('BEGIN IMMEDIATE');
  try {
    database.exec('CREATE TABLE IF NOT EXISTS schema_versions (number INTEGER PRIMARY KEY, name TEXT NOT NULL, applied_at TEXT NOT NULL) STRICT');
    for (const migration of missingMigrations(file, MIGRATIONS, versionOf(database))) {
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
