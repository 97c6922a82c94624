import { parseBundle } from '../../src/boundary/evidence-bundle.ts';
import type { EvidenceDocument } from '../../src/model/evidence.ts';
import healthy from '../bundles/healthy.json' with { type: 'json' };

type Json = Record<string, unknown>;

export interface Entry {
  dn: string;
  attributes: Record<string, string[]>;
}

/** A company in which jsmith is well, open for one change: his AD entry, that of mjones, his cloud account, the sync server. */
export interface Company {
  readonly bundle: Json;
  readonly entra: Json;
  readonly entries: Entry[];
  readonly deleted: Entry[];
  readonly ad: Entry;
  readonly other: Entry;
  readonly users: Json[];
  readonly user: Json;
  readonly servers: Json[];
  readonly server: Json;
  readonly scheduler: Json;
}

const first = <Item>(items: Item[], at = 0): Item => {
  const item = items[at];
  if (item === undefined) throw new Error('the healthy bundle lacks an item');
  return item;
};

export function company(): Company {
  const bundle: typeof healthy = structuredClone(healthy);
  const forest = first(bundle.directory.forests);
  const entries = forest.entries as unknown as Entry[];
  const users = bundle.entra.users as unknown as Json[];
  const servers = bundle.syncServers as unknown as Json[];
  const server = first(servers);
  return {
    bundle: bundle as unknown as Json, entra: bundle.entra as unknown as Json, entries, deleted: forest.deleted as unknown as Entry[], ad: first(entries), other: first(entries, 1),
    users, user: first(users), servers, server, scheduler: server['scheduler'] as Json,
  };
}

export function documentOf({ bundle }: Company): EvidenceDocument {
  const parsed = parseBundle(JSON.stringify(bundle));
  if (!parsed.ok) throw new Error(parsed.says);
  return parsed.document;
}

export const OLD_ANCHOR = 'QF5HMK7n80qvdYsUPIHa9Q==';
export const OTHER_SID = 'S-1-5-21-1111-2222-3333-1000';

/** jsmith's cloud account goes; optionally into the recycle bin. */
export function withoutCloudAccount(given: Company, bin?: Json): void {
  given.users.splice(0, given.users.length);
  if (bin !== undefined) given.entra['deletedUsers'] = [{ ...given.user, deletedDateTime: '2026-11-20T09:00:00Z', onPremisesSyncEnabled: false, ...bin }];
}

export const moveTo = (given: Company, container: string): void => {
  given.ad.dn = `CN=John Smith,${container}`;
};

export const notImported = ({ server }: Company): void => {
  server['csObjects'] = [];
  server['mvObjects'] = [];
};

/** The object of jsmith in the connector space of Entra with an export error. */
export function exportError(given: Company, error: Json): void {
  const objects = given.server['csObjects'] as Json[];
  Object.assign(first(objects, 1), { HasExportError: true, ExportError: { RetryCount: 3, LatestOccurrence: '2026-11-21T09:01:50Z', InitialOccurrence: '2026-11-20T09:01:50Z', ErrorName: 'AttributeValueMustBeUnique', ...error } });
}

export const conflictOf = (name: string, value: string, holder: string): string =>
  JSON.stringify([{ Key: 'ObjectIdInConflict', Value: [holder] }, { Key: 'AttributeConflictName', Value: [name] }, { Key: 'AttributeConflictValues', Value: [value] }]);
