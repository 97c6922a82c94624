import { addressInputsOf, ADDRESS_SOURCES } from '../../deduce/address-inputs.ts';
import { presenceOf } from '../../deduce/cloud-presence.ts';
import { recipientOf } from '../../deduce/exchange-recipient.ts';
import { addressOutcomes } from '../../deduce/proxy-calculation.ts';
import { cannotTell, notApplicable, ruledOut } from '../../model/verdict.ts';
import { defineCause } from '../cause.ts';
import { inEntra } from '../evidence-items.ts';

export const exchangeAttributesCloudManaged = defineCause({
  id: 'exchange-attributes-cloud-managed',
  area: 'authority',
  layer: 5,
  title: 'Exchange attributes of this user are mastered in Exchange Online',
  why: 'The user itself is still synchronised from AD, but its Exchange attributes, such as addresses and hiding from address lists, were handed over to Exchange Online. Changes of these attributes in AD are then ignored, without an error.',
  checkYourself: ['Run Get-EXORecipient or Get-Mailbox NAME in Exchange Online and read IsExchangeCloudManaged.', 'Compare proxyAddresses in AD with EmailAddresses in Exchange Online.', 'Check that the version of Entra Connect is 2.5.76.0 or newer: older ones do not know this state.'],
  learnMore: 'https://learn.microsoft.com/entra/identity/hybrid/connect/reference-connect-version-history',
  fixAfter: [],
  byHand: 'Change addresses and other Exchange attributes in Exchange Online. To hand them back to AD set IsExchangeCloudManaged to false with Set-Mailbox, after carrying the values of the cloud over to AD: otherwise the old values of AD come back.',
  byHandRisk: { risk: 'medium', undo: 'full' },
  whyByHand: 'The state was chosen on purpose; the change belongs into Exchange Online.',
  arrives: true,
  kinds: ['user'],
  about: 'ad-object',
  needs: ['directory.entries', 'entra.users'],
  mayUse: [...ADDRESS_SOURCES, 'entra.exchangeRecipients'],

  judge(_, { subject, also }) {
    const presence = presenceOf(subject, also);
    if (presence.is !== 'there' || presence.user === undefined || presence.user.onPremisesSyncEnabled !== true) return notApplicable('it has no synchronised account in Entra');
    const { user } = presence;
    if (also['entra.exchangeRecipients'].state === 'unknown') {
      // Only an address that does not come through makes the question worth asking.
      const missing = addressOutcomes(addressInputsOf(subject, also)).some(({ fate, reason }) => fate === 'missing' && reason === 'unexplained');
      return missing ? cannotTell('entra.exchangeRecipients') : ruledOut('every address of AD has come through or is explained otherwise');
    }
    const recipient = recipientOf(user, also);
    if (recipient?.IsExchangeCloudManaged !== true) return ruledOut('Exchange Online does not manage its attributes');
    return { is: 'confirmed', facts: { name: user.userPrincipalName ?? user.id }, evidenceClass: 'A', evidence: [inEntra('exchangeRecipients: IsExchangeCloudManaged', 'true', user.id)] };
  },

  explain: ({ name }) => `${name} is synchronised, but Exchange Online manages its Exchange attributes: changes of addresses in AD have no effect on it.`,
});
