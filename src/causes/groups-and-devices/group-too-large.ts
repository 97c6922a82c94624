import { memberCount } from '../../deduce/group-members.ts';
import { membersBreakOff } from '../../deduce/members-of.ts';
import { cannotTell, ruledOut } from '../../model/verdict.ts';
import { defineCause } from '../cause.ts';
import { inAd } from '../evidence-items.ts';

const LIMIT = 250_000;

export const groupTooLarge = defineCause({
  id: 'group-too-large',
  area: 'groups-and-devices',
  layer: 2,
  title: 'Group with 250,000 members or more',
  why: 'The default rules leave out a group with 250,000 direct members or more. A group that was synchronised before stops as soon as it grows over that number, and does so again whenever it comes back to it.',
  checkYourself: [
    'Count the members: ((Get-ADObject -Identity "<DN>" -Properties member).member).Count, or read them in ranges with an LDAP tool.',
    'Count direct members only; a nested group is one member.',
    'Watch the number after the repair, for the group is left out again when it grows.',
  ],
  learnMore: 'https://learn.microsoft.com/entra/identity/hybrid/connect/concept-azure-ad-connect-sync-default-configuration',
  fixAfter: [],
  byHand: 'Divide the members among several groups and nest these, each well below the limit, then start a delta cycle. Check first that the applications which use the group understand nested groups.',
  byHandRisk: { risk: 'medium', undo: 'none' },
  whyByHand: 'Who belongs into which part of the group, and whether applications understand nested groups, only people know.',
  kinds: ['group'],
  about: 'ad-object',
  needs: ['directory.entries'],
  mayUse: [],

  judge(_, { subject: { ad } }) {
    const { atLeast, exact } = memberCount(ad);
    if (atLeast < LIMIT) return membersBreakOff(ad) ? cannotTell('directory.entries') : ruledOut('it has fewer members');
    return { is: 'confirmed', facts: { dn: ad.dn, atLeast, exact }, evidenceClass: 'B', evidence: [inAd(ad, 'member', `${exact ? '' : 'at least '}${spoken(atLeast)} values`)] };
  },

  explain: ({ dn, atLeast, exact }) => `${dn} has ${exact ? '' : 'at least '}${spoken(atLeast)} direct members; groups with ${spoken(LIMIT)} or more are left out.`,
});

const spoken = (count: number): string => new Intl.NumberFormat('en-GB').format(count);
