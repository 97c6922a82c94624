import { describeCause } from '../describe-cause.ts';
import { sealed } from '../sealed.ts';
import type { Company } from '../company.ts';

const type = ({ ad }: Company, value: string): void => {
  ad.attributes['msExchRecipientTypeDetails'] = [value];
};

describeCause(sealed('filter-system-mailbox'), {
  confirms: [
    { when: 'the recipient type is that of a discovery mailbox', given: (given) => type(given, '536870912'), remedy: null, says: /0x21C07000/ },
    { when: 'one of several bits is filtered', given: (given) => type(given, '4194305') },
    { when: 'the alias begins with SystemMailbox{', given: ({ ad }) => { ad.attributes['mailNickname'] = ['SystemMailbox{1f05a927}']; }, says: /SystemMailbox\{/ },
    { when: 'the number is larger than 32 bits and has a filtered bit', given: (given) => type(given, '4831838208') },
  ],
  rulesOut: [
    { when: 'it has no recipient type', given: () => {} },
    ...['1', '2', '4', '16', '32', '2147483648', '8589934592', '17179869184', '-2147483648'].map((value) => ({ when: `its recipient type is ${value}, which shares no bit`, given: (given: Company) => type(given, value) })),
    { when: 'its recipient type is no number', given: (given) => type(given, 'UserMailbox') },
  ],
});
