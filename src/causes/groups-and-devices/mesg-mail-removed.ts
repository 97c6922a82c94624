import { cloudAddressesOf, suffixOf } from '../../deduce/addresses.ts';
import { cloudObjectOf } from '../../deduce/cloud-object.ts';
import { firstFew } from '../../deduce/first-few.ts';
import { groupPurpose } from '../../deduce/group-type.ts';
import { hasMailValues } from '../../deduce/mail-enabled.ts';
import { initialDomain, onInitialDomain } from '../../deduce/verified-domains.ts';
import { cannotTell, ruledOut } from '../../model/verdict.ts';
import { defineCause } from '../cause.ts';
import { inAd, inEntra } from '../evidence-items.ts';

export const mesgMailRemoved = defineCause({
  id: 'mesg-mail-removed',
  area: 'groups-and-devices',
  layer: 5,
  title: 'Mail removed from a security group, cloud still shows an address',
  why: 'Entra gives a mail-enabled security group a second address of the onmicrosoft.com domain. When mail is taken from the group in AD, that address stays and becomes the primary one. People with a mailbox in Exchange Online still find the group in the address book, but mail to its old address does not arrive; memberships and rights are not touched.',
  checkYourself: [
    'Look at mail, mailNickname and proxyAddresses of the group in AD: all of them are empty.',
    'Look at mail and proxyAddresses of the group in Entra: only an address of the onmicrosoft.com domain is left.',
    'Look whether anybody still sends mail to that address.',
  ],
  learnMore: 'https://learn.microsoft.com/troubleshoot/entra/entra-id/user-prov-sync/sg-mail-enabled-sync',
  fixAfter: [],
  byHand: 'Let the group be made anew in Entra: delete it there, or move it into an OU that is not synchronised for one cycle and then back. Before that note its licences, roles and permissions in the cloud, for the new group has none of them. Where the left-over address disturbs nobody, leave it.',
  byHandRisk: { risk: 'high', undo: 'none' },
  whyByHand: 'The only way to be rid of the address is to make the group anew, which takes its rights in the cloud away.',
  arrives: true,
  kinds: ['group'],
  about: 'ad-object',
  needs: ['directory.entries', 'entra.groups'],
  mayUse: ['entra.users', 'entra.contacts', 'entra.domains', 'entra.organization', 'syncServers.globalSettings'],

  judge(_, { subject, also }) {
    const { ad } = subject;
    if (hasMailValues(ad)) return ruledOut('the group has mail in AD');
    if (groupPurpose(ad) === 'distribution') return ruledOut('it is a distribution group');
    const cloud = cloudObjectOf(subject, also);
    const addresses = cloud === undefined ? [] : cloudAddressesOf(cloud);
    if (cloud === undefined || addresses.length === 0) return ruledOut('it has no address in Entra');
    if (!addresses.every((address) => onInitialDomain(suffixOf(address), also))) return initialDomain(also) === undefined ? cannotTell('entra.domains') : ruledOut('its addresses in Entra are not only those that Entra makes itself');
    const facts = { dn: ad.dn, addresses: firstFew(addresses) };
    return { is: 'confirmed', facts, evidenceClass: 'B', evidence: [inAd(ad, 'mail', '(empty)'), inAd(ad, 'proxyAddresses', '(empty)'), inEntra('proxyAddresses', facts.addresses, cloud.id)] };
  },

  explain: ({ dn, addresses }) => `${dn} has no mail any more in AD, but Entra still shows ${addresses} for it.`,
});
