import { firstOf } from '../../deduce/attributes.ts';
import { isCriticalSystemObject } from '../../deduce/default-scope-rules.ts';
import { ruledOut } from '../../model/verdict.ts';
import { defineCause } from '../cause.ts';
import { inAd } from '../evidence-items.ts';

export const filterCriticalSystemObject = defineCause({
  id: 'filter-critical-system-object',
  area: 'scope',
  layer: 2,
  title: 'Built-in protected object',
  why: 'Objects that Windows itself needs, such as the built-in Administrator, krbtgt and Guest, bear isCriticalSystemObject. The default rules never let them through. Members of Domain Admins, and accounts with adminCount 1, are not meant by this and do synchronise.',
  checkYourself: [
    'Run Get-ADObject with -Properties isCriticalSystemObject, adminCount for the object.',
    'Compare with the scoping filter of the rule "In from AD - User Join" in the Synchronization Rules Editor.',
    'Do not mistake adminCount 1 for it: such accounts are synchronised.',
  ],
  learnMore: 'https://learn.microsoft.com/entra/identity/hybrid/connect/concept-azure-ad-connect-sync-default-configuration',
  fixAfter: [],
  byHand: 'Leave it as it is. Give people an account of their own instead of a built-in one; only such an account can and should be synchronised.',
  byHandRisk: { risk: 'low', undo: 'full' },
  whyByHand: 'There is nothing to repair: built-in objects are kept out on purpose.',
  maskedBy: ['group-critical-builtin'],
  kinds: ['user', 'group', 'contact'],
  about: 'ad-object',
  needs: ['directory.entries'],
  mayUse: [],

  judge(_, { subject: { ad } }) {
    if (!isCriticalSystemObject(ad)) return ruledOut('it is no critical system object');
    const value = firstOf(ad, 'isCriticalSystemObject') ?? '';
    return { is: 'confirmed', facts: { dn: ad.dn, value }, evidenceClass: 'B', evidence: [inAd(ad, 'isCriticalSystemObject', value)] };
  },

  explain: ({ dn, value }) => `${dn} is a built-in object (isCriticalSystemObject = ${value}); the default rules never synchronise it.`,
});
