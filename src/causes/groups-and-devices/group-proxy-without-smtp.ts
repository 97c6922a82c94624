import { isSmtp, proxyAddressesOf } from '../../deduce/addresses.ts';
import { exportingServer } from '../../deduce/exporting-server.ts';
import { ARRIVAL, hasArrived } from '../../deduce/arrival.ts';
import { firstOf } from '../../deduce/attributes.ts';
import { groupPurpose } from '../../deduce/group-type.ts';
import { firstFew } from '../../deduce/first-few.ts';
import { cannotTell, ruledOut } from '../../model/verdict.ts';
import { defineCause } from '../cause.ts';
import { COMPLETING, completedAddress } from '../completed-address.ts';
import { inAd } from '../evidence-items.ts';
import { repairOf } from '../repair.ts';

export const groupProxyWithoutSmtp = defineCause({
  id: 'group-proxy-without-smtp',
  area: 'groups-and-devices',
  layer: 2,
  title: 'Group has proxyAddresses but none is SMTP',
  why: 'As soon as proxyAddresses of a mail-enabled group has values, the address is taken from there. When none of them is an SMTP address the group has none, and an address in the mail attribute does not count.',
  checkYourself: [
    'Look at proxyAddresses of the group on the Attribute Editor tab.',
    'Check that one value begins with SMTP: in capital letters; X500: and SIP: values are no e-mail addresses.',
    'Do not rely on the mail attribute: it does not count once proxyAddresses has a value.',
  ],
  learnMore: 'https://learn.microsoft.com/entra/identity/hybrid/connect/concept-azure-ad-connect-sync-default-configuration',
  fixAfter: [],
  byHand: 'Add the address of the group to proxyAddresses with SMTP: in front, after making sure that nobody else holds it, and leave the other values as they are.',
  byHandRisk: { risk: 'low', undo: 'full' },
  kinds: ['group'],
  about: 'ad-object',
  needs: ['directory.entries'],
  mayUse: [...ARRIVAL, ...COMPLETING],

  judge(_, { subject, also }) {
    const { ad } = subject;
    const proxies = proxyAddressesOf(ad).filter(({ raw }) => raw.trim() !== '');
    if (proxies.length === 0) return ruledOut('proxyAddresses is empty');
    if (proxies.some(isSmtp)) return ruledOut('proxyAddresses has an SMTP address');
    const purpose = groupPurpose(ad);
    if (purpose === 'security') return ruledOut('a security group comes through without an address');
    if (hasArrived(subject, also) === true) return ruledOut('it arrives all the same');
    if (purpose === undefined) return cannotTell('directory.entries');
    const facts = { repair: repairOf(ad, [completedAddress(subject, also)], exportingServer(also['syncServers.scheduler'])), dn: ad.dn, values: firstFew(proxies.map(({ raw }) => raw)), mail: firstOf(ad, 'mail') ?? null };
    return { is: 'confirmed', facts, evidenceClass: 'B', evidence: [inAd(ad, 'proxyAddresses', facts.values), inAd(ad, 'mail', facts.mail ?? '(empty)')] };
  },

  explain: ({ dn, values, mail }) => `proxyAddresses of ${dn} has no SMTP address (${values}).${mail === null ? '' : ` The address ${mail} in its mail attribute does not count beside it.`}`,
});
