import { filteredMailbox } from '../../deduce/default-scope-rules.ts';
import { ruledOut } from '../../model/verdict.ts';
import { defineCause } from '../cause.ts';
import { inAd } from '../evidence-items.ts';

export const filterSystemMailbox = defineCause({
  id: 'filter-system-mailbox',
  area: 'scope',
  layer: 2,
  title: 'Exchange system mailbox',
  why: 'Mailboxes that Exchange keeps for itself (system, discovery, arbitration and similar mailboxes) are left out by the default rules, by the alias SystemMailbox{…} or by bits of msExchRecipientTypeDetails. A person whose recipient type is wrong is left out with them.',
  checkYourself: [
    'Look at mailNickname and msExchRecipientTypeDetails of the object.',
    'Compare the number bit by bit with 0x21C07000; 1 is a user mailbox, 4 a shared one, 2147483648 a remote mailbox: none of these is filtered.',
    'Run Get-Recipient in Exchange on-premises and look at RecipientTypeDetails.',
  ],
  learnMore: 'https://learn.microsoft.com/entra/identity/hybrid/connect/concept-azure-ad-connect-sync-default-configuration',
  fixAfter: [],
  byHand: 'Leave a true system mailbox alone. If it is a person, correct the recipient type with the Exchange tools (for a remote mailbox Enable-RemoteMailbox or Set-RemoteMailbox), after saving the object, and start a delta cycle.',
  byHandRisk: { risk: 'medium', undo: 'full' },
  whyByHand: 'The recipient type belongs to Exchange; written past it, mail flow for the mailbox can break.',
  kinds: ['user'],
  about: 'ad-object',
  needs: ['directory.entries'],
  mayUse: [],

  judge(_, { subject: { ad } }) {
    const hit = filteredMailbox(ad);
    if (hit === undefined) return ruledOut('it is no system mailbox');
    return { is: 'confirmed', facts: { dn: ad.dn, ...hit }, evidenceClass: 'B', evidence: [inAd(ad, hit.attribute, hit.value)] };
  },

  explain: ({ dn, attribute, value, rule }) => `${attribute} of ${dn} is ${value} (${rule}): to the default rules it is a system mailbox of Exchange.`,
});
