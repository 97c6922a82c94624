import { describeCause } from '../describe-cause.ts';
import { sealed } from '../sealed.ts';

describeCause(sealed('proxy-several-primaries'), {
  confirms: [
    { when: 'two addresses carry the prefix in capitals', given: ({ ad }) => { ad.attributes['proxyAddresses'] = ['SMTP:jsmith@contoso.com', 'SMTP:john.smith@contoso.com']; }, remedy: null, says: /2 addresses .* mail attribute is jsmith@contoso.com/ },
    { when: 'three do and there is no mail', given: ({ ad }) => { delete ad.attributes['mail']; ad.attributes['proxyAddresses'] = ['SMTP:a@contoso.com', 'SMTP:b@contoso.com', 'SMTP:c@contoso.com', 'smtp:d@contoso.com']; }, says: /3 addresses/ },
  ],
  rulesOut: [
    { when: 'one address is in capitals', given: () => {} },
    { when: 'a second one is in mixed letters', given: ({ ad }) => { ad.attributes['proxyAddresses'] = ['SMTP:jsmith@contoso.com', 'Smtp:js@contoso.com', 'SIP:jsmith@contoso.com']; } },
    { when: 'none is in capitals', given: ({ ad }) => { ad.attributes['proxyAddresses'] = ['smtp:jsmith@contoso.com']; } },
  ],
});
