import { cloudAddressesOf, primaryAddressOf } from '../../deduce/addresses.ts';
import { firstOf } from '../../deduce/attributes.ts';
import { boundUser, carries, isCloudManaged } from '../../deduce/cloud-account.ts';
import { anchorTaken, sameObject } from '../../deduce/holders.ts';
import { knownOf } from '../../deduce/reading.ts';
import { rolesOf } from '../../deduce/role-holding.ts';
import { anchorAttribute, anchorsOf, carriesAnchor, isConsistencyGuid, isGuidAnchor, isGuidAttribute } from '../../deduce/source-anchor.ts';
import { exportingServer } from '../../deduce/exporting-server.ts';
import { holdsRole, takeoverObstacle } from '../../deduce/takeover.ts';
import type { CloudUser } from '../../model/evidence.ts';
import type { AdObject, Evidence } from '../../model/exhibits.ts';
import { adTarget } from '../address-repair.ts';
import type { AnchorChange, AnchorCures, HardMatch } from '../anchor-change.ts';

export type CureSources = Pick<
  Evidence,
  | 'directory.entries' | 'directory.deleted' | 'entra.users' | 'entra.deletedUsers' | 'entra.roleAssignments' | 'entra.roleEligibilitySchedules' | 'entra.syncFeatures'
  | 'entra.objectIdentifiers' | 'entra.syncBehavior' | 'entra.groups' | 'entra.groupMembers' | 'entra.roleDefinitions' | 'syncServers.globalSettings' | 'syncServers.scheduler'
>;

/** Exhibits that a cure looks at, for `mayUse`. */
export const CURE_SOURCES = [
  'directory.deleted', 'entra.deletedUsers', 'entra.roleAssignments', 'entra.roleEligibilitySchedules', 'entra.syncFeatures', 'entra.objectIdentifiers', 'entra.syncBehavior',
  'entra.groups', 'entra.groupMembers', 'entra.roleDefinitions', 'syncServers.globalSettings', 'syncServers.scheduler',
] as const;

export const NO_CURE: AnchorCures = { inAd: null, inCloud: null, clear: null };

/**
 * Which ways are open to bring this AD account and this cloud account together; none where anything known forbids it.
 * `former` is the deleted AD account whose place this one takes: it alone may still carry the anchor.
 */
export function anchorCures(ad: AdObject, user: CloudUser, sources: CureSources, former: AdObject | null = null): AnchorCures {
  const attribute = anchorAttribute(sources['syncServers.globalSettings']);
  const [own, another] = anchorsOf(ad, sources['syncServers.globalSettings']);
  if (attribute === undefined || !isGuidAttribute(attribute) || own === undefined || another !== undefined) return NO_CURE;
  if (isProtected(ad, user, sources) || alreadyExported(ad, own, sources)) return { ...NO_CURE, clear: cleared(ad, user, sources) };
  return { inAd: isConsistencyGuid(attribute) ? inAd(ad, user, { sources, former }) : null, inCloud: inCloud(user, own, sources), clear: cleared(ad, user, sources) };
}

/** A role that comes through a group protects the account as well; that it is mapped to this very AD object is no obstacle. */
const isProtected = (ad: AdObject, user: CloudUser, sources: CureSources): boolean =>
  rolesOf(user.id, sources).held.length > 0 ||
  takeoverObstacle(sources, user.id, ad) !== null;

/** Under its own anchor the AD account is in the cloud or in its recycle bin. */
const alreadyExported = (ad: AdObject, own: string, sources: CureSources): boolean =>
  boundUser(ad, knownOf(sources['entra.users']) ?? [], sources['syncServers.globalSettings']) !== undefined ||
  (knownOf(sources['entra.deletedUsers']) ?? []).some((user) => carries(user, [own]));

/** Needs both lists of AD: nobody else, live or deleted, may carry the anchor that shall be written. */
function inAd(ad: AdObject, user: CloudUser, { sources, former }: { readonly sources: CureSources; readonly former: AdObject | null }): HardMatch | null {
  const after = user.onPremisesImmutableId ?? '';
  const object = adTarget(ad);
  const places = [knownOf(sources['directory.entries']), knownOf(sources['directory.deleted'])];
  if (object === null || !isGuidAnchor(after) || places.some((entries) => entries === undefined || entries.some((entry) => entry !== former && !sameObject(entry, ad) && carriesAnchor(entry, after)))) return null;
  return { object, before: firstOf(ad, 'mS-DS-ConsistencyGuid') ?? null, after, userName: nameOf(user), server: exportingServer(sources['syncServers.scheduler']), rolesRead: holdsRole(sources, user.id) !== undefined, eligibilityRead: sources['entra.roleEligibilitySchedules'].state === 'known', former: former?.dn ?? null };
}

const inCloud = (user: CloudUser, own: string, sources: CureSources): AnchorChange | null =>
  isSynced(user) || anchorTaken(own, user.id, sources) !== false ? null : change(user, own, sources);

/** Without an anchor only the primary address can match, and only where the tenant allows it and no role forbids it. */
function cleared(ad: AdObject, user: CloudUser, sources: CureSources): AnchorChange | null {
  const primary = primaryAddressOf(ad);
  const blocked = knownOf(sources['entra.syncFeatures'])?.features?.['blockSoftMatchEnabled'] !== false || holdsRole(sources, user.id) !== false || rolesOf(user.id, sources).held.length > 0 || isCloudManaged(sources, user.id);
  const taken = boundUser(ad, knownOf(sources['entra.users']) ?? [], sources['syncServers.globalSettings']) !== undefined;
  return isSynced(user) || blocked || taken || primary === null || !cloudAddressesOf(user).includes(primary) ? null : change(user, null, sources);
}

const change = (user: CloudUser, after: string | null, sources: CureSources): AnchorChange => ({
  userId: user.id,
  userName: nameOf(user),
  before: user.onPremisesImmutableId ?? null,
  after,
  server: exportingServer(sources['syncServers.scheduler']),
  rolesRead: holdsRole(sources, user.id) !== undefined, eligibilityRead: sources['entra.roleEligibilitySchedules'].state === 'known',
});

const isSynced = (user: CloudUser): boolean => user.onPremisesSyncEnabled === true;
const nameOf = (user: CloudUser): string => user.userPrincipalName ?? user.displayName ?? user.id;
