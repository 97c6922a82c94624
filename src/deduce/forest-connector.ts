import { isAtOrBelow, rdnsOf, sameDn } from '../model/distinguished-name.ts';
import type { Connector, ConnectorPartition } from '../model/evidence.ts';
import type { AdObject, ForestFacts } from '../model/exhibits.ts';
import { sameText } from './attributes.ts';

export const isAdConnector = (connector: Connector): boolean => connector.Type === null || connector.Type === undefined || connector.Type.toUpperCase() === 'AD';

/** `DC=corp,DC=contoso,DC=com` of any DN below it. */
export const domainDnOf = (dn: string): string => rdnsOf(dn).filter((rdn) => /^dc\s*=/i.test(rdn)).join(',');

const domainDn = (name: string): string => name.split('.').map((label) => `DC=${label}`).join(',');

/** The connector that reads the forest of an object: by its name, its parameters or its partitions. */
export function forestConnector(ad: AdObject, forests: readonly ForestFacts[], connectors: readonly Connector[]): Connector | undefined {
  const facts = forests.find(({ name }) => sameText(name, ad.forest));
  const names = [ad.forest, ...(facts?.domains ?? [])];
  const own = connectors.filter(isAdConnector);
  return own.find((connector) => partitionOf(ad.dn, connector) !== undefined) ?? own.find((connector) => names.some((name) => belongsTo(connector, name)));
}

function belongsTo(connector: Connector, domain: string): boolean {
  const named = (connector.ConnectivityParameters ?? []).some(({ Name, Value }) => sameText(Name, 'forest-name') && sameText(Value, domain));
  return named || sameText(connector.Name, domain) || (connector.Partitions ?? []).some(({ DN }) => typeof DN === 'string' && sameDn(DN, domainDn(domain)));
}

/** The innermost partition of a connector that holds a DN. */
export function partitionOf(dn: string, connector: Connector): ConnectorPartition | undefined {
  return (connector.Partitions ?? [])
    .filter(({ DN }) => isAtOrBelow(dn, DN ?? ''))
    .sort((one, other) => rdnsOf(other.DN ?? '').length - rdnsOf(one.DN ?? '').length)[0];
}
