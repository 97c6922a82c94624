import { describeCause } from '../describe-cause.ts';
import { sealed } from '../sealed.ts';
import { partner } from './subjects.ts';

describeCause(sealed('contact-legacy-hidden'), {
  confirms: [{ when: 'it bears the mark and is hidden', given: (given) => { Object.assign(partner(given).ad.attributes, { displayName: ['Paula Partner (MSOL)'], msExchHideFromAddressLists: ['TRUE'] }); }, layer: 2, remedy: null, says: /"Paula Partner \(MSOL\)" is hidden/ }],
  rulesOut: [
    { when: 'the contact is healthy', given: (given) => { partner(given); } },
    { when: 'it bears the mark but is not hidden', given: (given) => { partner(given).ad.attributes['displayName'] = ['Paula Partner (MSOL)']; } },
    { when: 'it is hidden without the mark', given: (given) => { partner(given).ad.attributes['msExchHideFromAddressLists'] = ['TRUE']; } },
  ],
});
