import type { TenantState, TenantUser } from '../tenant-state.ts';
import type { WantedUser } from './wanted.ts';

/** What Entra finds for a user that it has not seen from this anchor before. */
type UserMatch =
  | { readonly is: 'hard-match' | 'soft-match'; readonly user: TenantUser }
  | { readonly is: 'deleted'; readonly user: TenantUser }
  | { readonly is: 'blocked'; readonly because: 'InvalidHardMatch' | 'AttributeUpdateNotAllowed'; readonly user: TenantUser }
  | { readonly is: 'other-anchor'; readonly user: TenantUser; readonly address: string }
  | { readonly is: 'none' };

/**
 * Matching order for a new object: anchor, primary SMTP, UPN.
 * Source: learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-install-existing-tenant
 */
export function matchUser(tenant: TenantState, wanted: WantedUser): UserMatch {
  const byAnchor = [...tenant.users.values()].find((user) => user.onPremisesImmutableId === wanted.anchor);
  if (byAnchor !== undefined) return hardMatch(tenant, byAnchor);
  const deleted = [...tenant.deletedUsers.values()].find((user) => user.onPremisesImmutableId === wanted.anchor);
  if (deleted !== undefined) return { is: 'deleted', user: deleted };
  if (feature(tenant, 'blockSoftMatchEnabled')) return { is: 'none' };
  const address = primaryAddress(wanted);
  const bySmtp = address === null ? undefined : userWithAddress(tenant, address);
  if (address !== null && bySmtp !== undefined) return softMatch(tenant, bySmtp, address);
  const byUpn = feature(tenant, 'softMatchOnUpnEnabled') ? userNamed(tenant, wanted.upn) : undefined;
  return byUpn !== undefined && isFree(tenant, byUpn) ? { is: 'soft-match', user: byUpn } : { is: 'none' };
}

function hardMatch(tenant: TenantState, user: TenantUser): UserMatch {
  if (isTakeoverBlocked(tenant, user)) return { is: 'blocked', because: 'InvalidHardMatch', user };
  const isMapped = user.onPremisesSyncEnabled !== true && tenant.objectIdentifiers.has(user.id) && !feature(tenant, 'allowOnPremUpdateOfOnPremisesObjectIdentifierEnabled');
  return isMapped ? { is: 'blocked', because: 'AttributeUpdateNotAllowed', user } : { is: 'hard-match', user };
}

function softMatch(tenant: TenantState, user: TenantUser, address: string): UserMatch {
  if (user.onPremisesImmutableId !== null) return { is: 'other-anchor', user, address };
  return isFree(tenant, user) ? { is: 'soft-match', user } : { is: 'none' };
}

const isFree = (tenant: TenantState, user: TenantUser): boolean =>
  user.onPremisesImmutableId === null && user.userType !== 'Guest' && !hasRole(tenant, user);

const hasRole = (tenant: TenantState, user: TenantUser): boolean =>
  tenant.roleAssignments.some((assignment) => assignment['principalId'] === user.id);

const isTakeoverBlocked = (tenant: TenantState, user: TenantUser): boolean =>
  user.onPremisesSyncEnabled !== true && (feature(tenant, 'blockCloudObjectTakeoverThroughHardMatchEnabled') || hasRole(tenant, user) || isEligible(tenant, user));

/** Could take a role for a time; blocks since July 2026. */
const isEligible = (tenant: TenantState, user: TenantUser): boolean => tenant.roleEligibility.some((each) => each['principalId'] === user.id);

const feature = (tenant: TenantState, name: string): boolean => tenant.syncFeatures.features[name] === true;

function primaryAddress(wanted: WantedUser): string | null {
  const primary = wanted.proxyAddresses.find((value) => value.startsWith('SMTP:'))?.slice(5);
  return primary ?? (wanted.proxyAddresses.length === 0 ? wanted.mail : null);
}

const userWithAddress = (tenant: TenantState, address: string): TenantUser | undefined =>
  [...tenant.users.values()].find((user) => user.proxyAddresses.some((value) => value.toLowerCase() === `smtp:${address.toLowerCase()}`));

const userNamed = (tenant: TenantState, upn: string): TenantUser | undefined =>
  [...tenant.users.values()].find((user) => user.userPrincipalName.toLowerCase() === upn.toLowerCase());
