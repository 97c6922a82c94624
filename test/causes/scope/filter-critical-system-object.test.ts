import { describeCause } from '../describe-cause.ts';
import { sealed } from '../sealed.ts';

describeCause(sealed('filter-critical-system-object'), {
  confirms: [
    { when: 'isCriticalSystemObject is there', given: ({ ad }) => { ad.attributes['isCriticalSystemObject'] = ['TRUE']; }, remedy: null, says: /built-in object/ },
    { when: 'the attribute is written in other letters', given: ({ ad }) => { ad.attributes['iscriticalsystemobject'] = ['TRUE']; } },
  ],
  rulesOut: [
    { when: 'an ordinary account is asked about', given: () => {} },
    { when: 'it is a protected account and member of Domain Admins, which does synchronise', given: ({ ad }) => { ad.attributes['adminCount'] = ['1']; ad.attributes['memberOf'] = ['CN=Domain Admins,CN=Users,DC=corp,DC=contoso,DC=com']; } },
  ],
});
