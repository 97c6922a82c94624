import { Kysely, PostgresDialect } from 'kysely';
import type { Clock } from '../../ports/clock.ts';
import type { JobDesk } from '../../ports/job-desk.ts';
import type { Log } from '../../ports/log.ts';
import { NotReady } from '../../ports/not-ready.ts';
import { StoreUnavailable, type Store } from '../../ports/store.ts';
import { createSqlStore } from '../sql-store/create-sql-store.ts';
import type { Tables } from '../sql-store/tables.ts';
import { hasSchema, migrate } from './migrate.ts';
import { openPool } from './postgres-pool.ts';
import { openPostgresJobDesk, type DeskTables } from './postgres-job-desk.ts';
import { nameOf, type PostgresServer } from './postgres-server.ts';

interface PostgresOptions {
  readonly server: PostgresServer;
  readonly clock: Clock;
  readonly log?: Log | undefined;
  /** Refuses an empty database instead of making its tables. */
  readonly mustExist?: boolean | undefined;
}

/** One database for several bots: the store, and the desk where the relays' jobs of a group wait. */
export interface OpenPostgres {
  readonly store: Store;
  /** Close it before the store. */
  readonly openDesk: (group: string, patience?: { readonly pollMs: number }) => JobDesk;
}

/** Rejects with `NotReady` when the server cannot be reached, cannot promise that commits last, or was written by a newer version. */
export async function openPostgres({ server, clock, log, mustExist }: PostgresOptions): Promise<OpenPostgres> {
  const dialect = new PostgresDialect({ pool: openPool(server, log) });
  const database = new Kysely<Tables>({ dialect });
  try {
    if (mustExist === true && !(await hasSchema(database))) throw new NotReady(`There is no store in ${nameOf(server)}: no SyncWhy has written there yet.`);
    await migrate(database, nameOf(server), clock);
  } catch (error) {
    await database.destroy();
    throw error instanceof StoreUnavailable ? new NotReady(`The store ${nameOf(server)} cannot be opened. ${error.message}`) : error;
  }
  return {
    store: createSqlStore(database, () => database.destroy()),
    openDesk: (group, patience) => openPostgresJobDesk({ database: new Kysely<DeskTables>({ dialect }), server, group, log, ...patience }),
  };
}
