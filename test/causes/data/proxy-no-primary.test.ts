import { describeCause } from '../describe-cause.ts';
import { sealed } from '../sealed.ts';

describeCause(sealed('proxy-no-primary'), {
  confirms: [
    { when: 'all addresses are lower-case', given: ({ ad }) => { ad.attributes['proxyAddresses'] = ['smtp:jsmith@contoso.com', 'smtp:js@contoso.com']; }, remedy: 'set-primary-address' },
    { when: 'the prefix is capitalised but not in capitals', given: ({ ad }) => { ad.attributes['proxyAddresses'] = ['Smtp:jsmith@contoso.com']; }, remedy: 'set-primary-address' },
    { when: 'no address equals mail, and then a human chooses', given: ({ ad }) => { ad.attributes['proxyAddresses'] = ['smtp:js@contoso.com']; }, remedy: null, says: /human must choose/ },
    { when: 'the account is not in Entra, where it hinders the match', given: (given) => { given.users.splice(0); given.ad.attributes['proxyAddresses'] = ['smtp:jsmith@contoso.com']; }, layer: 4 },
  ],
  rulesOut: [
    { when: 'one address is in capitals among lower-case ones', given: ({ ad }) => { ad.attributes['proxyAddresses'] = ['smtp:js@contoso.com', 'SMTP:jsmith@contoso.com']; } },
    { when: 'there is no SMTP address at all', given: ({ ad }) => { ad.attributes['proxyAddresses'] = ['x500:/o=Contoso/cn=jsmith']; } },
  ],
});
