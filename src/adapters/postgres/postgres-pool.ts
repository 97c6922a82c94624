import type { PostgresPool } from 'kysely';
import { Pool, type PoolClient } from 'pg';
import type { Log } from '../../ports/log.ts';
import { StoreUnavailable } from '../../ports/store.ts';
import { endsConnection, faultOf } from './postgres-fault.ts';
import { clientConfig, type PostgresServer } from './postgres-server.ts';

const CONNECTIONS = 10;

/** Connections for Kysely: each made durable before its first use, thrown away after a fault, and faults in the words of the port. */
export function openPool(server: PostgresServer, log: Log | undefined): PostgresPool {
  const pool = new Pool({ ...clientConfig(server), max: CONNECTIONS, idleTimeoutMillis: 60_000 });
  // Without a listener the loss of an idle connection would end the process.
  pool.on('error', () => log?.warn('store.connection-lost'));
  const known = new WeakMap<PoolClient, PoolClient>();
  return {
    options: {},
    end: () => pool.end(),
    async connect() {
      const client = await pool.connect().catch((error: unknown) => Promise.reject(faultOf(error)));
      return known.get(client) ?? prepared(client, known);
    },
  };
}

async function prepared(client: PoolClient, known: WeakMap<PoolClient, PoolClient>): Promise<PoolClient> {
  try {
    await makeDurable(client);
  } catch (error) {
    client.release(true);
    throw faultOf(error);
  }
  const guarded = guard(client);
  known.set(client, guarded);
  return guarded;
}

function guard(client: PoolClient): PoolClient {
  let isBroken = false;
  // A connection that dies between two queries of a transaction says so here.
  client.on('error', () => (isBroken = true));
  const fails = (error: unknown): never => {
    isBroken ||= endsConnection(error);
    throw faultOf(error);
  };
  const query = async (...asked: unknown[]): Promise<unknown> => {
    const answer: unknown = Reflect.apply(client.query, client, asked);
    return Promise.resolve(answer).catch(fails);
  };
  const release = (destroy?: boolean): void => client.release(destroy === true || isBroken);
  return new Proxy(client, { get: (target, key): unknown => (key === 'query' ? query : key === 'release' ? release : Reflect.get(target, key)) });
}

/** Waiting has an end on the server too, and a transaction of a bot that vanished does not hold the others up. */
const SESSION = `
  SELECT set_config('statement_timeout', '20s', false), set_config('lock_timeout', '15s', false), set_config('idle_in_transaction_session_timeout', '30s', false),
    set_config('default_transaction_isolation', 'read committed', false),
    set_config('synchronous_commit', CASE WHEN current_setting('synchronous_commit') IN ('on', 'remote_apply') THEN current_setting('synchronous_commit') ELSE 'on' END, false)`;

/** What is acknowledged must survive a power cut; throws a sentence when this server cannot promise it. */
async function makeDurable(client: PoolClient): Promise<void> {
  await client.query(SESSION);
  const { rows } = await client.query<Readonly<Record<string, unknown>>>(
    "SELECT current_setting('synchronous_commit') AS committing, current_setting('fsync') AS syncing, current_setting('server_encoding') AS encoding, pg_is_in_recovery() AS standby",
  );
  const found = rows[0];
  if (found?.['standby'] !== false) throw new StoreUnavailable('The database server is a read-only standby; name the primary one.');
  if (found['committing'] !== 'on' && found['committing'] !== 'remote_apply') throw new StoreUnavailable('The database does not let synchronous_commit be on, so it could lose decisions that it has acknowledged.');
  if (found['syncing'] !== 'on') throw new StoreUnavailable('The database server runs with fsync off, so it could lose decisions that it has acknowledged. Set fsync = on.');
  if (found['encoding'] !== 'UTF8') throw new StoreUnavailable('The database is not encoded in UTF8. Create it anew with ENCODING UTF8.');
}
