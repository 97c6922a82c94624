import type { AdState, AdValue } from '../company/ad-state.ts';
import { serverDn } from '../company/ad-foundation.ts';
import { generalizedTime } from '../company/ad-metadata.ts';
import type { LdapEntry } from './ldap-responses.ts';

/** The rootDSE: what the server says of itself to everybody. */
export function rootEntry(state: AdState, asked: readonly string[], now: Date): LdapEntry {
  const { baseDn, domain, forestDn, host } = state;
  const configuration = `CN=Configuration,${forestDn}`;
  const all: Readonly<Record<string, AdValue | readonly AdValue[]>> = {
    currentTime: generalizedTime(now),
    defaultNamingContext: baseDn,
    rootDomainNamingContext: forestDn,
    configurationNamingContext: configuration,
    schemaNamingContext: `CN=Schema,${configuration}`,
    namingContexts: [baseDn, configuration, `CN=Schema,${configuration}`],
    supportedControl: ['1.2.840.113556.1.4.319', '1.2.840.113556.1.4.417', '1.2.840.113556.1.4.801', '1.2.840.113556.1.4.841', '1.2.840.113556.1.4.1339'],
    supportedLDAPVersion: ['3', '2'],
    supportedCapabilities: ['1.2.840.113556.1.4.800', '1.2.840.113556.1.4.1670', '1.2.840.113556.1.4.1791'],
    supportedLDAPPolicies: ['MaxPageSize', 'MaxValRange'],
    highestCommittedUSN: String(state.highestUsn()),
    dnsHostName: `${host}.${domain}`,
    serverName: serverDn(host, forestDn),
    dsServiceName: `CN=NTDS Settings,${serverDn(host, forestDn)}`,
    ldapServiceName: `${domain}:${host}$@${domain.toUpperCase()}`,
    isSynchronized: 'TRUE',
    isGlobalCatalogReady: 'TRUE',
    domainFunctionality: '7',
    forestFunctionality: '7',
  };
  const wanted = new Set(asked.map((name) => name.toLowerCase()));
  const attributes = Object.entries(all)
    .filter(([name]) => wanted.size === 0 || wanted.has('*') || wanted.has(name.toLowerCase()))
    .map(([name, value]) => ({ name, values: typeof value === 'string' || Buffer.isBuffer(value) ? [value] : value }));
  return { dn: '', attributes };
}
