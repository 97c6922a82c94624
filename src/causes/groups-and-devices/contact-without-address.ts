import { ARRIVAL, hasArrived } from '../../deduce/arrival.ts';
import { exportingServer } from '../../deduce/exporting-server.ts';
import { firstOf, valuesOf } from '../../deduce/attributes.ts';
import { mailFault, MAIL_FAULT } from '../../deduce/mail-enabled.ts';
import { ruledOut } from '../../model/verdict.ts';
import { defineCause } from '../cause.ts';
import { COMPLETING, completedAddress } from '../completed-address.ts';
import { inAd } from '../evidence-items.ts';
import { repairOf } from '../repair.ts';

export const contactWithoutAddress = defineCause({
  id: 'contact-without-address',
  area: 'groups-and-devices',
  layer: 2,
  title: 'Contact lacks mail or proxyAddresses',
  why: 'A contact is good for mail only. The default rules let it through only when both mail and proxyAddresses have a value and one of them contains an address with an @; one of the two alone is not enough.',
  checkYourself: [
    'Look at mail and at proxyAddresses of the contact on the Attribute Editor tab: both must have a value.',
    'Look whether mail, or a value that begins with SMTP:, contains an @.',
    'Compare with a contact that is synchronised.',
  ],
  learnMore: 'https://learn.microsoft.com/entra/identity/hybrid/connect/concept-azure-ad-connect-sync-default-configuration',
  fixAfter: [],
  byHand: 'Mail-enable the contact with Enable-MailContact, or write its address into mail and, with SMTP: in front, into proxyAddresses and targetAddress.',
  byHandRisk: { risk: 'low', undo: 'full' },
  kinds: ['contact'],
  about: 'ad-object',
  needs: ['directory.entries'],
  mayUse: [...ARRIVAL, ...COMPLETING],

  judge(_, { subject, also }) {
    const { ad } = subject;
    const fault = mailFault(ad);
    if (fault === undefined) return ruledOut('it has mail and proxyAddresses');
    if (hasArrived(subject, also) === true) return ruledOut('it arrives all the same');
    const evidence = [inAd(ad, 'mail', firstOf(ad, 'mail') ?? '(empty)'), inAd(ad, 'proxyAddresses', valuesOf(ad, 'proxyAddresses').join(', ') || '(empty)')];
    return { is: 'confirmed', facts: { repair: repairOf(ad, [completedAddress(subject, also)], exportingServer(also['syncServers.scheduler'])), dn: ad.dn, fault: MAIL_FAULT[fault] }, evidenceClass: 'B', evidence };
  },

  explain: ({ dn, fault }) => `The contact ${dn} is left out, because ${fault}.`,
});
