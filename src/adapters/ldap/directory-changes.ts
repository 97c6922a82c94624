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
  const versionRose = await changeCounted(connection, { target: `<GUID=${change.guid}>`, read: () => readObject(connection, baseDn, change), change });
  return { versionRose, server: connection.server };
}

interface Counted {
  readonly target: string;
  /** The entry as it is, with the attribute and replPropertyMetaData. */
  readonly read: () => Promise<AdEntry>;
  readonly change: ChangeOfValues;
}

type ChangeOfValues = Omit<ValueChange, 'guid' | 'attribute'> & { readonly attribute: string };

/** Compares, changes, and tells how many writes the version of the attribute counted meanwhile; null when that cannot be read. */
export async function changeCounted(connection: LdapConnection, { target, read, change }: Counted): Promise<number | null> {
  const counting = await connection.read((session) => readCounting(session, change.attribute));
  const before = await read();
  refuseDrift(before.attributes[change.attribute] ?? [], change);
  const parts = changesOf(change);
  await connection.write((session) => session.request((client) => client.modify(target, parts)));
  const was = versionIn(before, counting.attributeId);
  // The change is made; that its version cannot be read must not look like a failure.
  const after = await read().catch(() => null);
  const is = after === null ? null : versionIn(after, counting.attributeId);
  const ofOneWrite = counting.isSamba ? parts.length + Number(change.attribute === 'userAccountControl') : 1;
  return was === null || is === null ? null : is - was - ofOneWrite + 1;
}

/** Removals first, so that a value may come back in another case. */
function changesOf({ attribute, remove, add }: ChangeOfValues): Change[] {
  const change = (operation: 'add' | 'delete', values: readonly string[]): Change[] =>
    values.length === 0 ? [] : [new Change({ operation, modification: new Attribute({ type: attribute, values: isOctets(attribute) ? values.map((value) => Buffer.from(value, 'base64')) : [...values] }) })];
  return [...change('delete', remove), ...change('add', add)];
}

function refuseDrift(present: readonly string[], { attribute, remove, add }: ChangeOfValues): void {
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
 * Samba (4.17, tried) counts its removal and its addition each, and writes userAccountControl once more by itself.
 */
async function readCounting(session: LdapSession, attribute: string): Promise<{ readonly attributeId: number | null; readonly isSamba: boolean }> {
  const root = await rootFacts(session);
  const [known] = await schemaAttributes(session, root, [attribute]);
  return { attributeId: known === undefined ? null : attributeIdOf(known.oid, known.internalId), isSamba: root.vendor.startsWith('Samba') };
}

function versionIn(entry: AdEntry, attributeId: number | null): number | null {
  const metadata = entry.attributes['replPropertyMetaData']?.[0];
  return metadata === undefined || attributeId === null ? null : attributeVersion(Buffer.from(metadata, 'base64'), attributeId);
}
