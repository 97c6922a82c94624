import type { CloudObject } from '../model/evidence.ts';
import type { Evidence } from '../model/exhibits.ts';
import { cloudValuesOf } from './holders.ts';
import { knownOf } from './reading.ts';

/** Where Graph shows objects that can hold a sign-in name or an address, the recycle bin included. */
export const GRAPH_SHELVES = ['entra.users', 'entra.groups', 'entra.contacts', 'entra.deletedUsers', 'entra.deletedGroups'] as const;
export type GraphShelves = Pick<Evidence, (typeof GRAPH_SHELVES)[number]>;

export interface GraphHolder {
  readonly shelf: (typeof GRAPH_SHELVES)[number];
  readonly object: CloudObject;
}

export const graphObjects = (sources: GraphShelves): readonly GraphHolder[] =>
  GRAPH_SHELVES.flatMap((shelf) => (knownOf<readonly CloudObject[]>(sources[shelf]) ?? []).map((object) => ({ shelf, object })));

/** Every object that Graph shows with one of these values, or with this id. */
export const graphHolders = (values: readonly string[], sources: GraphShelves, id?: string): readonly GraphHolder[] =>
  graphObjects(sources).filter(({ object }) => object.id === id || cloudValuesOf(object).some((value) => values.includes(value)));

export const unreadShelves = (sources: GraphShelves): readonly GraphHolder['shelf'][] => GRAPH_SHELVES.filter((shelf) => sources[shelf].state === 'unknown');
