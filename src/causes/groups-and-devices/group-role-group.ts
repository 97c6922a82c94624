import { firstOf, sameText } from '../../deduce/attributes.ts';
import { hasBits } from '../../deduce/group-type.ts';
import type { AdEntry } from '../../model/evidence.ts';
import { ruledOut } from '../../model/verdict.ts';
import { defineCause } from '../cause.ts';
import { inAd } from '../evidence-items.ts';

/** Source: learn.microsoft.com/entra/identity/hybrid/connect/concept-azure-ad-connect-sync-default-configuration */
const ROLE_GROUP = 0x40000000n;
const LEGACY = 'MSOL_AD_Sync_RichCoexistence';

export const groupRoleGroup = defineCause({
  id: 'group-role-group',
  area: 'groups-and-devices',
  layer: 2,
  title: 'Role group of Exchange, or legacy RichCoexistence group',
  why: 'Role groups give rights inside the Exchange organisation of the house and mean nothing in the cloud, where Exchange Online has its own. The default rules leave them out, and with them a group that old versions of the sync tool made for themselves.',
  checkYourself: [
    'Run Get-ADGroup "<name>" -Properties msExchRecipientTypeDetails; a role group has 1073741824.',
    'Look whether the group lies in OU=Microsoft Exchange Security Groups.',
    `Look whether its sAMAccountName is ${LEGACY}.`,
  ],
  learnMore: 'https://learn.microsoft.com/entra/identity/hybrid/connect/concept-azure-ad-connect-sync-default-configuration',
  fixAfter: [],
  byHand: 'Leave the group as it is. Give rights in Exchange Online through its own role groups.',
  byHandRisk: { risk: 'low', undo: 'full' },
  whyByHand: 'Such groups are kept out on purpose; there is nothing to repair.',
  kinds: ['group'],
  about: 'ad-object',
  needs: ['directory.entries'],
  mayUse: [],

  judge(_, { subject: { ad } }) {
    const sign = signOf(ad);
    if (sign === undefined) return ruledOut('it is neither a role group of Exchange nor the group of the old sync tool');
    return { is: 'confirmed', facts: { dn: ad.dn, what: sign.what }, evidenceClass: 'B', evidence: [inAd(ad, sign.attribute, sign.value)] };
  },

  explain: ({ dn, what }) => `${dn} is ${what}; the default rules never synchronise it.`,
});

function signOf(ad: AdEntry): { readonly what: string; readonly attribute: string; readonly value: string } | undefined {
  const details = firstOf(ad, 'msExchRecipientTypeDetails');
  if (details !== undefined && hasBits(details, ROLE_GROUP)) return { what: 'a role group of Exchange', attribute: 'msExchRecipientTypeDetails', value: details };
  const account = firstOf(ad, 'sAMAccountName');
  return account !== undefined && sameText(account, LEGACY) ? { what: 'a group that old versions of the sync tool made for themselves', attribute: 'sAMAccountName', value: account } : undefined;
}
