import { ADDRESS_SOURCES, addressInputsOf } from '../../deduce/address-inputs.ts';
import { presenceOf } from '../../deduce/cloud-presence.ts';
import { exportingServer } from '../../deduce/exporting-server.ts';
import { FEW, firstFew } from '../../deduce/first-few.ts';
import { addressOutcomes } from '../../deduce/proxy-calculation.ts';
import { cannotTell, ruledOut } from '../../model/verdict.ts';
import { defineCause } from '../cause.ts';
import { inAd, inEntra } from '../evidence-items.ts';
import { addressesTo, repairOf } from '../repair.ts';

export const proxyReservedSuffix = defineCause({
  id: 'proxy-reserved-suffix',
  area: 'data',
  layer: 5,
  title: 'An onmicrosoft address entered in AD is ignored',
  why: 'Addresses that end in .onmicrosoft.com or .microsoftonline.com belong to Microsoft. Entra ignores them when they come from AD and makes the one onmicrosoft.com address by itself, when the account is created; it does not follow a later change of mailNickname.',
  checkYourself: ['Look for values ending in .onmicrosoft.com or .microsoftonline.com in proxyAddresses in AD.', 'Look at the proxyAddresses of the object in Entra.', 'Leave values ending in .mail.onmicrosoft.com alone: a hybrid Exchange needs them.'],
  learnMore: 'https://learn.microsoft.com/troubleshoot/entra/entra-id/user-prov-sync/proxyaddresses-attribute-populate',
  fixAfter: [],
  byHand: 'Nothing has to be done for the synchronisation; remove the useless value from proxyAddresses to keep AD tidy. Another onmicrosoft.com address can only be given in the cloud.',
  byHandRisk: { risk: 'low', undo: 'full' },
  arrives: true,
  kinds: ['user', 'group', 'contact'],
  about: 'ad-object',
  needs: ['directory.entries'],
  mayUse: [...ADDRESS_SOURCES, 'syncServers.scheduler'],

  judge(_, { subject, also }) {
    const wrong = addressOutcomes(addressInputsOf(subject, also)).filter(({ reason }) => reason === 'reserved-suffix');
    if (wrong.length === 0) return ruledOut('no address of AD that ends in a domain of Microsoft is missing');
    const presence = presenceOf(subject, also);
    if (presence.is === 'not-read') return cannotTell(presence.section);
    if (presence.is === 'absent') return ruledOut('the object is not in Entra, so no address is missing there');
    if (presence.object.proxyAddresses === undefined) return cannotTell(presence.section);
    const useless = wrong.map(({ raw }) => raw).filter((raw) => !raw.startsWith('SMTP:'));
    const facts = { repair: useless.length === wrong.length ? repairOf(subject.ad, [addressesTo(subject.ad, { remove: useless, add: [] })], exportingServer(also['syncServers.scheduler'])) : null, addresses: wrong.map(({ address }) => address) };
    return { is: 'confirmed', facts, evidenceClass: 'B', evidence: [...wrong.slice(0, FEW).map(({ raw }) => inAd(subject.ad, 'proxyAddresses', raw)), inEntra('proxyAddresses', firstFew(presence.object.proxyAddresses) || '(empty)', presence.object.id)] };
  },

  explain: ({ addresses }) => `Entra ignores ${firstFew(addresses)}: addresses of this domain are never taken from AD.`,
});
