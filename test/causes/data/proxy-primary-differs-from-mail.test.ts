import { describeCause } from '../describe-cause.ts';
import { sealed } from '../sealed.ts';

describeCause(sealed('proxy-primary-differs-from-mail'), {
  confirms: [
    { when: 'mail holds another address', given: ({ ad }) => { ad.attributes['mail'] = ['john@contoso.com']; }, remedy: 'align-with-sign-in-name', proposes: /"attribute":"mail","before":\["john@contoso\.com"\],"after":\["jsmith@contoso\.com"\]/, says: /Entra uses jsmith@contoso\.com/ },
    { when: 'the sign-in name is the one in mail, which then becomes the primary address too', given: ({ ad }) => { ad.attributes['userPrincipalName'] = ['john.smith@contoso.com']; ad.attributes['mail'] = ['john.smith@contoso.com']; }, remedy: 'align-with-sign-in-name', proposes: /"remove":\["SMTP:jsmith@contoso\.com","smtp:john\.smith@contoso\.com"\],"add":\["SMTP:john\.smith@contoso\.com","smtp:jsmith@contoso\.com"\]/ },
    { when: 'the sign-in name is neither of them, and then a human decides', given: ({ ad }) => { ad.attributes['mail'] = ['john@contoso.com']; ad.attributes['userPrincipalName'] = ['js@contoso.com']; }, remedy: null },
    { when: 'somebody else has the address, so that nothing is written', given: ({ ad, other }) => { ad.attributes['mail'] = ['john@contoso.com']; other.attributes['proxyAddresses'] = ['smtp:jsmith@contoso.com']; }, remedy: null },
    { when: 'the recycle bin of Entra was not read, so that nothing is written', given: ({ ad, entra }) => { ad.attributes['mail'] = ['john@contoso.com']; delete entra['deletedUsers']; }, remedy: null },
    { when: 'mail holds one of the secondary addresses', given: ({ ad }) => { ad.attributes['mail'] = ['john.smith@contoso.com']; } },
  ],
  rulesOut: [
    { when: 'they differ in the case of letters only', given: ({ ad }) => { ad.attributes['mail'] = ['JSmith@Contoso.com']; } },
    { when: 'mail is empty', given: ({ ad }) => { delete ad.attributes['mail']; } },
    { when: 'no address is marked as primary', given: ({ ad }) => { ad.attributes['mail'] = ['x@contoso.com']; ad.attributes['proxyAddresses'] = ['smtp:jsmith@contoso.com']; } },
    { when: 'people sign in with mail', given: (given) => { given.ad.attributes['mail'] = ['jsmith@corp.contoso.com']; given.server['globalSettings'] = { Parameters: [{ Name: 'Microsoft.SynchronizationOption.UPNAttribute', Value: 'mail' }] }; } },
  ],
});
