import { describeCause } from '../describe-cause.ts';
import { sealed } from '../sealed.ts';
import { distribution, lostDistribution, sales } from './subjects.ts';

describeCause(sealed('group-distribution-not-mail-enabled'), {
  confirms: [
    { when: 'it has no mail', given: (given) => { delete lostDistribution(given).ad.attributes['mail']; }, layer: 2, remedy: 'complete-address', proposes: /"attribute":"mail","before":\[\],"after":\["[^"]+@/, says: /mail is empty/ },
    { when: 'it has no proxyAddresses', given: (given) => { delete lostDistribution(given).ad.attributes['proxyAddresses']; }, says: /proxyAddresses is empty/ },
    { when: 'neither mail nor an address contains an @', given: (given) => { Object.assign(lostDistribution(given).ad.attributes, { mail: ['sales'], proxyAddresses: ['SMTP:sales', 'X500:/o=x@y'] }); }, says: /contains an @/ },
    { when: 'Entra was not read', given: (given) => { delete distribution(given).ad.attributes['mail']; given.bundle['unread'] = [{ what: 'entra.groups', why: 'throttled' }]; } },
  ],
  rulesOut: [
    { when: 'the group is healthy', given: (given) => { distribution(given); } },
    { when: 'it is a security group, whose type is a negative number', given: (given) => { const group = sales(given); group.leaveCloud(); group.ad.attributes['groupType'] = ['-2147483646']; } },
    { when: 'the type of a security group is written without a sign', given: (given) => { const group = sales(given); group.leaveCloud(); group.ad.attributes['groupType'] = ['2147483650']; } },
    { when: 'mail alone contains the address', given: (given) => { lostDistribution(given).ad.attributes['proxyAddresses'] = ['X500:/o=contoso']; } },
    { when: 'it is in Entra all the same', given: (given) => { delete distribution(given).ad.attributes['mail']; } },
    { when: 'it is a dynamic distribution group', given: (given) => { const group = lostDistribution(given); group.ad.attributes['objectClass'] = ['top', 'msExchDynamicDistributionList']; delete group.ad.attributes['mail']; } },
  ],
  cannotTell: [{ when: 'its type is not known', given: (given) => { const group = lostDistribution(given); delete group.ad.attributes['groupType']; delete group.ad.attributes['mail']; }, missing: ['directory.entries'] }],
});
