import { sql } from 'kysely';
import type { Clock } from '../../ports/clock.ts';
import { missingMigrations } from '../sql-store/migration.ts';
import type { Database, Writing } from '../sql-store/tables.ts';
import { MIGRATIONS } from './migrations/all.ts';

/** Any number that nobody else in this database takes for an advisory lock. */
const MIGRATING = 7_926_403;

/** Brings the schema up to date in one transaction, one bot at a time; throws a sentence when a newer version has written it. */
export async function migrate(database: Database, store: string, clock: Pick<Clock, 'now'>): Promise<void> {
  await database.transaction().execute(async (writing) => {
    await sql`SELECT pg_advisory_xact_lock(${MIGRATING})`.execute(writing);
    await sql`CREATE TABLE IF NOT EXISTS schema_versions (number INTEGER PRIMARY KEY, name TEXT NOT NULL, applied_at TEXT NOT NULL)`.execute(writing);
    for (const migration of missingMigrations(store, MIGRATIONS, await versionOf(writing))) {
      for (const statement of migration.statements) await sql.raw(statement).execute(writing);
      await sql`INSERT INTO schema_versions (number, name, applied_at) VALUES (${migration.number}, ${migration.name}, ${clock.now().toISOString()})`.execute(writing);
    }
  });
}

/** Whether SyncWhy has ever been here. */
export async function hasSchema(database: Database): Promise<boolean> {
  const { rows } = await sql<{ readonly there: boolean }>`SELECT to_regclass('schema_versions') IS NOT NULL AS there`.execute(database);
  return rows[0]?.there === true;
}

async function versionOf(writing: Writing): Promise<number> {
  const { rows } = await sql<{ readonly number: number | null }>`SELECT max(number) AS number FROM schema_versions`.execute(writing);
  return rows[0]?.number ?? 0;
}
