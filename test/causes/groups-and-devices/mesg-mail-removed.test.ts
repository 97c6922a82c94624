import { describeCause } from '../describe-cause.ts';
import { sealed } from '../sealed.ts';
import type { Company } from '../company.ts';
import { distribution, sales } from './subjects.ts';

const left = (given: Company, addresses = ['SMTP:sales@contoso.onmicrosoft.com']) => {
  const group = sales(given);
  Object.assign(group.cloud, { mail: 'sales@contoso.onmicrosoft.com', mailEnabled: true, proxyAddresses: addresses });
  return group;
};

describeCause(sealed('mesg-mail-removed'), {
  confirms: [{ when: 'AD has no mail and Entra only its own address', given: (given) => { left(given); }, layer: 5, remedy: null, says: /still shows sales@contoso.onmicrosoft.com/ }],
  rulesOut: [
    { when: 'the group never had mail', given: (given) => { sales(given); } },
    { when: 'it has mail in AD', given: (given) => { left(given).ad.attributes['mail'] = ['sales@contoso.com']; } },
    { when: 'Entra has another address', given: (given) => { left(given, ['SMTP:sales@contoso.com', 'smtp:sales@contoso.onmicrosoft.com']); } },
    { when: 'it is a distribution group', given: (given) => { const { attributes } = distribution(given).ad; for (const name of ['mail', 'mailNickname', 'proxyAddresses']) delete attributes[name]; } },
    { when: 'it is not in Entra', given: (given) => { left(given).leaveCloud(); } },
  ],
  cannotTell: [
    {
      when: 'the domains are not known and the address is on none of Microsoft',
      given: (given) => { Object.assign(left(given, ['SMTP:sales@contoso.example']).cloud, { mail: null }); given.bundle['unread'] = ['entra.domains', 'entra.organization'].map((what) => ({ what, why: 'access-denied' })); },
      missing: ['entra.domains'],
    },
  ],
});
