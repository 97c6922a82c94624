import { isAtOrBelow, rdnsOf } from '../model/distinguished-name.ts';
import type { Connector, ConnectorPartition } from '../model/evidence.ts';
import type { FromServer } from '../model/exhibits.ts';
import { remembered, rememberedText } from '../model/remembered.ts';

/** Where a DN stands in the lists of the connectors. */
export type Scope =
  | { readonly is: 'in'; readonly because: string; readonly connector: string }
  | { readonly is: 'excluded'; readonly by: string; readonly connector: string; readonly server: string }
  | { readonly is: 'not-included'; readonly included: readonly string[]; readonly connector: string; readonly server: string }
  | { readonly is: 'domain-not-selected'; readonly domain: string }
  | { readonly is: 'no-connector' }
  /** The connector is there, but its lists were not given. */
  | { readonly is: 'unknown' };

export const isOut = (scope: Scope): scope is Extract<Scope, { is: 'excluded' | 'not-included' }> => scope.is === 'excluded' || scope.is === 'not-included';

/** Whether the object does not reach the engine, for whatever reason of configuration. */
export const isOutside = (scope: Scope): boolean => isOut(scope) || scope.is === 'domain-not-selected' || scope.is === 'no-connector';

type Servers = readonly FromServer<readonly Connector[]>[];

/** The longest matching container decides; in scope as soon as one server that counts has it in scope. */
export const scopeOf = (dn: string, servers: Servers): Scope => scopesIn(servers)(dn);

const scopesIn = remembered((servers: Servers) => rememberedText((dn) => scopeOfAll(dn, servers)));

function scopeOfAll(dn: string, servers: Servers): Scope {
  const scopes = servers.map(({ server, value }) => scopeOn(dn, value, server));
  return scopes.find((scope) => scope.is === 'in') ?? scopes.find((scope) => scope.is === 'unknown') ?? scopes.find(isOut) ?? scopes.find((scope) => scope.is === 'domain-not-selected') ?? { is: 'no-connector' };
}

function scopeOn(dn: string, connectors: readonly Connector[], server: string): Scope {
  const home = nearest(dn, connectors);
  if (home === undefined) return { is: 'no-connector' };
  const { partition, connector } = home;
  if (partition.Selected === false) return { is: 'domain-not-selected', domain: partition.DN ?? '' };
  const included = partition.ConnectorPartitionScope?.ContainerInclusionList;
  if (included === undefined) return { is: 'unknown' };
  const inside = deepest(dn, included);
  const outside = deepest(dn, partition.ConnectorPartitionScope?.ContainerExclusionList ?? []);
  if (inside === undefined) return { is: 'not-included', included, connector, server };
  if (outside !== undefined && rdnsOf(outside).length >= rdnsOf(inside).length) return { is: 'excluded', by: outside, connector, server };
  return { is: 'in', because: inside, connector };
}

/** The partition that holds a DN: of nested domains the innermost. */
function nearest(dn: string, connectors: readonly Connector[]): { readonly partition: ConnectorPartition; readonly connector: string } | undefined {
  const homes = connectors
    .filter((connector) => connector.Type === null || connector.Type === undefined || connector.Type.toUpperCase() === 'AD')
    .flatMap((connector) => (connector.Partitions ?? []).map((partition) => ({ partition, connector: connector.Name ?? '' })))
    .filter(({ partition }) => isAtOrBelow(dn, partition.DN ?? ''));
  const depth = Math.max(0, ...homes.map(({ partition }) => rdnsOf(partition.DN ?? '').length));
  const deepestHomes = homes.filter(({ partition }) => rdnsOf(partition.DN ?? '').length === depth);
  return deepestHomes.find(({ partition }) => partition.Selected !== false) ?? deepestHomes[0];
}

const deepest = (dn: string, containers: readonly string[]): string | undefined =>
  containers.filter((container) => isAtOrBelow(dn, container)).sort((one, other) => rdnsOf(other).length - rdnsOf(one).length)[0];

export { isFilteredByDefaultRules } from './default-scope-rules.ts';
