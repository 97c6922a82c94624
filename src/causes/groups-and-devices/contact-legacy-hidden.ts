import { firstOf, isTrue } from '../../deduce/attributes.ts';
import { ruledOut } from '../../model/verdict.ts';
import { defineCause } from '../cause.ts';
import { inAd } from '../evidence-items.ts';

export const contactLegacyHidden = defineCause({
  id: 'contact-legacy-hidden',
  area: 'groups-and-devices',
  layer: 2,
  title: 'Legacy "(MSOL)" hidden contact',
  why: 'Old coexistence tools made hidden contacts with "(MSOL)" in the display name for accounts of the cloud. The default rules leave such contacts out, so that they do not come back as doubles.',
  checkYourself: [
    'Look whether displayName of the contact contains "(MSOL)".',
    'Look whether msExchHideFromAddressLists of the contact is TRUE.',
    'Look in Entra for the account that the contact was made for.',
  ],
  learnMore: 'https://learn.microsoft.com/entra/identity/hybrid/connect/concept-azure-ad-connect-sync-default-configuration',
  fixAfter: [],
  byHand: 'If the contact is a real one, take "(MSOL)" out of its display name. If it stands for an account that is in the cloud anyway, delete it.',
  byHandRisk: { risk: 'low', undo: 'full' },
  whyByHand: 'Whether the contact is still needed, or a left-over that should go, only people can say.',
  kinds: ['contact'],
  about: 'ad-object',
  needs: ['directory.entries'],
  mayUse: [],

  judge(_, { subject: { ad } }) {
    const name = firstOf(ad, 'displayName');
    if (name === undefined || !name.toUpperCase().includes('(MSOL)')) return ruledOut('its display name does not contain "(MSOL)"');
    if (!isTrue(ad, 'msExchHideFromAddressLists')) return ruledOut('it is not hidden from address lists');
    return { is: 'confirmed', facts: { name }, evidenceClass: 'B', evidence: [inAd(ad, 'displayName', name), inAd(ad, 'msExchHideFromAddressLists', 'TRUE')] };
  },

  explain: ({ name }) => `The contact "${name}" is hidden and bears "(MSOL)" in its name; the default rules take it for a left-over of an old coexistence tool.`,
});
