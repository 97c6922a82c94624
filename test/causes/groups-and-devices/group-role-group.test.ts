import { describeCause } from '../describe-cause.ts';
import { sealed } from '../sealed.ts';
import { sales } from './subjects.ts';

describeCause(sealed('group-role-group'), {
  confirms: [
    { when: 'Exchange marks it as a role group', given: (given) => { sales(given).ad.attributes['msExchRecipientTypeDetails'] = ['1073741824']; }, layer: 2, remedy: null, says: /role group of Exchange/ },
    { when: 'it is the group of the old sync tool', given: (given) => { sales(given).ad.attributes['sAMAccountName'] = ['MSOL_AD_Sync_RichCoexistence']; }, says: /old versions of the sync tool/ },
  ],
  rulesOut: [
    { when: 'the group is an ordinary one', given: (given) => { sales(given); } },
    { when: 'Exchange marks it as another kind', given: (given) => { sales(given).ad.attributes['msExchRecipientTypeDetails'] = ['2147483648']; } },
    { when: 'the mark is no number', given: (given) => { sales(given).ad.attributes['msExchRecipientTypeDetails'] = ['0x40000000']; } },
  ],
});
