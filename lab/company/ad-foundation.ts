import type { AdValue } from './ad-state.ts';
import type { AdObject, Partition } from './ad-object.ts';
import { attributeNumber, schemaAttributes, type AdSyntax } from './ad-schema.ts';

const NEVER = '9223372036854775807';
const DOMAIN_USERS = '513';
const DOMAIN_COMPUTERS = '515';

/** Places what every domain has: its base, the usual containers, partitions and schema. */
export function layFoundation(options: {
  readonly domain: string;
  readonly baseDn: string;
  readonly host: string;
  /** False for a further domain of a forest, whose configuration is that of the forest. */
  readonly isForestRoot: boolean;
  readonly place: (dn: string, attributes: Record<string, AdValue | readonly AdValue[]>, partition: Partition) => void;
}): void {
  const { domain, baseDn, place } = options;
  const configuration = `CN=Configuration,${baseDn}`;
  const schema = `CN=Schema,${configuration}`;
  place(baseDn, { objectClass: 'domainDNS' }, 'domain');
  for (const name of ['Users', 'Computers', 'Deleted Objects', 'System']) place(`CN=${name},${baseDn}`, { objectClass: 'container', isCriticalSystemObject: 'TRUE' }, 'domain');
  place(`CN=Builtin,${baseDn}`, { objectClass: 'builtinDomain', isCriticalSystemObject: 'TRUE' }, 'domain');
  place(`OU=Domain Controllers,${baseDn}`, { objectClass: 'organizationalUnit', isCriticalSystemObject: 'TRUE' }, 'domain');
  if (!options.isForestRoot) return;
  place(configuration, { objectClass: 'configuration' }, 'configuration');
  place(`CN=Partitions,${configuration}`, { objectClass: 'crossRefContainer' }, 'configuration');
  place(schema, { objectClass: 'dMD' }, 'schema');
  place(`CN=Sites,${configuration}`, { objectClass: 'sitesContainer' }, 'configuration');
  place(`CN=Default-First-Site-Name,CN=Sites,${configuration}`, { objectClass: 'site' }, 'configuration');
  place(`CN=Servers,CN=Default-First-Site-Name,CN=Sites,${configuration}`, { objectClass: 'serversContainer' }, 'configuration');
  placeServer(options, (dn, attributes) => place(dn, attributes, 'configuration'));
  const netbios = (domain.split('.')[0] ?? domain).toUpperCase();
  place(`CN=${netbios},CN=Partitions,${configuration}`, { objectClass: 'crossRef', nCName: baseDn, dnsRoot: domain, nETBIOSName: netbios, systemFlags: '3' }, 'configuration');
  place(`CN=Enterprise Configuration,CN=Partitions,${configuration}`, { objectClass: 'crossRef', nCName: configuration, dnsRoot: domain, systemFlags: '1' }, 'configuration');
  for (const attribute of schemaAttributes()) {
    place(`CN=${attribute.name},${schema}`, {
      objectClass: 'attributeSchema', lDAPDisplayName: attribute.name, attributeID: attribute.oid, attributeSyntax: SYNTAX_OIDS[attribute.syntax],
      isSingleValued: attribute.single ? 'TRUE' : 'FALSE', ...internalId(attributeNumber(attribute)), ...(attribute.max === undefined ? {} : { rangeUpper: String(attribute.max) }),
    }, 'schema');
  }
}

/** The schema tells the numbers that cannot be worked out of the OID. */
const internalId = (number: number): Readonly<Record<string, string>> => (number >= 0x80000000 ? { 'msDS-IntId': String(number | 0) } : {});

/** DN of a domain controller in CN=Sites. */
export const serverDn = (host: string, forestDn: string): string => `CN=${host.toUpperCase()},CN=Servers,CN=Default-First-Site-Name,CN=Sites,CN=Configuration,${forestDn}`;

/** Names a domain controller in CN=Sites of its forest. */
export function placeServer({ domain, baseDn, host, forestDn = baseDn }: { readonly domain: string; readonly baseDn: string; readonly host: string; readonly forestDn?: string }, place: (dn: string, attributes: Record<string, AdValue | readonly AdValue[]>) => void): void {
  place(serverDn(host, forestDn), { objectClass: 'server', dNSHostName: `${host}.${domain}`, serverReference: `CN=${host.toUpperCase()},OU=Domain Controllers,${baseDn}` });
}

const SYNTAX_OIDS: Readonly<Record<AdSyntax, string>> = {
  text: '2.5.5.12', octets: '2.5.5.10', integer: '2.5.5.9', boolean: '2.5.5.8', time: '2.5.5.11', dn: '2.5.5.1', oid: '2.5.5.2', link: '2.5.5.1', 'back-link': '2.5.5.1',
};

/** What AD fills in by itself when an object is made. */
export function defaultValues({ object, baseDn, dn, sid }: { readonly object: AdObject; readonly baseDn: string; readonly dn: string; readonly sid: Buffer }): readonly (readonly [string, readonly AdValue[]])[] {
  const { kind } = object;
  const isUser = kind.chain.includes('user');
  const isComputer = kind.chain.includes('computer');
  const isGroup = kind.chain.includes('group');
  const always: (readonly [string, readonly AdValue[]])[] = [
    ['instanceType', [dn === baseDn ? '5' : '4']],
    ['objectCategory', [`CN=${kind.category},CN=Schema,CN=Configuration,${baseDn}`]],
  ];
  if (kind.hasSid) always.push(['objectSid', [sid]]);
  if (isUser || isGroup) always.push(['sAMAccountName', [`$${object.guid.slice(0, 6).toUpperCase()}-${object.guid.slice(24).toUpperCase()}`]]);
  if (isGroup) always.push(['groupType', ['-2147483646']], ['sAMAccountType', ['268435456']]);
  if (!isUser) return always;
  return [
    ...always,
    ['userAccountControl', [isComputer ? '4096' : '546']], ['pwdLastSet', ['0']], ['accountExpires', [NEVER]], ['badPwdCount', ['0']], ['countryCode', ['0']], ['codePage', ['0']],
    ['primaryGroupID', [isComputer ? DOMAIN_COMPUTERS : DOMAIN_USERS]], ['sAMAccountType', [isComputer ? '805306369' : '805306368']],
  ];
}
