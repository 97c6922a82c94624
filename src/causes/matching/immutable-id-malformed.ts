import { firstOf, sameText } from '../../deduce/attributes.ts';
import { accountOf, isCloudManaged, isFederated, matchingUsers } from '../../deduce/cloud-account.ts';
import { anchorAttribute, isGuidAnchor, isGuidAttribute } from '../../deduce/source-anchor.ts';
import type { CloudUser } from '../../model/evidence.ts';
import type { Subject } from '../../model/subject.ts';
import { ruledOut, type EvidenceItem } from '../../model/verdict.ts';
import { defineCause } from '../cause.ts';
import { inEntra } from '../evidence-items.ts';
import { anchorCures, CURE_SOURCES, NO_CURE } from './anchor-cures.ts';

export const immutableIdMalformed = defineCause({
  id: 'immutable-id-malformed',
  area: 'matching',
  layer: 4,
  title: "The cloud account's ImmutableId is not a real anchor (for example it holds a name)",
  why: 'An AD account is bound to its cloud account by the immutable id: 16 octets as base64, 24 characters. A name or any other text there can equal no AD account, and while it stands there the account cannot be matched by address either.',
  checkYourself: ['Read onPremisesImmutableId of the cloud user with Graph or Graph Explorer.', 'It must have 24 characters and end in ==.', 'Compare it with mS-DS-ConsistencyGuid or objectGUID of the AD account as base64.'],
  learnMore: 'https://learn.microsoft.com/entra/identity/hybrid/connect/plan-connect-design-concepts',
  fixAfter: ['proxy-missing-smtp-prefix', 'proxy-no-primary', 'duplicate-proxy-two-ad-objects', 'duplicate-held-by-soft-deleted-user'],
  byHand: 'Cloud-only account: write the right anchor, or clear it so that the address can match, after noting the old value and checking directory roles. Synchronised account: take it out of scope first, restore it from the recycle bin, then change the anchor.',
  byHandRisk: { risk: 'high', undo: '30-days' },
  kinds: ['user'],
  about: 'any',
  needs: ['entra.users'],
  mayUse: ['directory.entries', 'entra.domains', ...CURE_SOURCES],

  judge({ 'entra.users': users }, { subject, also }) {
    const user = concerned(subject, users, accountOf(subject, also)).find((each) => isMalformed(each) && !isCloudManaged(also, each.id));
    if (user === undefined) return ruledOut('no cloud account meant for it has an anchor of another shape');
    const attribute = anchorAttribute(also['syncServers.globalSettings']);
    if (attribute !== undefined && !isGuidAttribute(attribute)) return ruledOut(`the anchor is made of ${attribute}, so text is right here`);
    const federated = user.onPremisesSyncEnabled === true ? false : isFederated(also, user.userPrincipalName);
    if (federated === true) return ruledOut('its domain is federated: the identity provider may use such a value');
    const evidence: EvidenceItem[] = [inEntra('onPremisesImmutableId', user.onPremisesImmutableId ?? '', user.id)];
    if (attribute !== undefined) evidence.push({ from: 'sync-server', what: 'Microsoft.SynchronizationOption.AnchorAttribute', value: attribute });
    const facts = { name: user.userPrincipalName ?? user.id, value: user.onPremisesImmutableId ?? '', synced: user.onPremisesSyncEnabled === true, cures: subject.ad === undefined ? NO_CURE : anchorCures(subject.ad, user, also) };
    return { is: 'confirmed', facts, evidenceClass: attribute === undefined || federated === undefined ? 'C' : 'B', evidence };
  },

  explain: ({ name, value, synced }) => `The immutable id of ${name} is "${value}", which is no anchor.${synced ? ' The account is synchronised, so the id cannot simply be changed.' : ''}`,
});

const isMalformed = (user: CloudUser): boolean => (user.onPremisesImmutableId ?? '').trim() !== '' && !isGuidAnchor(user.onPremisesImmutableId ?? '');

/** The cloud accounts meant for the subject: its own, those that address or sign-in name find, and one whose id is its logon name. */
function concerned(subject: Subject, users: readonly CloudUser[], account: CloudUser | undefined): readonly CloudUser[] {
  const { ad } = subject;
  if (ad === undefined) return account === undefined ? [] : [account];
  const named = users.filter((user) => sameText(user.onPremisesImmutableId, firstOf(ad, 'sAMAccountName')) || sameText(user.onPremisesImmutableId, firstOf(ad, 'userPrincipalName')));
  return [...(account === undefined ? [] : [account]), ...matchingUsers(ad, users).map((each) => each.user), ...named];
}
