import { firstOf } from '../../deduce/attributes.ts';
import { isCriticalSystemObject } from '../../deduce/default-scope-rules.ts';
import { firstFew } from '../../deduce/first-few.ts';
import { sidOf } from '../../deduce/security-identifier.ts';
import { ruledOut } from '../../model/verdict.ts';
import { defineCause } from '../cause.ts';
import { inAd } from '../evidence-items.ts';

export const memberByPrimaryGroup = defineCause({
  id: 'member-by-primary-group',
  area: 'groups-and-devices',
  layer: 5,
  title: 'Membership through the primary group is invisible',
  why: 'The members of a primary group are not written in the member attribute of the group but as a number in each account. Entra Connect reads the attribute, so these members are missing in the cloud although AD tools show them.',
  checkYourself: [
    'Open the account, tab Member Of, and look which group is marked as the primary one.',
    'Compare primaryGroupID of the account with the last part of the SID of the group.',
    'Look at the member attribute of the group on the Attribute Editor tab: the account is not in it.',
  ],
  learnMore: 'https://learn.microsoft.com/troubleshoot/entra/entra-id/user-prov-sync/exclude-user-primary-group',
  fixAfter: [],
  byHand: 'Give the accounts another primary group, usually Domain Users; Windows then writes them into the member attribute of this one.',
  byHandRisk: { risk: 'low', undo: 'full' },
  whyByHand: 'Primary groups matter to old Unix and Macintosh clients, so somebody must have a reason to change them.',
  arrives: true,
  kinds: ['group'],
  about: 'ad-object',
  needs: ['directory.entries'],
  mayUse: [],

  judge({ 'directory.entries': entries }, { subject: { ad } }) {
    const sid = sidOf(ad);
    if (sid === undefined) return ruledOut('its SID is not known, and only that could name it as a primary group');
    if (isCriticalSystemObject(ad)) return ruledOut('the group itself is built in and never synchronised');
    const [domain, rid] = [sid.slice(0, sid.lastIndexOf('-')), sid.slice(sid.lastIndexOf('-') + 1)];
    const members = entries.filter((entry) => firstOf(entry, 'primaryGroupID') === rid && sidOf(entry)?.startsWith(`${domain}-`) === true);
    const [first] = members;
    if (first === undefined) return ruledOut('no account that was read has it as its primary group');
    const names = firstFew(members.map((entry) => firstOf(entry, 'displayName') ?? firstOf(entry, 'cn') ?? entry.dn));
    return { is: 'confirmed', facts: { dn: ad.dn, names, count: members.length }, evidenceClass: 'B', evidence: [inAd(first, 'primaryGroupID', rid), inAd(ad, 'objectSid', sid)] };
  },

  explain: ({ dn, names, count }) => `${dn} is the primary group of ${names}; such ${count === 1 ? 'a membership is' : 'memberships are'} not written in the group and do not reach Entra.`,
});
