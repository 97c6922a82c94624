import { firstOf } from '../deduce/attributes.ts';
import { isOut, scopeOf } from '../deduce/scope.ts';
import { placeOf, type Place } from '../deduce/container-facts.ts';
import { parentDn, sameDn } from '../model/distinguished-name.ts';
import type { Connector, ContainerAccess } from '../model/evidence.ts';
import type { AdObject, FromServer } from '../model/exhibits.ts';
import type { AdTarget } from '../model/plan.ts';
import { adTarget } from './address-repair.ts';

/** A move into a container that is synchronised, with what both places bring along. */
export interface ScopeMove {
  readonly object: AdTarget;
  readonly from: Place;
  readonly to: Place;
}

/** Where the manager of the account stands, when that is selected and was read; null where nothing tells which container is meant. */
export function moveIntoScope(ad: AdObject, entries: readonly AdObject[], access: readonly ContainerAccess[], connectors: readonly FromServer<readonly Connector[]>[]): ScopeMove | null {
  const object = adTarget(ad);
  const [from, to] = [parentDn(ad.dn), parentDn(firstOf(ad, 'manager') ?? '')];
  if (object === null || from === null || to === null || sameDn(from, to)) return null;
  const scope = scopeOf(to, connectors);
  if (scope.is !== 'in' || isOut(scopeOf(`CN=x,${to}`, connectors)) || !entries.some(({ dn }) => sameDn(dn, to))) return null;
  return { object, from: placeOf(from, entries, access), to: placeOf(to, entries, access) };
}
