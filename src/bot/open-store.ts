import { existsSync } from 'node:fs';
import { createMemoryJobDesk } from '../adapters/relay-link/memory-job-desk.ts';
import { openPostgres } from '../adapters/postgres/open-postgres.ts';
import { openSqliteStore } from '../adapters/sqlite/open-sqlite-store.ts';
import { readText } from '../adapters/system/read-settings.ts';
import { systemClock } from '../adapters/system/system-clock.ts';
import type { StoreConfig } from '../boundary/store-config.ts';
import type { JobDesk } from '../ports/job-desk.ts';
import type { Log } from '../ports/log.ts';
import { NotReady } from '../ports/not-ready.ts';
import type { Store } from '../ports/store.ts';

interface Opening {
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Refuses to make an empty store: for who only reads. */
  readonly mustExist?: boolean | undefined;
  readonly log?: Log | undefined;
}

/** The store that the configuration names, brought to this version's schema; throws `NotReady`. */
export async function openStore(config: StoreConfig, opening: Opening): Promise<Store> {
  if ('postgres' in config) return (await postgresOf(config, opening)).store;
  // Opening would make an empty store, and an empty trail is whole.
  if (opening.mustExist === true && !existsSync(config.file)) throw new NotReady(`There is no store at ${config.file}, so there is nothing to read.`);
  return openSqliteStore({ file: config.file, clock: systemClock });
}

/** The store and the desk for the relay's jobs. Closing the store closes both. */
export async function openStoreAndDesk(config: StoreConfig, opening: Opening & { readonly group: string }): Promise<{ readonly store: Store; readonly desk: JobDesk }> {
  if (!('postgres' in config)) return { store: await openStore(config, opening), desk: createMemoryJobDesk() };
  const { store, openDesk } = await postgresOf(config, opening);
  const desk = openDesk(opening.group);
  return {
    store: {
      ...store,
      async close() {
        await desk.close();
        await store.close();
      },
    },
    desk,
  };
}

function postgresOf({ postgres }: Extract<StoreConfig, { readonly postgres: unknown }>, { environment, mustExist, log }: Opening): ReturnType<typeof openPostgres> {
  const { passwordFile, passwordEnvironment, caFile, ...server } = postgres;
  const password = passwordFile === undefined ? fromEnvironment(passwordEnvironment, environment) : readText(passwordFile, 'the password of the database').trim();
  return openPostgres({ server: { ...server, password, ca: caFile === undefined ? undefined : readText(caFile, 'the certificate authority of the database') }, clock: systemClock, log, mustExist });
}

function fromEnvironment(name: string | undefined, environment: Opening['environment']): string | undefined {
  if (name === undefined) return undefined;
  const password = environment[name];
  if (password === undefined || password === '') throw new NotReady(`The environment variable ${name} is empty, but the configuration takes the password of the database from it.`);
  return password;
}
