import { describeCause } from '../describe-cause.ts';
import { sealed } from '../sealed.ts';
import { distribution, lostDistribution } from './subjects.ts';

describeCause(sealed('group-dynamic-distribution'), {
  confirms: [{ when: 'its class says so', given: (given) => { lostDistribution(given).ad.attributes['objectClass'] = ['top', 'msExchBaseClass', 'msExchDynamicDistributionList']; }, layer: 2, remedy: null, says: /dynamic distribution group/ }],
  rulesOut: [{ when: 'it is an ordinary distribution group', given: (given) => { distribution(given); } }],
});
