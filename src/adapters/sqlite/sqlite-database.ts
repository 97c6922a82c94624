import { DatabaseSync, type SQLInputValue } from 'node:sqlite';
import type { SqliteDatabase } from 'kysely';
import { NotReady } from '../../ports/not-ready.ts';
import { reserveLog } from './reserve-log.ts';

/** Opens the file with the settings that make a commit durable. Throws with a sentence for the operator. */
export function openDatabase(file: string): DatabaseSync {
  try {
    const database = new DatabaseSync(file, { enableForeignKeyConstraints: true, timeout: 5000 });
    for (const pragma of ['journal_mode = WAL', 'synchronous = FULL', 'trusted_schema = OFF']) database.exec(`PRAGMA ${pragma}`);
    reserveLog(database);
    return database;
  } catch {
    throw new NotReady(`The store ${file} cannot be opened: its folder is missing, this account may not write there, or the file is no SQLite database.`);
  }
}

type Prepared = ReturnType<SqliteDatabase['prepare']>;

/** The store has a few dozen statements; where lists of many lengths make more of them, all are prepared anew. */
const MOST_PREPARED = 200;

/** node:sqlite in the shape that Kysely's SQLite dialect asks for; a statement is prepared once. */
export function forKysely(database: DatabaseSync): SqliteDatabase {
  const prepared = new Map<string, Prepared>();
  return {
    close: () => database.close(),
    prepare(sql) {
      const known = prepared.get(sql);
      if (known !== undefined) return known;
      if (prepared.size >= MOST_PREPARED) prepared.clear();
      // A deferred transaction that reads first cannot become a writing one while another process writes.
      const statement = database.prepare(sql === 'begin' ? 'begin immediate' : sql);
      const fresh: Prepared = {
        reader: statement.columns().length > 0,
        all: (parameters) => statement.all(...parameters.map(bindable)),
        run: (parameters) => statement.run(...parameters.map(bindable)),
        iterate: (parameters) => statement.iterate(...parameters.map(bindable)),
      };
      prepared.set(sql, fresh);
      return fresh;
    },
  };
}

function bindable(value: unknown): SQLInputValue {
  if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'bigint') return value;
  throw new TypeError(`a ${typeof value} cannot be stored`);
}
