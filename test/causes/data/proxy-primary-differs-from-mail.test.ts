import { describeCause } from '../describe-cause.ts';
import { sealed } from '../sealed.ts';

describeCause(sealed('proxy-primary-differs-from-mail'), {
  confirms: [
    { when: 'mail holds another address', given: ({ ad }) => { ad.attributes['mail'] = ['john@contoso.com']; }, remedy: null, says: /Entra uses jsmith@contoso\.com/ },
    { when: 'mail holds one of the secondary addresses', given: ({ ad }) => { ad.attributes['mail'] = ['john.smith@contoso.com']; } },
  ],
  rulesOut: [
    { when: 'they differ in the case of letters only', given: ({ ad }) => { ad.attributes['mail'] = ['JSmith@Contoso.com']; } },
    { when: 'mail is empty', given: ({ ad }) => { delete ad.attributes['mail']; } },
    { when: 'no address is marked as primary', given: ({ ad }) => { ad.attributes['mail'] = ['x@contoso.com']; ad.attributes['proxyAddresses'] = ['smtp:jsmith@contoso.com']; } },
    { when: 'people sign in with mail', given: (given) => { given.ad.attributes['mail'] = ['jsmith@corp.contoso.com']; given.server['globalSettings'] = { Parameters: [{ Name: 'Microsoft.SynchronizationOption.UPNAttribute', Value: 'mail' }] }; } },
  ],
});
