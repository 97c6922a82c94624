import { describeCause } from '../describe-cause.ts';
import { sealed } from '../sealed.ts';
import { distribution, lostDistribution, sales } from './subjects.ts';

describeCause(sealed('group-displayname-missing'), {
  confirms: [
    { when: 'a group with mail has none', given: (given) => { delete lostDistribution(given).ad.attributes['displayName']; }, layer: 2, remedy: 'name-after-common-name', says: /sales@contoso.com\) but has no display name. Its common name is Sales/ },
    { when: 'it is made of blanks', given: (given) => { lostDistribution(given).ad.attributes['displayName'] = ['  ']; } },
  ],
  rulesOut: [
    { when: 'the group is healthy', given: (given) => { distribution(given); } },
    { when: 'a security group without mail has none', given: (given) => { const group = sales(given); group.leaveCloud(); delete group.ad.attributes['displayName']; } },
    { when: 'it is in Entra all the same', given: (given) => { delete distribution(given).ad.attributes['displayName']; } },
  ],
});
