import type { AdRecord, AdValue } from '../ad-state.ts';
import { knows } from './same-name.ts';

type SyncedKind = 'user' | 'group' | 'contact';

/** A copy of one AD object as the import saw it; later changes in AD do not reach it. */
export interface ImportedObject {
  readonly guid: string;
  readonly dn: string;
  readonly kind: SyncedKind;
  readonly attributes: ReadonlyMap<string, { readonly name: string; readonly values: readonly AdValue[] }>;
}

/** Null for classes that are never synced. `unknown`: attributes that the connector has not learnt of. */
export function importRecord(record: AdRecord, unknown: readonly string[] = []): ImportedObject | null {
  const kind = kindOf(record);
  if (kind === null) return null;
  const attributes = new Map(record.attributes().filter(({ name }) => !knows(unknown, name)).map(({ name, values }) => [name.toLowerCase(), { name, values: [...values] }]));
  return { guid: record.guid, dn: record.dn, kind, attributes };
}

export const texts = (object: ImportedObject, attribute: string): readonly string[] =>
  (object.attributes.get(attribute.toLowerCase())?.values ?? []).map((value) => (typeof value === 'string' ? value : value.toString('base64')));

export const text = (object: ImportedObject, attribute: string): string | null => texts(object, attribute)[0] ?? null;

export function octets(object: ImportedObject, attribute: string): Buffer | undefined {
  const value = object.attributes.get(attribute.toLowerCase())?.values[0];
  return typeof value === 'string' ? undefined : value;
}

function kindOf(record: AdRecord): SyncedKind | null {
  const classes = record.values('objectClass').map((value) => value.toString().toLowerCase());
  if (classes.includes('computer')) return null;
  if (classes.includes('user') || classes.includes('inetorgperson')) return 'user';
  if (classes.includes('group')) return 'group';
  return classes.includes('contact') ? 'contact' : null;
}
