import { ObjectConflict } from './tenant-conflict.ts';
import { countLicences } from './tenant-licences.ts';
import { GraphFault, type RestoreWish, type TenantState, type TenantUser } from './tenant-state.ts';

const plain = (id: string): string => id.replaceAll('-', '');
const DAYS = 30;
const DAY_MS = 86_400_000;

/** To the recycle bin: the UPN gets the id without dashes in front; a synced user shows onPremisesSyncEnabled false from then on; its licences are free. */
export function softDeleteUser(state: TenantState, userId: string, at: Date): void {
  const user = state.users.get(userId);
  if (user === undefined) throw new GraphFault(404, 'Request_ResourceNotFound', notThere(userId));
  state.users.delete(userId);
  user.userPrincipalName = `${plain(user.id)}${user.userPrincipalName}`;
  user.deletedDateTime = at.toISOString();
  if (user.onPremisesSyncEnabled === true) user.onPremisesSyncEnabled = false;
  state.deletedUsers.set(userId, user);
  countLicences(state, user, -1);
}

/** Back with the former UPN, or the one wished for; a value that somebody took meanwhile stops it, unless taken addresses may be left out. */
export function restoreUser(state: TenantState, userId: string, wish: RestoreWish = {}): TenantUser {
  const user = state.deletedUsers.get(userId);
  if (user === undefined) throw new GraphFault(404, 'Request_ResourceNotFound', notThere(userId));
  const upn = wish.newUserPrincipalName ?? (user.userPrincipalName.startsWith(plain(user.id)) ? user.userPrincipalName.slice(32) : user.userPrincipalName);
  const taken = (value: string): boolean => state.holders(value).some(({ type }) => type !== 'deletedUser');
  const isFree = (address: string): boolean => !/^smtp:/i.test(address) || !taken(address.slice(5));
  if (taken(upn)) throw new ObjectConflict('userPrincipalName');
  if (wish.autoReconcileProxyConflict !== true && !user.proxyAddresses.every(isFree)) throw new ObjectConflict('proxyAddresses');
  user.proxyAddresses = user.proxyAddresses.filter(isFree);
  state.deletedUsers.delete(userId);
  user.userPrincipalName = upn;
  user.deletedDateTime = null;
  state.users.set(userId, user);
  countLicences(state, user, 1);
  return user;
}

/** What has been in the recycle bin for 30 days is gone for good. */
export function emptyRecycleBin(state: TenantState, now: Date): void {
  for (const bin of [state.deletedUsers, state.deletedGroups]) {
    for (const [id, { deletedDateTime }] of bin) if (now.getTime() - Date.parse(deletedDateTime ?? '') > DAYS * DAY_MS) bin.delete(id);
  }
}

/** Graph's own words for an id that leads nowhere. */
export const notThere = (id: string): string => `Resource '${id}' does not exist or one of its queried reference-property objects are not present.`;
