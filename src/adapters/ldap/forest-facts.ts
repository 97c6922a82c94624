import type { ForestDocument } from '../../model/evidence.ts';
import { DirectoryError } from '../../ports/directory.ts';
import { EXCHANGE_ATTRIBUTES, SUBJECT_ATTRIBUTES } from './entry-attributes.ts';
import type { LdapSession } from './ldap-session.ts';
import { anyOf, hasValue, present } from './look-up-filters.ts';
import { searchAll } from './paged-search.ts';

interface RootFacts {
  readonly configuration: string;
  readonly schema: string;
  /** Empty on Windows. */
  readonly vendor: string;
}

/** Where the forest keeps its configuration and schema, and whose server it is. */
export async function rootFacts(session: LdapSession): Promise<RootFacts> {
  const [root] = await searchAll(session, { base: '', scope: 'base', filter: present, attributes: ['configurationNamingContext', 'schemaNamingContext', 'vendorName'] });
  const configuration = root?.attributes['configurationNamingContext']?.[0];
  const schema = root?.attributes['schemaNamingContext']?.[0];
  if (configuration === undefined || schema === undefined) throw new DirectoryError('failed', 'The server does not say where its configuration is; it may be no domain controller.');
  return { configuration, schema, vendor: root?.attributes['vendorName']?.[0] ?? '' };
}

/** Domains and suffixes from CN=Partitions; which of our attributes the schema knows. */
export async function readForest(session: LdapSession, name: string): Promise<ForestDocument> {
  const contexts = await rootFacts(session);
  const [partitions, schema] = await Promise.all([
    searchAll(session, { base: `CN=Partitions,${contexts.configuration}`, scope: 'sub', filter: present, attributes: ['uPNSuffixes', 'nETBIOSName', 'dnsRoot', 'systemFlags'] }),
    schemaAttributes(session, contexts, SUBJECT_ATTRIBUTES),
  ]);
  const domains = partitions.filter((each) => isDomain(each.attributes['systemFlags']?.[0])).flatMap((each) => each.attributes['dnsRoot'] ?? []);
  const suffixes = partitions.flatMap((each) => each.attributes['uPNSuffixes'] ?? []);
  const known = new Set(schema.map((each) => each.name));
  return {
    name,
    domains,
    upnSuffixes: [...new Set([...domains, ...suffixes])],
    exchangeSchema: EXCHANGE_ATTRIBUTES.every((attribute) => known.has(attribute)),
    schemaAttributes: SUBJECT_ATTRIBUTES.filter((attribute) => known.has(attribute)),
  };
}

/** Those of the attributes that the schema has. */
export async function schemaAttributes(session: LdapSession, contexts: RootFacts, names: readonly string[]): Promise<readonly { readonly name: string; readonly oid: string; readonly internalId: string | undefined }[]> {
  const found = await searchAll(session, {
    base: contexts.schema,
    scope: 'one',
    filter: anyOf(names.map((name) => hasValue('lDAPDisplayName', name))),
    attributes: ['lDAPDisplayName', 'attributeID', 'msDS-IntId'],
  });
  return found.map(({ attributes }) => ({ name: attributes['lDAPDisplayName']?.[0] ?? '', oid: attributes['attributeID']?.[0] ?? '', internalId: attributes['msDS-IntId']?.[0] }));
}

const CROSS_REFERENCE_OF_DOMAIN = 2;
const isDomain = (systemFlags: string | undefined): boolean => (Number(systemFlags ?? 0) & CROSS_REFERENCE_OF_DOMAIN) !== 0;
