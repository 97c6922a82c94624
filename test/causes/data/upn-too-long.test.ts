import { describeCause } from '../describe-cause.ts';
import { sealed } from '../sealed.ts';

import type { Company } from '../company.ts';

const named = (name: number, suffix: number) => ({ ad }: Company): void => { ad.attributes['userPrincipalName'] = [`${'j'.repeat(name)}@${'c'.repeat(suffix - 4)}.com`]; };

describeCause(sealed('upn-too-long'), {
  confirms: [
    { when: 'the part in front of the @ is too long although the whole is not', given: named(65, 11), says: /65 characters in front of the @, 64 are allowed/ },
    { when: 'the domain is too long', given: named(10, 49), says: /49 characters behind the @/ },
    { when: 'the whole is too long', given: named(70, 50), says: /121 characters in all/ },
    { when: 'Entra rewrote it to the initial domain', given: (given) => { named(65, 11)(given); given.user['userPrincipalName'] = 'jsmith@contoso.onmicrosoft.com'; }, layer: 5 },
  ],
  rulesOut: [
    { when: 'it has exactly as many characters as are allowed', given: named(64, 48) },
    { when: 'Entra has the name as it is', given: (given) => { named(65, 11)(given); given.user['userPrincipalName'] = given.ad.attributes['userPrincipalName']?.[0]; } },
    { when: 'the account was made cloud-managed', given: (given) => { named(65, 11)(given); given.entra['syncBehavior'] = { '11111111-aaaa-4aaa-8aaa-000000000001': { isCloudManaged: true } }; } },
  ],
});
