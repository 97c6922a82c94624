import { currentErrors } from '../../deduce/current-errors.ts';
import { firstOf, sameText } from '../../deduce/attributes.ts';
import { sameObject } from '../../deduce/holders.ts';
import { sidOf, sidText } from '../../deduce/security-identifier.ts';
import { anchorsOf, carriesAnchor } from '../../deduce/source-anchor.ts';
import type { AdObject } from '../../model/exhibits.ts';
import { ruledOut } from '../../model/verdict.ts';
import { defineCause } from '../cause.ts';
import { inAd, inEntra } from '../evidence-items.ts';

export const sidConflictRidReuse = defineCause({
  id: 'sid-conflict-rid-reuse',
  area: 'matching',
  layer: 4,
  title: 'Two AD accounts share one SID',
  why: 'A SID must be unique in Entra. Two different living AD accounts have the same one, which happens when a domain controller was brought back from an old copy and handed out identifiers a second time. Only one of them can be synchronised.',
  checkYourself: ['Search AD for objectSid of the account: two different objects must answer.', 'Read onPremisesSecurityIdentifier of the cloud account that the export error names.', 'Compare names and creation dates: the same person with a changed anchor looks alike and is far more common.'],
  learnMore: 'https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-install-existing-tenant',
  fixAfter: [],
  byHand: 'An AD repair: make a new account for one of the two people, move its permissions and mailbox, and delete the old one. Have the pools of relative identifiers of all domain controllers checked before more accounts are made.',
  byHandRisk: { risk: 'high', undo: 'none' },
  whyByHand: 'It is damage to Active Directory itself, which no change of a single account repairs.',
  kinds: ['user'],
  about: 'ad-object',
  needs: ['directory.entries', 'entra.users'],
  mayUse: ['syncServers.csObjects', 'syncServers.globalSettings', 'syncServers.runHistory'],

  judge({ 'directory.entries': entries, 'entra.users': users }, { subject: { ad }, also }) {
    const sid = sidOf(ad);
    const other = entries.find((entry) => sid !== undefined && !sameObject(ad, entry) && sidOf(entry) === sid);
    if (sid === undefined || other === undefined) return ruledOut('no second living AD account has its SID');
    if (samePerson(ad, other)) return ruledOut('both AD accounts have the names of one person');
    const own = anchorsOf(ad, also['syncServers.globalSettings']);
    const holder = users.find((user) => sidText(user.onPremisesSecurityIdentifier ?? undefined) === sid && (carriesAnchor(other, user.onPremisesImmutableId ?? '') || own.includes(user.onPremisesImmutableId ?? '')));
    if (holder === undefined) return ruledOut('no cloud account has this SID');
    const error = currentErrors(ad, also).find(({ text, attribute }) => /OnPremiseSecurityIdentifier/i.test(`${attribute ?? ''} ${text}`));
    const evidence = [inAd(ad, 'objectSid', sid), inAd(other, 'objectSid', sid), inEntra('onPremisesSecurityIdentifier', sid, holder.id), ...(error === undefined ? [] : [error.evidence])];
    return { is: 'confirmed', facts: { dn: ad.dn, other: other.dn, sid, holder: holder.userPrincipalName ?? holder.id }, evidenceClass: 'A', evidence, statedAt: error?.statedAt };
  },

  explain: ({ dn, other, sid, holder }) => `${dn} and ${other} are different accounts with the same SID ${sid}; in Entra ${holder} has it.`,
});

const samePerson = (ad: AdObject, other: AdObject): boolean => ['displayName', 'mail', 'userPrincipalName', 'sAMAccountName'].some((name) => sameText(firstOf(ad, name), firstOf(other, name)));
