import { ObjectConflict } from './tenant-conflict.ts';
import { GraphFault, type TenantState, type TenantUser } from './tenant-state.ts';

const plain = (id: string): string => id.replaceAll('-', '');

/** To the recycle bin: the UPN gets the id without dashes in front; a synced user shows onPremisesSyncEnabled false from then on. */
export function softDeleteUser(state: TenantState, userId: string, at: Date): void {
  const user = state.users.get(userId);
  if (user === undefined) throw new GraphFault(404, 'Request_ResourceNotFound', notThere(userId));
  state.users.delete(userId);
  user.userPrincipalName = `${plain(user.id)}${user.userPrincipalName}`;
  user.deletedDateTime = at.toISOString();
  if (user.onPremisesSyncEnabled === true) user.onPremisesSyncEnabled = false;
  state.deletedUsers.set(userId, user);
}

/** Back with the former UPN; a value that somebody took meanwhile stops it. */
export function restoreUser(state: TenantState, userId: string): TenantUser {
  const user = state.deletedUsers.get(userId);
  if (user === undefined) throw new GraphFault(404, 'Request_ResourceNotFound', notThere(userId));
  const upn = user.userPrincipalName.startsWith(plain(user.id)) ? user.userPrincipalName.slice(32) : user.userPrincipalName;
  const taken = (value: string): boolean => state.holders(value).some(({ type }) => type !== 'deletedUser');
  if (taken(upn)) throw new ObjectConflict('userPrincipalName');
  if (user.proxyAddresses.some((address) => /^smtp:/i.test(address) && taken(address.slice(5)))) throw new ObjectConflict('proxyAddresses');
  state.deletedUsers.delete(userId);
  user.userPrincipalName = upn;
  user.deletedDateTime = null;
  state.users.set(userId, user);
  return user;
}

/** Graph's own words for an id that leads nowhere. */
export const notThere = (id: string): string => `Resource '${id}' does not exist or one of its queried reference-property objects are not present.`;
