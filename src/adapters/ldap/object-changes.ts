import type { AttributeChange, ObjectChanges } from '../../model/attribute-change.ts';
import { guidOfAnchor } from '../../model/anchor.ts';
import type { AdEntry } from '../../model/evidence.ts';
import type { ObjectGuid } from '../../model/ids.ts';
import { DirectoryError } from '../../ports/directory.ts';
import { attributeIdOf, metadataRecords, schemaKeyOf, type MetadataRecord } from './attribute-version.ts';
import { rootFacts } from './forest-facts.ts';
import type { LdapConnection } from './ldap-connection.ts';
import { anyOf, hasGuid, hasValue } from './look-up-filters.ts';
import { searchAll } from './paged-search.ts';
import { attributeChangeOf } from './replication-xml.ts';

const BLOB = 'replPropertyMetaData';
const OF_ATTRIBUTES = 'msDS-ReplAttributeMetaData';
const OF_VALUES = 'msDS-ReplValueMetaData';
/** More linked values than this are not told one by one. */
const MOST_VALUES = 1000;

/** AD tells the writes in words; Samba (4.17, tried) has only the octets of replPropertyMetaData, which know no linked values. */
export async function readChanges(connection: LdapConnection, domain: { readonly base: string; readonly name: string }, guid: ObjectGuid): Promise<ObjectChanges | null> {
  const search = { base: domain.base, scope: 'sub', filter: hasGuid(guid), attributes: [OF_ATTRIBUTES, OF_VALUES, BLOB], showDeleted: true } as const;
  const [entry] = await connection.read((session) => searchAll(session, search));
  if (entry === undefined) return null;
  const told = inWords(entry, OF_ATTRIBUTES);
  const attributes = told.length > 0 ? told : await fromBlob(connection, entry);
  if (attributes.length === 0) throw new DirectoryError('access-denied', `The account of the relay may not read ${OF_ATTRIBUTES} and ${BLOB} of this object.`);
  const values = newestFirst(inWords(entry, OF_VALUES));
  const cut = values.length > MOST_VALUES || Object.keys(entry.attributes).some((name) => name.startsWith(`${OF_VALUES};range=`));
  return { domain: domain.name, dn: entry.dn, guid, changes: newestFirst([...attributes, ...values.slice(0, MOST_VALUES)]), cut };
}

const newestFirst = (changes: readonly AttributeChange[]): readonly AttributeChange[] => changes.toSorted((one, other) => other.time.localeCompare(one.time) || one.attribute.localeCompare(other.attribute));
const inWords = ({ attributes }: AdEntry, name: string): readonly AttributeChange[] => (attributes[name] ?? []).flatMap((xml) => attributeChangeOf(xml) ?? []);

async function fromBlob(connection: LdapConnection, entry: AdEntry): Promise<readonly AttributeChange[]> {
  const records = metadataRecords(Buffer.from(entry.attributes[BLOB]?.[0] ?? '', 'base64')) ?? [];
  const names = records.length === 0 ? new Map<number, string>() : await attributeNames(connection, records);
  return records.map(({ attributeId, version, time, invocationId, originatingUsn }) => ({
    attribute: names.get(attributeId) ?? `attribute 0x${attributeId.toString(16)}`,
    version,
    time,
    originatingDsa: guidOfAnchor(invocationId.toString('base64')) ?? undefined,
    originatingUsn,
  }));
}

async function attributeNames(connection: LdapConnection, records: readonly MetadataRecord[]): Promise<ReadonlyMap<number, string>> {
  const filters = records.flatMap(({ attributeId }) => {
    const key = schemaKeyOf(attributeId);
    return key === null ? [] : [hasValue(key.attribute, key.value)];
  });
  const known = await connection.read(async (session) => {
    const { schema } = await rootFacts(session);
    return searchAll(session, { base: schema, scope: 'one', filter: anyOf(filters), attributes: ['lDAPDisplayName', 'attributeID', 'msDS-IntId'] });
  });
  return new Map(known.flatMap(({ attributes }) => {
    const id = attributeIdOf(attributes['attributeID']?.[0] ?? '', attributes['msDS-IntId']?.[0]);
    const name = attributes['lDAPDisplayName']?.[0];
    return id === null || name === undefined ? [] : [[id, name] as const];
  }));
}
