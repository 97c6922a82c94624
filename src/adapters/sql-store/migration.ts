import { NotReady } from '../../ports/not-ready.ts';

/** One step of the schema; its number is its place in the order and never changes. Both databases have the same numbers and names. */
export interface Migration {
  readonly number: number;
  readonly name: string;
  readonly statements: readonly string[];
}

/** What a schema at this number still lacks; throws a sentence for the operator when a newer version has written it. */
export function missingMigrations(store: string, migrations: readonly Migration[], at: number): readonly Migration[] {
  const newest = migrations.length;
  if (at > newest) throw new NotReady(`The store ${store} was written by a newer SyncWhy (schema ${at}, this version knows up to ${newest}). Start that version, or restore the backup made before the upgrade.`);
  return migrations.filter(({ number }) => number > at);
}
