import { describeCause } from '../describe-cause.ts';
import { sealed } from '../sealed.ts';
import type { Company } from '../company.ts';

const named = (given: Company, name: string): void => {
  given.ad.attributes['sAMAccountName'] = [name];
  given.bundle['subject'] = name;
};

describeCause(sealed('filter-samaccountname'), {
  confirms: [
    { when: 'the name begins with MSOL_', given: (given) => named(given, 'MSOL_0d2f4c6b8a10'), remedy: null, says: /MSOL_…/ },
    { when: 'the name begins with AAD_ in small letters', given: (given) => named(given, 'aad_0d2f4c6b8a10') },
    { when: 'it is the support account', given: (given) => named(given, 'SUPPORT_388945a0') },
    { when: 'the name begins with CAS_ and has a closing brace', given: (given) => named(given, 'CAS_{0d2f4c6b}') },
    { when: 'the alias begins with CAS_ and has a closing brace', given: ({ ad }) => { ad.attributes['mailNickname'] = ['CAS_{0d2f4c6b}']; } },
    { when: 'a user has no sAMAccountName', given: (given) => { delete given.ad.attributes['sAMAccountName']; given.bundle['subject'] = 'jsmith@contoso.com'; }, says: /no sAMAccountName/ },
  ],
  rulesOut: [
    { when: 'the name is an ordinary one', given: () => {} },
    { when: 'a person is called CAS_smith, without a brace', given: (given) => named(given, 'CAS_smith') },
    { when: 'the name only contains MSOL_', given: (given) => named(given, 'svc-MSOL_x') },
    { when: 'the name only begins like the support account', given: (given) => named(given, 'SUPPORT_388945a01') },
  ],
});
