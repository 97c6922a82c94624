import { describeCause } from '../describe-cause.ts';
import { sealed } from '../sealed.ts';
import { sales, sidOfRid } from './subjects.ts';

describeCause(sealed('member-by-primary-group'), {
  confirms: [{ when: 'it is the primary group of a user', given: (given) => { sales(given); given.other.attributes['primaryGroupID'] = ['2001']; }, layer: 5, remedy: null, says: /primary group of Mary Jones/ }],
  rulesOut: [
    { when: 'everybody has another primary group', given: (given) => { sales(given); } },
    { when: 'the account with this number lives in another domain', given: (given) => { sales(given); Object.assign(given.other.attributes, { primaryGroupID: ['2001'], objectSid: ['S-1-5-21-7-7-7-1105'] }); } },
    { when: 'it is Domain Users, which is never synchronised', given: (given) => { Object.assign(sales(given).ad.attributes, { objectSid: [sidOfRid(513)], isCriticalSystemObject: ['TRUE'] }); } },
    { when: 'its SID was not read', given: (given) => { delete sales(given).ad.attributes['objectSid']; given.other.attributes['primaryGroupID'] = ['2001']; } },
    { when: 'the question is about the user', given: (given) => { sales(given); given.other.attributes['primaryGroupID'] = ['2001']; given.bundle['subject'] = 'mjones'; } },
  ],
});
