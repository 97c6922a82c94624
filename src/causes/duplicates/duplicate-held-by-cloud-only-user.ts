import { cloudAddressesOf, primaryAddressOf, upnOf } from '../../deduce/addresses.ts';
import { sameText } from '../../deduce/attributes.ts';
import { boundUser, carries, isCloudManaged } from '../../deduce/cloud-account.ts';
import { cloudValuesOf, uniqueValuesOf } from '../../deduce/holders.ts';
import { knownOf } from '../../deduce/reading.ts';
import { isSent } from '../../deduce/match-targets.ts';
import { anchorsOf } from '../../deduce/source-anchor.ts';
import { holdsRole } from '../../deduce/takeover.ts';
import type { CloudUser } from '../../model/evidence.ts';
import type { AdObject, Evidence, ExhibitName } from '../../model/exhibits.ts';
import { cannotTell, ruledOut } from '../../model/verdict.ts';
import { defineCause } from '../cause.ts';
import { inEntra } from '../evidence-items.ts';
import { HOLDER_MATCH_SOURCES, holderMatch } from '../holder-match.ts';

export const duplicateHeldByCloudOnlyUser = defineCause({
  id: 'duplicate-held-by-cloud-only-user',
  area: 'duplicates',
  layer: 4,
  title: 'A cloud-only account holds the address or UPN and cannot be matched',
  why: 'A new AD account takes over a cloud account with the same primary address or sign-in name. That does not happen when the AD account is in the cloud already, when only a secondary address is equal, or when something forbids the match; then the two collide.',
  checkYourself: ['Search the sign-in name and every address of the AD account among the users of Entra.', 'The account found has no on-premises immutable id and is not synchronised.', 'Check whether it has a directory role, and whether the tenant blocks soft match.'],
  learnMore: 'https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-install-existing-tenant',
  fixAfter: [],
  byHand: 'Is it the same person: write the anchor of the AD account into the cloud account before the AD account is exported for the first time. Is it somebody else: free the value on one of the two sides.',
  byHandRisk: { risk: 'high', undo: 'full' },
  maskedBy: ['soft-match-cloud-user-has-no-address'],
  arrives: true,
  kinds: ['user', 'group', 'contact'],
  about: 'ad-object',
  needs: ['directory.entries', 'entra.users'],
  mayUse: [...HOLDER_MATCH_SOURCES, 'syncServers.connectors'],

  judge({ 'entra.users': users }, { subject: { ad, kind }, also }) {
    const own = boundUser(ad, users, also['syncServers.globalSettings']);
    const values = new Set(uniqueValuesOf(ad));
    const holders = users.filter((user) => user.id !== own?.id && isCloudOnly(user) && !isCloudManaged(also, user.id) && shared(values, user).length > 0);
    if (holders.length === 0) return ruledOut('no cloud-only account holds one of its values');
    if (!isSent(ad, also)) return ruledOut('it is not in scope, so nothing collides');
    const reason = kind === 'user' ? whyNoMatch(ad, holders, own !== undefined || isReturning(ad, also), also) : 'a user cannot be matched with another type of object';
    if (reason === null) return ruledOut('nothing forbids the match: the AD account will take over this cloud account');
    if (typeof reason !== 'string') return cannotTell(...reason);
    const [only, another] = holders;
    const facts = { reason, dn: ad.dn, holders: holders.map((user) => ({ id: user.id, name: user.userPrincipalName ?? user.id, guest: sameText(user.userType, 'Guest'), shared: shared(values, user) })), match: own === undefined && !isReturning(ad, also) && only !== undefined && another === undefined ? holderMatch(ad, only, also) : null };
    return { is: 'confirmed', facts, evidenceClass: 'B', evidence: facts.holders.map((holder) => inEntra('userPrincipalName, proxyAddresses', holder.shared.join(', '), holder.id)) };
  },

  explain: ({ holders, reason }) => `${holders.map(({ name, guest, shared: values }) => `The ${guest ? 'guest' : 'cloud-only'} account ${name} holds ${values.join(', ')}`).join('; ')}. It is not matched because ${reason}.`,
});

const isCloudOnly = (user: CloudUser): boolean => (user.onPremisesSyncEnabled === null || user.onPremisesSyncEnabled === undefined) && (user.onPremisesImmutableId ?? '') === '';
const shared = (values: ReadonlySet<string>, user: CloudUser): readonly string[] => cloudValuesOf(user).filter((value) => values.has(value));

type Sources = Pick<Evidence, 'entra.deletedUsers' | 'entra.users' | 'entra.syncFeatures' | 'entra.roleAssignments' | 'entra.roleEligibilitySchedules' | 'entra.objectIdentifiers' | 'entra.syncBehavior' | 'entra.roleDefinitions' | 'entra.groups' | 'entra.groupMembers' | 'syncServers.globalSettings' | 'syncServers.scheduler'>;

const isReturning = (ad: AdObject, also: Pick<Evidence, 'entra.deletedUsers' | 'syncServers.globalSettings'>): boolean =>
  (knownOf(also['entra.deletedUsers']) ?? []).some((user) => carries(user, anchorsOf(ad, also['syncServers.globalSettings'])));

/** Why Entra does not match the account: a sentence, the readings that would tell, or null when it will match. */
function whyNoMatch(ad: AdObject, holders: readonly CloudUser[], exists: boolean, also: Sources): string | readonly ExhibitName[] | null {
  if (exists) return 'the AD account is in the cloud already, and only new objects are matched';
  const primary = primaryAddressOf(ad);
  const byAddress = holders.find((user) => primary !== null && cloudAddressesOf(user).includes(primary));
  const byName = holders.find((user) => sameText(user.userPrincipalName, upnOf(ad)));
  if (byAddress !== undefined && byName !== undefined && byAddress.id !== byName.id) return 'the address belongs to one cloud account and the sign-in name to another';
  const target = byAddress ?? byName;
  if (target === undefined && holders.some((user) => sameText(user.userPrincipalName, primary))) return 'it has the primary address only as its sign-in name, and an address is matched with addresses alone';
  if (target === undefined) return 'only a secondary address is equal, and only the primary one counts for a match';
  if (holders.some((user) => user.id !== target.id)) return 'another cloud account holds one of the values as well';
  if (sameText(target.userType, 'Guest')) return 'it is a guest, for which a match is not documented';
  const features = knownOf(also['entra.syncFeatures'])?.features;
  if (features?.['blockSoftMatchEnabled'] === true) return 'the tenant forbids soft match';
  const role = holdsRole(also, target.id);
  if (role === true) return 'it holds a directory role';
  if (byAddress === undefined && features?.['softMatchOnUpnEnabled'] === false) return 'the tenant does not match by sign-in name';
  const missing: readonly ExhibitName[] = [...(features === undefined ? (['entra.syncFeatures'] as const) : []), ...(role === undefined ? [also['entra.roleAssignments'].state === 'unknown' ? ('entra.roleAssignments' as const) : ('entra.groupMembers' as const)] : [])];
  return missing.length > 0 ? missing : null;
}
