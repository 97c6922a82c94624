import { comparableDn } from '../model/distinguished-name.ts';
import type { CloudUser } from '../model/evidence.ts';
import { remembered } from '../model/remembered.ts';
import { cloudAddressesOf, cloudUpnOf } from './addresses.ts';
import { sidText } from './security-identifier.ts';

type Users = readonly CloudUser[];

/** Cloud users by one thing that they bear, each list in the order of the whole. */
const by = (keysOf: (user: CloudUser) => readonly (string | null | undefined)[]): ((users: Users, key: string | null | undefined) => Users) => {
  const indexOf = remembered((users: Users) => {
    const index = new Map<string, CloudUser[]>();
    for (const user of users) for (const key of keysOf(user)) if (typeof key === 'string' && key !== '') enter(index, key, user);
    return index;
  });
  return (users, key) => (typeof key === 'string' && key !== '' ? (indexOf(users).get(key) ?? []) : []);
};

export const usersById = by((user) => [user.id]);
export const usersByAnchor = by((user) => [user.onPremisesImmutableId]);
/** By an address in lower case. */
export const usersByAddress = by(cloudAddressesOf);
/** By the sign-in name as Entra shows it, in lower case. */
export const usersBySignInName = by((user) => [user.userPrincipalName?.toLowerCase()]);
/** By the sign-in name in lower case, of a soft-deleted user without the id in front. */
export const usersByOwnSignInName = by((user) => [cloudUpnOf(user)]);
/** By sAMAccountName in lower case. */
export const usersByAccountName = by((user) => [user.onPremisesSamAccountName?.toLowerCase()]);
export const usersBySid = by((user) => [sidText(user.onPremisesSecurityIdentifier ?? undefined)]);
/** By the DN in AD, in the spelling for comparing. */
export const usersByDn = by((user) => [comparableDn(user.onPremisesDistinguishedName ?? '')]);

const placesOf = remembered((users: Users): ReadonlyMap<CloudUser, number> => new Map(users.map((user, place) => [user, place])));

/** Each once, in the order in which they stand in the whole list. */
export function inOrderOf(users: Users, found: Users): Users {
  if (found.length < 2) return found;
  const places = placesOf(users);
  return [...new Set(found)].sort((one, other) => (places.get(one) ?? 0) - (places.get(other) ?? 0));
}

function enter(index: Map<string, CloudUser[]>, key: string, user: CloudUser): void {
  const there = index.get(key);
  if (there === undefined) index.set(key, [user]);
  else if (there.at(-1) !== user) there.push(user);
}
