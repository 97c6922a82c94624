import { cloudAddressesOf, cloudUpnOf, primaryAddressOf, upnOf } from '../../deduce/addresses.ts';
import { firstOf, sameText } from '../../deduce/attributes.ts';
import { isCloudManaged, matchingUsers, namesMatch } from '../../deduce/cloud-account.ts';
import { sameObject } from '../../deduce/holders.ts';
import { isJoinedPair, isLinkedPair } from '../../deduce/linked-pair.ts';
import { anchorsOf, carriesAnchor } from '../../deduce/source-anchor.ts';
import { sameDn } from '../../model/distinguished-name.ts';
import type { CloudUser } from '../../model/evidence.ts';
import type { AdObject } from '../../model/exhibits.ts';
import { ruledOut, type EvidenceClass } from '../../model/verdict.ts';
import { defineCause } from '../cause.ts';
import { inAd, inEntra } from '../evidence-items.ts';

export const anchorBelongsToOtherAdUser = defineCause({
  id: 'anchor-belongs-to-other-ad-user',
  area: 'matching',
  layer: 4,
  title: 'The cloud account is bound to a different AD account',
  why: 'The cloud account with this name takes its values from another AD account, because it carries the anchor of that one. Changes of the account that was asked about never arrive there; changes of the other one do.',
  checkYourself: ['Read onPremisesImmutableId of the cloud account and search AD for the object with these octets.', 'Read onPremisesDistinguishedName and onPremisesSamAccountName of the cloud account.', 'Ask whether the person was renamed, and which of the two AD accounts is meant.'],
  learnMore: 'https://learn.microsoft.com/entra/identity/hybrid/connect/plan-connect-design-concepts',
  fixAfter: ['duplicate-anchor-in-ad'],
  byHand: 'Decide who owns the cloud account, with the consent of the owner of the mailbox. Then take the wrong AD account out of scope, restore the cloud account from the recycle bin, and write its anchor into mS-DS-ConsistencyGuid of the right AD account.',
  byHandRisk: { risk: 'high', undo: '30-days' },
  whyByHand: 'A wrong binding gives one person the mailbox of another, so people must say who the owner is.',
  kinds: ['user'],
  about: 'ad-object',
  needs: ['directory.entries', 'entra.users'],
  mayUse: ['entra.syncBehavior', 'syncServers.globalSettings', 'syncServers.mvObjects'],

  judge({ 'directory.entries': entries, 'entra.users': users }, { subject: { ad }, also }) {
    const own = anchorsOf(ad, also['syncServers.globalSettings']);
    const meant = [...new Set([...matchingUsers(ad, users).map(({ user }) => user), ...users.filter((user) => namesMatch(ad, user))])];
    const bound = meant
      .filter((user) => (user.onPremisesImmutableId ?? '') !== '' && !own.includes(user.onPremisesImmutableId ?? '') && !isCloudManaged(also, user.id))
      .flatMap((user) => entries.filter((entry) => !sameObject(ad, entry) && (carriesAnchor(entry, user.onPremisesImmutableId ?? '') || anchorsOf(entry, also['syncServers.globalSettings']).includes(user.onPremisesImmutableId ?? ''))).map((other) => ({ user, other })));
    if (bound.length === 0) return ruledOut('no cloud account of its name carries the anchor of another living AD account');
    const found = bound.find(({ user, other }) => !isRightful(other, user) && !isLinkedPair(ad, other) && !isJoinedPair(ad, other, also));
    if (found === undefined) return ruledOut('the other AD account is the rightful owner, or both are one person in two forests');
    const { user, other } = found;
    const evidence = [inEntra('onPremisesImmutableId', user.onPremisesImmutableId ?? '', user.id), inAd(other, 'sourceAnchor', user.onPremisesImmutableId ?? ''), inEntra('onPremisesDistinguishedName', user.onPremisesDistinguishedName ?? '', user.id), inEntra('onPremisesSamAccountName', user.onPremisesSamAccountName ?? '', user.id)];
    return { is: 'confirmed', facts: { dn: ad.dn, name: user.userPrincipalName ?? user.id, other: other.dn, renamed: isRenamed(ad, user, other) }, evidenceClass: classOf(ad, user, other), evidence };
  },

  explain: ({ dn, name, other, renamed }) => `${name} is bound to ${other}, not to ${dn}.${renamed ? ' The display name is that of the other account: the person may have been renamed, so make sure which account is meant.' : ''}`,
});

/** The names of the cloud account are those of its own AD account too: then two AD accounts share a value, and the binding is right. */
const isRightful = (other: AdObject, user: CloudUser): boolean =>
  sameText(upnOf(other), cloudUpnOf(user)) || (primaryAddressOf(other) !== null && sameText(primaryAddressOf(other), (user.proxyAddresses ?? []).find((each) => each.startsWith('SMTP:'))?.slice(5) ?? cloudAddressesOf(user)[0]));

const isRenamed = (ad: AdObject, user: CloudUser, other: AdObject): boolean => sameText(user.displayName, firstOf(other, 'displayName')) && !sameText(user.displayName, firstOf(ad, 'displayName'));

function classOf(ad: AdObject, user: CloudUser, other: AdObject): EvidenceClass {
  if (isRenamed(ad, user, other)) return 'D';
  const told = typeof user.onPremisesDistinguishedName === 'string' || typeof user.onPremisesSamAccountName === 'string';
  const agrees = sameDn(user.onPremisesDistinguishedName ?? '', other.dn) || sameText(user.onPremisesSamAccountName, firstOf(other, 'sAMAccountName'));
  return agrees || !told ? 'B' : 'C';
}
