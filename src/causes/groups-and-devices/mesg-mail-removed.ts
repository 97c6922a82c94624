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
  why: 'A security group that was mail-enabled once keeps its onmicrosoft.com address in Entra after mail was taken from it in AD. Entra made that address itself, so nothing in AD takes it away again; the group itself is synchronised as before.',
  checkYourself: [
    'Look at mail, mailNickname and proxyAddresses of the group in AD: all of them are empty.',
    'Look at mail and proxyAddresses of the group in Entra: only an address of the onmicrosoft.com domain is left.',
    'Look whether anybody still sends mail to that address.',
  ],
  learnMore: 'https://learn.microsoft.com/troubleshoot/entra/entra-id/user-prov-sync/sg-mail-enabled-sync',
  fixAfter: [],
  byHand: 'Usually nothing needs to be done. Where the address disturbs, follow the article of Microsoft; making the group anew gives it a new identity and takes its permissions in the cloud away.',
  byHandRisk: { risk: 'medium', undo: 'none' },
  whyByHand: 'The address does no harm, and the only thorough way to be rid of it is to make the group anew.',
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
