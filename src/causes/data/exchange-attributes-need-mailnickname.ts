import { exchangeValuesOf, type ExchangeValue } from '../../deduce/exchange-attributes.ts';
import { exportingServer } from '../../deduce/exporting-server.ts';
import { firstOf, isTrue, sameText } from '../../deduce/attributes.ts';
import { presenceOf, type Presence } from '../../deduce/cloud-presence.ts';
import { knownOf } from '../../deduce/reading.ts';
import type { ExchangeRecipient } from '../../model/evidence.ts';
import { notApplicable, ruledOut } from '../../model/verdict.ts';
import { aliasFromAccountName } from '../alias-from-account-name.ts';
import { defineCause } from '../cause.ts';
import { inAd } from '../evidence-items.ts';
import { repairOf } from '../repair.ts';

export const exchangeAttributesNeedMailnickname = defineCause({
  id: 'exchange-attributes-need-mailnickname',
  area: 'data',
  layer: 5,
  title: 'Exchange attributes do not flow without mailNickname',
  why: 'The rules of Connect for Exchange apply only to objects with a mailNickname. Without one, hiding from the address list, the extension attributes and targetAddress never arrive, whatever is changed in AD. proxyAddresses and mail flow all the same.',
  checkYourself: ['Look at mailNickname on the Attribute Editor tab: it is empty.', 'In Synchronization Service preview the object and see that no rule "In from AD - User Exchange" applies.', 'Compare the attribute you miss with what Entra or Exchange Online shows. Old advice to empty mailNickname brings this about.'],
  learnMore: 'https://learn.microsoft.com/entra/identity/hybrid/connect/concept-azure-ad-connect-sync-default-configuration',
  fixAfter: [],
  byHand: 'Write an alias that no other object has into mailNickname, usually the part of the primary address in front of the @. With it all Exchange attributes of the object begin to flow: look at them first.',
  byHandRisk: { risk: 'medium', undo: 'full' },
  arrives: true,
  kinds: ['user', 'group', 'contact'],
  about: 'ad-object',
  needs: ['directory.entries'],
  mayUse: ['entra.users', 'entra.groups', 'entra.contacts', 'entra.syncBehavior', 'syncServers.globalSettings', 'directory.exchangeSchema', 'entra.exchangeRecipients', 'syncServers.scheduler'],

  judge(_, { subject, also }) {
    const { ad } = subject;
    if (firstOf(ad, 'mailNickname') !== undefined) return ruledOut('mailNickname has a value');
    if (knownOf(also['directory.exchangeSchema']) === false) return notApplicable('the forest has no Exchange attributes');
    const values = exchangeValuesOf(ad).filter(({ attribute }) => !/^msExchHide/i.test(attribute) || isTrue(ad, attribute));
    if (values.length === 0) return ruledOut('it has no Exchange attribute that could be missing');
    const presence = presenceOf(subject, also);
    if (presence.is === 'absent') return ruledOut('the object is not in Entra at all, which has another cause');
    const recipient = presence.is === 'there' ? knownOf(also['entra.exchangeRecipients'])?.find(({ ExternalDirectoryObjectId }) => sameText(ExternalDirectoryObjectId, presence.object.id)) : undefined;
    if (recipient?.IsExchangeCloudManaged === true || (presence.is === 'there' && presence.cloudManaged)) return ruledOut('its Exchange attributes are managed in the cloud');
    const lost = values.filter((value) => !arrived(value, presence, recipient));
    if (lost.length === 0) return ruledOut('its Exchange attributes are in the cloud as they stand in AD');
    return { is: 'confirmed', facts: { repair: repairOf(ad, [aliasFromAccountName(ad, also)], exportingServer(also['syncServers.scheduler'])), dn: ad.dn, names: lost.map(({ attribute }) => attribute) }, evidenceClass: 'B', evidence: [inAd(ad, 'mailNickname', '(empty)'), ...lost.map(({ attribute, value }) => inAd(ad, attribute, value))] };
  },

  explain: ({ dn, names }) => `${dn} has no mailNickname, so ${names.join(', ')} ${names.length === 1 ? 'does' : 'do'} not flow to the cloud.`,
});

/** Where the cloud shows the attribute, whether it has the value of AD. */
function arrived({ attribute, value }: ExchangeValue, presence: Presence, recipient: ExchangeRecipient | undefined): boolean {
  if (presence.is !== 'there') return false;
  if (/^msExchHideFromAddressLists$/i.test(attribute)) return recipient?.HiddenFromAddressListsEnabled === true;
  const shown = Object.entries(presence.user?.onPremisesExtensionAttributes ?? {}).find(([name]) => sameText(name, attribute))?.[1];
  return typeof shown === 'string' && shown === value;
}
