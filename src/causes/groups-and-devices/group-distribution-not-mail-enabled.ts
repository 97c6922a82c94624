import { ARRIVAL, hasArrived } from '../../deduce/arrival.ts';
import { exportingServer } from '../../deduce/exporting-server.ts';
import { firstOf } from '../../deduce/attributes.ts';
import { groupPurpose, isDynamicGroup } from '../../deduce/group-type.ts';
import { mailFault, MAIL_FAULT } from '../../deduce/mail-enabled.ts';
import { cannotTell, ruledOut } from '../../model/verdict.ts';
import { defineCause } from '../cause.ts';
import { COMPLETING, completedAddress } from '../completed-address.ts';
import { inAd } from '../evidence-items.ts';
import { repairOf } from '../repair.ts';

export const groupDistributionNotMailEnabled = defineCause({
  id: 'group-distribution-not-mail-enabled',
  area: 'groups-and-devices',
  layer: 2,
  title: 'Distribution group has no usable address',
  why: 'A distribution group is good for mail only, so the default rules let it through only with a value in mail and in proxyAddresses, one of them with an @. A security group needs neither.',
  checkYourself: [
    'Look at the group type on the General tab: Security or Distribution. groupType is a signed number; a security group shows as a negative one.',
    'Look at mail and proxyAddresses on the Attribute Editor tab: both must have a value.',
    'Look whether mail, or a value that begins with SMTP:, contains an @.',
  ],
  learnMore: 'https://learn.microsoft.com/entra/identity/hybrid/connect/concept-azure-ad-connect-sync-default-configuration',
  fixAfter: [],
  byHand: 'Mail-enable the group with Enable-DistributionGroup, or write its address into mail and, with SMTP: in front, into proxyAddresses, after making sure that nobody else holds it. A group meant for access rights should be made a security group instead.',
  byHandRisk: { risk: 'low', undo: 'full' },
  kinds: ['group'],
  about: 'ad-object',
  needs: ['directory.entries'],
  mayUse: [...ARRIVAL, ...COMPLETING],

  judge(_, { subject, also }) {
    const { ad } = subject;
    if (isDynamicGroup(ad)) return ruledOut('it is a dynamic distribution group');
    const purpose = groupPurpose(ad);
    if (purpose === 'security') return ruledOut('it is a security group, which needs no address');
    const fault = mailFault(ad);
    if (fault === undefined) return ruledOut('it is mail-enabled');
    if (hasArrived(subject, also) === true) return ruledOut('it arrives all the same');
    if (purpose === undefined) return cannotTell('directory.entries');
    const shown = ['groupType', 'mail', 'proxyAddresses'].map((name) => inAd(ad, name, firstOf(ad, name) ?? '(empty)'));
    return { is: 'confirmed', facts: { repair: repairOf(ad, [completedAddress(subject, also)], exportingServer(also['syncServers.scheduler'])), dn: ad.dn, fault: MAIL_FAULT[fault] }, evidenceClass: 'B', evidence: shown };
  },

  explain: ({ dn, fault }) => `${dn} is a distribution group, and ${fault}; the default rules leave it out.`,
});
