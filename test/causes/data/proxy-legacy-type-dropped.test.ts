import { describeCause } from '../describe-cause.ts';
import { sealed } from '../sealed.ts';

import type { Company } from '../company.ts';

const legacy = ({ ad }: Company): void => { ad.attributes['proxyAddresses'] = ['SMTP:jsmith@contoso.com', 'smtp:john.smith@contoso.com', 'X400:C=US;A= ;P=Contoso;O=Exch;S=Smith;G=John;', 'MSMAIL:CONTOSO/PO1/JSMITH']; };

describeCause(sealed('proxy-legacy-type-dropped'), {
  confirms: [{ when: 'only X400 and MSMAIL addresses are missing', given: legacy, says: /X400:.*MSMAIL:/, remedy: null }],
  rulesOut: [
    { when: 'there is no such address', given: () => {} },
    { when: 'another address is missing too', given: (given) => { legacy(given); given.ad.attributes['proxyAddresses']?.push('smtp:js@contoso.com'); } },
    { when: 'they are in Entra', given: (given) => { legacy(given); given.user['proxyAddresses'] = given.ad.attributes['proxyAddresses']; } },
    { when: 'the account is not in Entra', given: (given) => { legacy(given); given.users.splice(0); } },
  ],
  cannotTell: [{ when: 'the addresses of the account were not asked for', given: (given) => { legacy(given); delete given.user['proxyAddresses']; }, missing: ['entra.users'] }, { when: 'Entra was not read', given: (given) => { legacy(given); delete given.entra['users']; }, missing: ['entra.users'] }],
});
