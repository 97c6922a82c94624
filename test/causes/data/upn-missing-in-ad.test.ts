import { describeCause } from '../describe-cause.ts';
import { sealed } from '../sealed.ts';

import type { Company } from '../company.ts';

const nameless = ({ ad, user }: Company): void => { delete ad.attributes['userPrincipalName']; user['userPrincipalName'] = 'jsmith@contoso.onmicrosoft.com'; };
const signInWithMail = ({ server }: Company): void => { server['globalSettings'] = { Parameters: [{ Name: 'Microsoft.SynchronizationOption.UPNAttribute', Value: 'mail' }] }; };

describeCause(sealed('upn-missing-in-ad'), {
  confirms: [
    { when: 'the attribute is empty and the account is called by the initial domain', given: nameless, remedy: null, says: /called jsmith@contoso\.onmicrosoft\.com/ },
    { when: 'the attribute is only blanks', given: (given) => { nameless(given); given.ad.attributes['userPrincipalName'] = [' ']; } },
    { when: 'the account is not in Entra', given: (given) => { nameless(given); given.users.splice(0); } },
    { when: 'people sign in with mail and that is empty too', given: (given) => { nameless(given); signInWithMail(given); delete given.ad.attributes['mail']; } },
  ],
  rulesOut: [
    { when: 'there is a name', given: () => {} },
    { when: 'the account has a name on a domain of its own all the same', given: ({ ad }) => { delete ad.attributes['userPrincipalName']; } },
    { when: 'people sign in with mail, which has a value', given: (given) => { nameless(given); signInWithMail(given); } },
    { when: 'the account was made cloud-managed', given: (given) => { nameless(given); given.entra['syncBehavior'] = { '11111111-aaaa-4aaa-8aaa-000000000001': { isCloudManaged: true } }; } },
  ],
});
