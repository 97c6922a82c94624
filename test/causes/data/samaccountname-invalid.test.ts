import { describeCause } from '../describe-cause.ts';
import { sealed } from '../sealed.ts';

import type { Company } from '../company.ts';

/** The subject is found by its GUID, so that its account name is free to be wrong. */
const named = (name: string) => (given: Company): void => { given.bundle['subject'] = '8d1c9c4e-3f2a-4b6e-9c7d-2a1b3c4d5e6f'; given.ad.attributes['sAMAccountName'] = [name]; };
const absent = (name: string) => (given: Company): void => { named(name)(given); given.users.splice(0); };

describeCause(sealed('samaccountname-invalid'), {
  confirms: [
    { when: 'Entra shows another account name', given: named('j/smith'), remedy: null, says: /the character \/\. The sign-in name is legal, so the account arrives all the same\. jsmith would be legal/ },
    ...[...'[]\\"|,/:<>+=;?*'].map((character) => ({ when: `it holds ${character} and the account is not in Entra`, given: absent(`j${character}smith`) })),
    { when: 'it has 21 characters', given: absent('j'.repeat(21)), says: /21 characters, 20 are allowed/ },
    { when: 'it holds an apostrophe and there is no sign-in name to rely on', given: (given) => { absent("o'brien")(given); delete given.ad.attributes['userPrincipalName']; } },
  ],
  rulesOut: [
    { when: 'it is legal', given: () => {} },
    { when: 'it has 20 characters', given: absent('j'.repeat(20)) },
    { when: 'it holds an apostrophe beside a legal sign-in name', given: absent("o'brien") },
    { when: 'with a legal sign-in name the user was created and shows it', given: (given) => { named('j/smith')(given); given.user['onPremisesSamAccountName'] = 'j/smith'; } },
    { when: 'the account is there and its account name was not asked for', given: (given) => { named('j/smith')(given); delete given.user['onPremisesSamAccountName']; } },
  ],
});
