import { describeCause } from '../describe-cause.ts';
import { sealed } from '../sealed.ts';

describeCause(sealed('proxy-missing-smtp-prefix'), {
  confirms: [
    { when: 'the address of mail stands there without a prefix', given: ({ ad }) => { ad.attributes['proxyAddresses'] = ['jsmith@contoso.com']; }, remedy: 'repair-proxy-prefix' },
    { when: 'the attribute is spelled in other letters', given: ({ ad }) => { delete ad.attributes['proxyAddresses']; ad.attributes['PROXYADDRESSES'] = ['SMTP:jsmith@contoso.com', 'js@contoso.com']; }, remedy: 'repair-proxy-prefix', says: /"js@contoso.com"/ },
    { when: 'the account is not in Entra, where it also hinders the match', given: (given) => { given.users.splice(0); given.ad.attributes['proxyAddresses'] = ['jsmith@contoso.com']; }, layer: 4, remedy: 'repair-proxy-prefix' },
    { when: 'another AD object has the address too, so that nothing is written', given: ({ ad, other }) => { ad.attributes['proxyAddresses'] = ['jsmith@contoso.com']; other.attributes['mail'] = ['jsmith@contoso.com']; }, remedy: null },
    { when: 'the recycle bin of Entra could not be read, so that nothing is written', given: ({ ad, entra }) => { ad.attributes['proxyAddresses'] = ['jsmith@contoso.com']; delete entra['deletedUsers']; }, remedy: null },
    { when: 'only a standby server is known, so that no cycle can be started', given: ({ ad, scheduler }) => { ad.attributes['proxyAddresses'] = ['jsmith@contoso.com']; scheduler['StagingModeEnabled'] = true; }, remedy: null },
  ],
  rulesOut: [
    { when: 'every address has its prefix', given: () => {} },
    { when: 'the values are x500, sip, EUM and X400 addresses', given: ({ ad }) => { ad.attributes['proxyAddresses'] = ['SMTP:jsmith@contoso.com', 'x500:/o=Contoso/cn=jsmith@old', 'sip:jsmith@contoso.com', 'EUM:1234@contoso.com', 'X400:C=US;A= ;P=Contoso;S=a@b;']; } },
    { when: 'a value without prefix is no address', given: ({ ad }) => { ad.attributes['proxyAddresses'] = ['SMTP:jsmith@contoso.com', 'jsmith']; } },
  ],
});
