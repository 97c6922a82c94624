import { describeCause } from '../describe-cause.ts';
import { sealed } from '../sealed.ts';
import { distribution, lostDistribution, sales } from './subjects.ts';

describeCause(sealed('group-proxy-without-smtp'), {
  confirms: [
    { when: 'it has only an X500 address and no mail', given: (given) => { const { attributes } = lostDistribution(given).ad; attributes['proxyAddresses'] = ['X500:/o=contoso/cn=sales']; delete attributes['mail']; }, layer: 2, remedy: null, says: /no SMTP address \(X500:/ },
    { when: 'its mail has an address, which does not count beside them', given: (given) => { lostDistribution(given).ad.attributes['proxyAddresses'] = ['SIP:sales@contoso.com']; }, says: /sales@contoso.com in its mail attribute does not count/ },
  ],
  rulesOut: [
    { when: 'the group is healthy', given: (given) => { distribution(given); } },
    { when: 'proxyAddresses is empty', given: (given) => { delete lostDistribution(given).ad.attributes['proxyAddresses']; } },
    { when: 'an smtp value is not the primary one', given: (given) => { lostDistribution(given).ad.attributes['proxyAddresses'] = ['smtp:sales@contoso.com']; } },
    { when: 'it is a security group', given: (given) => { const group = sales(given); group.leaveCloud(); group.ad.attributes['proxyAddresses'] = ['X500:/o=contoso']; } },
    { when: 'it is in Entra all the same', given: (given) => { distribution(given).ad.attributes['proxyAddresses'] = ['X500:/o=contoso']; } },
  ],
  cannotTell: [{ when: 'its type is not known', given: (given) => { const { attributes } = lostDistribution(given).ad; attributes['proxyAddresses'] = ['X500:/o=contoso']; delete attributes['groupType']; }, missing: ['directory.entries'] }],
});
