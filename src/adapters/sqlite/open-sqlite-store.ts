import { Kysely, SqliteDialect } from 'kysely';
import type { Clock } from '../../ports/clock.ts';
import type { Store } from '../../ports/store.ts';
import { createSqlStore } from '../sql-store/create-sql-store.ts';
import type { Tables } from '../sql-store/tables.ts';
import { journalAppender } from './append-journal.ts';
import { migrate } from './migrate.ts';
import { forKysely, openDatabase } from './sqlite-database.ts';

/**
 * The store of one bot instance in one SQLite file (`:memory:` for a store that is forgotten).
 * Rejects with a sentence when the file was written by a newer version.
 */
export async function openSqliteStore(options: { readonly file: string; readonly clock: Clock }): Promise<Store> {
  const raw = openDatabase(options.file);
  try {
    migrate(raw, options.file, options.clock);
  } catch (error) {
    raw.close();
    throw error;
  }
  const database = new Kysely<Tables>({ dialect: new SqliteDialect({ database: forKysely(raw) }) });
  const store = createSqlStore(database, async () => {
    await database.destroy();
    // Kysely leaves a database alone that it was never asked to use.
    if (raw.isOpen) raw.close();
  });
  return { ...store, appendJournal: journalAppender(raw, database) };
}
