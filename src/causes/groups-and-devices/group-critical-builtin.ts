import { firstOf } from '../../deduce/attributes.ts';
import { isCriticalSystemObject } from '../../deduce/default-scope-rules.ts';
import { ruledOut } from '../../model/verdict.ts';
import { defineCause } from '../cause.ts';
import { inAd } from '../evidence-items.ts';

export const groupCriticalBuiltin = defineCause({
  id: 'group-critical-builtin',
  area: 'groups-and-devices',
  layer: 2,
  title: 'Built-in group',
  why: 'Groups that Windows brings along, such as Domain Users, Domain Admins or Administrators, bear isCriticalSystemObject and are kept out by the default rules. Their members are not: they are synchronised like everybody else.',
  checkYourself: [
    'Run Get-ADGroup "<name>" -Properties isCriticalSystemObject.',
    'Look whether the group lies in CN=Builtin or CN=Users and was there from the beginning.',
    'Ask about a member of the group: members are synchronised, only the group is not.',
  ],
  learnMore: 'https://learn.microsoft.com/entra/identity/hybrid/connect/concept-azure-ad-connect-sync-default-configuration',
  fixAfter: [],
  byHand: 'Make a group of your own with the same members and use that one in the cloud.',
  byHandRisk: { risk: 'low', undo: 'full' },
  whyByHand: 'Built-in groups are kept out on purpose; there is nothing to repair in them.',
  kinds: ['group'],
  about: 'ad-object',
  needs: ['directory.entries'],
  mayUse: [],

  judge(_, { subject: { ad } }) {
    if (!isCriticalSystemObject(ad)) return ruledOut('it is no critical system object');
    const value = firstOf(ad, 'isCriticalSystemObject') ?? '';
    return { is: 'confirmed', facts: { dn: ad.dn, value }, evidenceClass: 'B', evidence: [inAd(ad, 'isCriticalSystemObject', value)] };
  },

  explain: ({ dn, value }) => `${dn} is a built-in group (isCriticalSystemObject = ${value}); the group is never synchronised, its members are.`,
});
