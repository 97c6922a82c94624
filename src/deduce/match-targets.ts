import type { CloudUser } from '../model/evidence.ts';
import type { AdObject, Evidence } from '../model/exhibits.ts';
import { sameText } from './attributes.ts';
import { boundUser, carries, isCloudManaged, matchingUsers, type MatchingUser } from './cloud-account.ts';
import type { CurrentError } from './current-errors.ts';
import { knownOf } from './reading.ts';
import { isFilteredByDefaultRules, isOutside, scopeOf } from './scope.ts';
import { anchorsOf } from './source-anchor.ts';

type Bound = Pick<Evidence, 'entra.users' | 'entra.deletedUsers' | 'entra.syncBehavior' | 'syncServers.globalSettings'>;

/** Live accounts made in the cloud that address or sign-in name find and that carry no anchor: what a soft match could take. Guests and accounts moved to cloud management are none. */
export function softTargets(ad: AdObject, sources: Bound): readonly MatchingUser[] {
  const own = boundUser(ad, knownOf(sources['entra.users']) ?? [], sources['syncServers.globalSettings']);
  return matchingUsers(ad, knownOf(sources['entra.users']) ?? []).filter(({ user }) => user.id !== own?.id && isFreeToMatch(user, sources));
}

/** Made in the cloud, without an anchor, neither a guest nor moved to cloud management. */
export const isFreeToMatch = (user: CloudUser, sources: Pick<Evidence, 'entra.syncBehavior'>): boolean =>
  user.onPremisesSyncEnabled !== true && (user.onPremisesImmutableId ?? '') === '' && !sameText(user.userType, 'Guest') && !isCloudManaged(sources, user.id);

export interface HardTarget {
  readonly user: CloudUser;
  readonly deleted: boolean;
}

/**
 * The account in the cloud that an AD object would take over by its anchor, or that an error names; live or in the recycle bin.
 * One that is synchronised already is none: it is matched.
 */
export function hardTarget(ad: AdObject, sources: Bound, error?: Pick<CurrentError, 'holderId'>): HardTarget | undefined {
  const all = [...(knownOf(sources['entra.users']) ?? []).map((user) => ({ user, deleted: false })), ...(knownOf(sources['entra.deletedUsers']) ?? []).map((user) => ({ user, deleted: true }))];
  const anchors = anchorsOf(ad, sources['syncServers.globalSettings']);
  const open = all.filter(({ user }) => user.onPremisesSyncEnabled !== true && !isCloudManaged(sources, user.id));
  return open.find(({ user }) => carries(user, anchors)) ?? open.find(({ user }) => error !== undefined && user.id === error.holderId);
}

/** Neither in the cloud nor in its recycle bin under its own anchor: only such an object is matched. */
export const isNewToEntra = (ad: AdObject, sources: Bound): boolean =>
  ![...(knownOf(sources['entra.users']) ?? []), ...(knownOf(sources['entra.deletedUsers']) ?? [])].some((user) => carries(user, anchorsOf(ad, sources['syncServers.globalSettings'])));

/** The second account that the AD object made in the cloud although another one was meant; it has the anchor and lacks a value. */
export function twinOf(ad: AdObject, sources: Bound): CloudUser | undefined {
  const own = boundUser(ad, knownOf(sources['entra.users']) ?? [], sources['syncServers.globalSettings']);
  return own?.onPremisesSyncEnabled === true ? own : undefined;
}

/** False only where the lists of the connectors or the default rules keep the object out of the synchronisation. */
export function isSent(ad: AdObject, sources: Pick<Evidence, 'syncServers.connectors'>): boolean {
  const connectors = knownOf(sources['syncServers.connectors']);
  return !isFilteredByDefaultRules(ad) && (connectors === undefined || !isOutside(scopeOf(ad.dn, connectors)));
}
