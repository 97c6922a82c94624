import { describeCause } from '../describe-cause.ts';
import { sealed } from '../sealed.ts';
import { sales } from './subjects.ts';

describeCause(sealed('group-too-large'), {
  confirms: [
    { when: 'a later value shows that there are at least 250,000 members', given: (given) => { sales(given).ad.attributes['member;range=249999-249999'] = ['CN=Last,OU=Staff,DC=corp,DC=contoso,DC=com']; }, layer: 2, remedy: null, says: /at least 250,000 direct members/ },
    { when: 'the list is there as a whole', given: (given) => { sales(given).ad.attributes['member'] = Array.from({ length: 250_000 }, (_, n) => `CN=M${n},DC=corp,DC=contoso,DC=com`); }, says: /has 250,000 direct members/ },
    { when: 'a group that is in Entra has grown over the limit', given: (given) => { sales(given).ad.attributes['member;range=249999-249999'] = ['CN=Last,DC=corp,DC=contoso,DC=com']; } },
  ],
  rulesOut: [
    { when: 'it has one member less', given: (given) => { sales(given).ad.attributes['member'] = Array.from({ length: 249_999 }, (_, n) => `CN=M${n},DC=corp,DC=contoso,DC=com`); } },
    { when: 'it has more than 5,000 members but no 250,000th', given: (given) => { sales(given).ad.attributes['member;range=5000-5000'] = ['CN=More,DC=corp,DC=contoso,DC=com']; } },
    { when: 'the ranges come to their end', given: (given) => { Object.assign(sales(given).ad.attributes, { 'member;range=0-1499': ['CN=A,DC=x'], 'member;range=1500-*': ['CN=B,DC=x'] }); } },
    { when: 'it is empty', given: (given) => { delete sales(given).ad.attributes['member']; } },
    { when: 'the question is about a user', given: () => undefined },
  ],
  cannotTell: [{ when: 'the list breaks off after its first range', given: (given) => { sales(given).ad.attributes['member;range=0-1499'] = ['CN=A,DC=x']; }, missing: ['directory.entries'] }],
});
