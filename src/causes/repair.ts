import type { ExportingServer } from '../deduce/exporting-server.ts';
import { valuesOf } from '../deduce/attributes.ts';
import type { AdObject } from '../model/exhibits.ts';
import type { AdTarget, PlainAttribute } from '../model/plan.ts';
import { adTarget } from './address-repair.ts';

/** One change of an AD object whose right outcome the evidence shows. */
export type AdChange =
  /** Whole lists of values; binary ones in base64. */
  | { readonly in: 'values'; readonly attribute: PlainAttribute; readonly before: readonly string[]; readonly after: readonly string[] }
  | { readonly in: 'addresses'; readonly before: readonly string[]; readonly remove: readonly string[]; readonly add: readonly string[] };

/** Changes of one AD object that a cause proves to be its cure, and the sync server that carries them on. */
export interface Repair {
  readonly object: AdTarget;
  readonly changes: readonly AdChange[];
  readonly server: ExportingServer | null;
}

/** Null where the object cannot be named by its GUID, or nothing would change: then it is left to a human. */
export function repairOf(ad: AdObject, changes: readonly (AdChange | null)[], server: ExportingServer | null): Repair | null {
  const object = adTarget(ad);
  const real = changes.filter((change) => change !== null);
  return object === null || real.length === 0 ? null : { object, changes: real, server };
}

export const valuesTo = (ad: AdObject, attribute: PlainAttribute, after: readonly string[]): AdChange => ({ in: 'values', attribute, before: valuesOf(ad, attribute), after });

export const addressesTo = (ad: AdObject, { remove, add }: { readonly remove: readonly string[]; readonly add: readonly string[] }): AdChange | null =>
  remove.length + add.length === 0 ? null : { in: 'addresses', before: valuesOf(ad, 'proxyAddresses'), remove, add };
