import { valuesOf } from '../../deduce/attributes.ts';
import { isDynamicGroup } from '../../deduce/group-type.ts';
import { ruledOut } from '../../model/verdict.ts';
import { defineCause } from '../cause.ts';
import { inAd } from '../evidence-items.ts';

export const groupDynamicDistribution = defineCause({
  id: 'group-dynamic-distribution',
  area: 'groups-and-devices',
  layer: 2,
  title: 'Dynamic distribution groups never sync',
  why: 'The members of a dynamic distribution group are worked out by the Exchange server whenever a mail is sent; no list of them exists in AD. Entra Connect has no rule for this type.',
  checkYourself: [
    'Look at objectClass of the object: msExchDynamicDistributionList.',
    'Run Get-DynamicDistributionGroup on the Exchange server and note RecipientFilter and RecipientContainer.',
    'Look for a group of the same address in Exchange Online.',
  ],
  learnMore: 'https://learn.microsoft.com/entra/identity/hybrid/connect/concept-azure-ad-connect-sync-default-configuration',
  fixAfter: [],
  byHand: 'Make a dynamic distribution group with the same address and an equal filter in Exchange Online. Senders inside the house keep using the old one as long as mailboxes remain there.',
  byHandRisk: { risk: 'low', undo: 'full' },
  whyByHand: 'The filter speaks of attributes and containers of AD that Exchange Online does not have, so a person must word it anew.',
  kinds: ['group'],
  about: 'ad-object',
  needs: ['directory.entries'],
  mayUse: [],

  judge(_, { subject: { ad } }) {
    if (!isDynamicGroup(ad)) return ruledOut('it is no dynamic distribution group');
    return { is: 'confirmed', facts: { dn: ad.dn }, evidenceClass: 'B', evidence: [inAd(ad, 'objectClass', valuesOf(ad, 'objectClass').join(', '))] };
  },

  explain: ({ dn }) => `${dn} is a dynamic distribution group; groups of this type exist in Exchange only and are never synchronised.`,
});
