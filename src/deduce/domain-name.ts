import type { Connector } from '../model/evidence.ts';
import type { Evidence } from '../model/exhibits.ts';
import { rdnsOf } from '../model/distinguished-name.ts';
import { rememberedOfBoth, rememberedText } from '../model/remembered.ts';
import { knownOf } from './reading.ts';

/** The DNS name of the domain a DN lies in, lower case; empty when the DN names none. */
export const domainNameOf = rememberedText((dn) =>
  rdnsOf(dn)
    .filter((rdn) => /^dc\s*=/i.test(rdn))
    .map((rdn) => rdn.slice(rdn.indexOf('=') + 1).trim().toLowerCase())
    .join('.'),
);

/** Every domain that the forests and the partitions of the connectors name, the most exact first. */
export const knownDomains = (evidence: Pick<Evidence, 'directory.forests' | 'syncServers.connectors'>): readonly string[] => domainsOf(evidence['directory.forests'], evidence['syncServers.connectors']);

const domainsOf = rememberedOfBoth((forestFacts: Evidence['directory.forests'], servers: Evidence['syncServers.connectors']): readonly string[] => {
  const forests = (knownOf(forestFacts) ?? []).flatMap(({ name, domains }) => [name, ...domains]);
  const partitions = (knownOf(servers) ?? []).flatMap(({ value }) => value.flatMap((connector: Connector) => (connector.Partitions ?? []).map(({ DN }) => domainNameOf(DN ?? ''))));
  return [...new Set([...forests.map((name) => name.toLowerCase()), ...partitions])].filter((name) => name !== '').sort((one, other) => other.length - one.length);
});

/** Whether words that may name a domain or one of its domain controllers speak of this domain; words that name no known domain may mean any. */
export function speaksOfDomain(words: string, domain: string, domains: readonly string[]): boolean {
  const text = words.toLowerCase();
  const named = [...new Set([...domains, domain])].sort((one, other) => other.length - one.length).find((each) => text.includes(each) || text.includes(dnOf(each)));
  return named === undefined || named === domain;
}

const dnOf = (domain: string): string => domain.split('.').map((label) => `dc=${label}`).join(',');
