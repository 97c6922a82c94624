import type { AdEntry, CloudUser, GlobalSettings } from '../model/evidence.ts';
import type { Evidence, FromServer, Reading } from '../model/exhibits.ts';
import type { Subject } from '../model/subject.ts';
import { cloudUpnOf, primaryAddressOf, suffixOf, upnOf } from './addresses.ts';
import { sameText } from './attributes.ts';
import { knownOf } from './reading.ts';
import { anchorsOf } from './source-anchor.ts';
import { inOrderOf, usersByAddress, usersByAnchor, usersById, usersBySignInName } from './user-index.ts';
import { ownMember } from '../model/own-member.ts';

type Settings = Reading<readonly FromServer<GlobalSettings>[]>;
type Users = readonly CloudUser[];

/** The live cloud user that is bound to an AD object by its anchor. */
export const boundUser = (ad: AdEntry, users: Users, settings: Settings): CloudUser | undefined => inOrderOf(users, anchorsOf(ad, settings).flatMap((anchor) => usersByAnchor(users, anchor)))[0];

/** Whether a cloud user carries one of these anchors; compared ordinally. */
export const carries = (user: CloudUser, anchors: readonly string[]): boolean =>
  typeof user.onPremisesImmutableId === 'string' && user.onPremisesImmutableId !== '' && anchors.includes(user.onPremisesImmutableId);

/** The cloud account a question is about: bound to the AD object, or, where there is none in AD, the one that was found. */
export function accountOf(subject: Subject, evidence: Pick<Evidence, 'entra.users' | 'syncServers.globalSettings'>): CloudUser | undefined {
  const users = knownOf(evidence['entra.users']) ?? [];
  if (subject.ad !== undefined) return boundUser(subject.ad, users, evidence['syncServers.globalSettings']);
  return usersById(users, subject.cloud?.id)[0];
}

/** Live cloud users that the matching of Entra would find for an AD object: by primary address or by sign-in name. */
export function matchingUsers(ad: AdEntry, users: Users): readonly MatchingUser[] {
  const primary = primaryAddressOf(ad);
  const upn = upnOf(ad);
  const found = usersByAddress(users, primary);
  return inOrderOf(users, [...found, ...usersBySignInName(users, upn?.toLowerCase())]).map((user) => ({ user, by: found.includes(user) ? 'address' : 'sign-in name' }));
}

export interface MatchingUser {
  readonly user: CloudUser;
  readonly by: 'address' | 'sign-in name';
}

/** Names that tell that two accounts are meant for one person, beyond a shared address. */
export const namesMatch = (ad: AdEntry, user: CloudUser): boolean =>
  sameText(upnOf(ad), cloudUpnOf(user)) || sameText(user.onPremisesSamAccountName, adAccountName(ad));

const adAccountName = (ad: AdEntry): string | undefined => Object.entries(ad.attributes).find(([name]) => name.toLowerCase() === 'samaccountname')?.[1][0];

/** The user was moved to cloud management on purpose; nothing of AD may be matched to it. */
export const isCloudManaged = (evidence: Pick<Evidence, 'entra.syncBehavior'>, id: string): boolean => ownMember(knownOf(evidence['entra.syncBehavior']), id)?.isCloudManaged === true;

/** Whether a sign-in name belongs to a federated domain; undefined when the domains were not read. */
export function isFederated(evidence: Pick<Evidence, 'entra.domains'>, name: string | null | undefined): boolean | undefined {
  const domains = knownOf(evidence['entra.domains']);
  if (domains === undefined) return undefined;
  const suffix = suffixOf(name ?? '');
  return domains.some((domain) => sameText(domain.id, suffix) && domain.authenticationType?.toLowerCase() === 'federated');
}
