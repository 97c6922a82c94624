import { TypeOverrides, types, type ClientConfig } from 'pg';

/** A database on a server; `host` may be the folder of a Unix socket. */
export interface PostgresServer {
  readonly host: string;
  readonly port: number;
  readonly database: string;
  readonly user: string;
  readonly password?: string | undefined;
  readonly tls: 'required' | 'off';
  /** PEM; without it the authorities that this machine trusts. */
  readonly ca?: string | undefined;
}

/** How the operator calls it; holds no secret. */
export const nameOf = ({ host, port, database, user }: PostgresServer): string =>
  host.startsWith('/') ? `${database} (socket ${host}, port ${port}, user ${user})` : `postgres://${user}@${host.includes(':') ? `[${host}]` : host}:${port}/${database}`;

const CONNECT_MS = 10_000;

/** A little longer than the server itself waits, so that its answer is heard where there is one. */
const ANSWER_MS = 25_000;

/** Settings of every connection: whoever waits gets an error in the end. */
export function clientConfig(server: PostgresServer): ClientConfig {
  const { host, port, database, user, password, tls, ca } = server;
  return {
    host, port, database, user,
    ...(password === undefined ? {} : { password }),
    ssl: tls === 'off' ? false : { rejectUnauthorized: true, minVersion: 'TLSv1.2', ...(ca === undefined ? {} : { ca }) },
    application_name: 'syncwhy',
    connectionTimeoutMillis: CONNECT_MS,
    query_timeout: ANSWER_MS,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
    types: numbers,
  };
}

/** Counts and sequences are 64 bits wide, which the driver hands over as text. */
const numbers = new TypeOverrides();
numbers.setTypeParser(types.builtins.INT8, (text: string) => {
  const number = Number(text);
  if (!Number.isSafeInteger(number)) throw new RangeError(`${text} is no number that can be counted with`);
  return number;
});
