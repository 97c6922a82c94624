import { Attribute, Change } from 'ldapts';
import type { AdEntry } from '../../model/evidence.ts';
import type { ObjectGuid } from '../../model/ids.ts';
import { DirectoryError, type Directory } from '../../ports/directory.ts';
import { attributeIdOf, attributeVersion } from './attribute-version.ts';
import { rootFacts, schemaAttributes } from './forest-facts.ts';
import type { LdapConnection } from './ldap-connection.ts';
import type { LdapSession } from './ldap-session.ts';
import { hasGuid } from './look-up-filters.ts';
import { isOctets } from './entry-attributes.ts';
import { searchAll } from './paged-search.ts';

type ValueChange = Parameters<Directory['changeValues']>[0];

/** One modify request. The exact spelling of the old values is compared just before, because AD's own comparison ignores case. */
export async function changeValues(connection: LdapConnection, baseDn: string, change: ValueChange): Promise<{ readonly versionRose: number | null; readonly server: string }> {
  const counting = await connection.read((session) => readCounting(session, change.attribute));
  const before = await readObject(connection, baseDn, change);
  refuseDrift(before.attributes[change.attribute] ?? [], change);
  const parts = changesOf(change);
  await connection.write((session) => session.request((client) => client.modify(`<GUID=${change.guid}>`, parts)));
  const was = versionIn(before, counting.attributeId);
  // The change is made; that its version cannot be read must not look like a failure.
  const after = await readObject(connection, baseDn, change).catch(() => null);
  const is = after === null ? null : versionIn(after, counting.attributeId);
  const ofOneWrite = counting.perPart ? parts.length : 1;
  return { versionRose: was === null || is === null ? null : is - was - ofOneWrite + 1, server: connection.server };
}

/** Removals first, so that a value may come back in another case. */
export function changesOf({ attribute, remove, add }: Omit<ValueChange, 'guid' | 'attribute'> & { readonly attribute: string }): Change[] {
  const change = (operation: 'add' | 'delete', values: readonly string[]): Change[] =>
    values.length === 0 ? [] : [new Change({ operation, modification: new Attribute({ type: attribute, values: isOctets(attribute) ? values.map((value) => Buffer.from(value, 'base64')) : [...values] }) })];
  return [...change('delete', remove), ...change('add', add)];
}

export function refuseDrift(present: readonly string[], { attribute, remove, add }: Omit<ValueChange, 'guid' | 'attribute'> & { readonly attribute: string }): void {
  const gone = remove.some((value) => !present.includes(value));
  const there = add.some((value) => present.includes(value) && !remove.includes(value));
  if (gone || there) throw new DirectoryError('drifted', `${attribute} is no longer as it was read: ${gone ? 'a value to remove is gone' : 'a value to add is there already'}.`);
}

export async function readObject(connection: LdapConnection, baseDn: string, about: { readonly guid: ObjectGuid; readonly attribute: string }): Promise<AdEntry> {
  const search = { base: baseDn, scope: 'sub', filter: hasGuid(about.guid), attributes: [about.attribute, 'replPropertyMetaData'] } as const;
  const [entry] = await connection.read((session) => searchAll(session, search));
  if (entry === undefined) throw new DirectoryError('no-such-object', 'There is no object with this GUID.');
  return entry;
}

/**
 * The number of the attribute in replPropertyMetaData, and how a write raises its version: AD counts one modify request once,
 * Samba (4.17, tried) counts its removal and its addition each.
 */
async function readCounting(session: LdapSession, attribute: string): Promise<{ readonly attributeId: number | null; readonly perPart: boolean }> {
  const root = await rootFacts(session);
  const [known] = await schemaAttributes(session, root, [attribute]);
  return { attributeId: known === undefined ? null : attributeIdOf(known.oid, known.internalId), perPart: root.vendor.startsWith('Samba') };
}

function versionIn(entry: AdEntry, attributeId: number | null): number | null {
  const metadata = entry.attributes['replPropertyMetaData']?.[0];
  return metadata === undefined || attributeId === null ? null : attributeVersion(Buffer.from(metadata, 'base64'), attributeId);
}
