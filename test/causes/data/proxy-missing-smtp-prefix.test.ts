import type { Company } from '../company.ts';
import { describeCause } from '../describe-cause.ts';
import { sealed } from '../sealed.ts';

const addresses = ({ ad }: Company, ...values: readonly string[]): void => { ad.attributes['proxyAddresses'] = [...values]; };
const SMTP_ADDED = (...added: readonly string[]): RegExp => new RegExp(`"add":${JSON.stringify(added).replace(/[[\]]/g, '\\$&')}`);

describeCause(sealed('proxy-missing-smtp-prefix'), {
  confirms: [
    { when: 'the address of mail stands there without a prefix', given: ({ ad }) => { ad.attributes['proxyAddresses'] = ['jsmith@contoso.com']; }, remedy: 'repair-proxy-prefix', shows: ['proxyAddresses=jsmith@contoso.com'] },
    { when: 'the attribute is spelled in other letters', given: ({ ad }) => { delete ad.attributes['proxyAddresses']; ad.attributes['PROXYADDRESSES'] = ['SMTP:jsmith@contoso.com', 'js@contoso.com']; }, remedy: 'repair-proxy-prefix', says: /"js@contoso.com"/ },
    { when: 'the account is not in Entra, where it also hinders the match', given: (given) => { given.users.splice(0); given.ad.attributes['proxyAddresses'] = ['jsmith@contoso.com']; }, layer: 4, remedy: 'repair-proxy-prefix' },
    { when: 'another AD object has the address too, so that nothing is written', given: ({ ad, other }) => { ad.attributes['proxyAddresses'] = ['jsmith@contoso.com']; other.attributes['mail'] = ['jsmith@contoso.com']; }, remedy: null },
    { when: 'the recycle bin of Entra could not be read, so that nothing is written', given: ({ ad, entra }) => { ad.attributes['proxyAddresses'] = ['jsmith@contoso.com']; delete entra['deletedUsers']; }, remedy: null },
    { when: 'only a standby server is known, so that no cycle can be started', given: ({ ad, scheduler }) => { ad.attributes['proxyAddresses'] = ['jsmith@contoso.com']; scheduler['StagingModeEnabled'] = true; }, remedy: null },
    { when: 'one of several bare values is the mail attribute, which becomes the primary address', given: (given) => { addresses(given, 'js@contoso.com', 'JSmith@contoso.com', 'sip:jsmith@contoso.com'); }, proposes: SMTP_ADDED('smtp:js@contoso.com', 'SMTP:JSmith@contoso.com') },
    { when: 'there is a primary address already, so that even the mail attribute becomes a secondary one', given: (given) => { addresses(given, 'smtp:j@contoso.com', 'SMTP:john@contoso.com', 'jsmith@contoso.com'); }, proposes: SMTP_ADDED('smtp:jsmith@contoso.com') },
    { when: 'the same address stands there with its prefix too, and then the bare one only goes', given: (given) => { addresses(given, 'SMTP:jsmith@contoso.com', 'smtp:js@contoso.com', 'JSmith@contoso.com'); }, proposes: SMTP_ADDED() },
    { when: 'a blank stands before the address', given: (given) => { addresses(given, ' jsmith@contoso.com'); }, proposes: SMTP_ADDED('SMTP:jsmith@contoso.com') },
    { when: 'it is not the mail attribute and there is no primary address', given: (given) => { addresses(given, 'js@contoso.com'); }, proposes: SMTP_ADDED('smtp:js@contoso.com') },
    { when: 'one of two addresses belongs to somebody else, so that nothing is written', given: (given) => { addresses(given, 'js@contoso.com', 'mjones@contoso.com'); }, remedy: null },
    { when: 'one of two values is no address, so that nothing is written', given: (given) => { addresses(given, 'js@contoso.com', 'john smith@contoso.com'); }, remedy: null },
    { when: 'words stand behind the address, so that nothing is written', given: (given) => { addresses(given, 'js@contoso.com (old)'); }, remedy: null },
    { when: 'the account is managed in the cloud, so that nothing is written', given: (given) => { addresses(given, 'js@contoso.com'); given.entra['syncBehavior'] = { [String(given.user['id'])]: { isCloudManaged: true } }; }, remedy: null },
    { when: 'the accounts of Entra were not read, so that it is not known to be missing there', given: (given) => { addresses(given, 'js@contoso.com'); delete given.entra['users']; }, layer: 5, remedy: null },
    { when: 'it is a group, for which a missing account says nothing', given: (given) => { addresses(given, 'js@contoso.com'); given.users.splice(0); given.ad.attributes['objectClass'] = ['top', 'group']; }, layer: 5 },
    { when: 'there are many such values, of which the first few are shown', given: (given) => { addresses(given, ...'abcdefghijkl'.split('').map((letter) => `${letter}@contoso.com`)); }, shows: 'abcdefghij'.split('').map((letter) => `proxyAddresses=${letter}@contoso.com`) },
  ],
  rulesOut: [
    { when: 'every address has its prefix', given: () => {} },
    { when: 'the values are x500, sip, EUM and X400 addresses', given: ({ ad }) => { ad.attributes['proxyAddresses'] = ['SMTP:jsmith@contoso.com', 'x500:/o=Contoso/cn=jsmith@old', 'sip:jsmith@contoso.com', 'EUM:1234@contoso.com', 'X400:C=US;A= ;P=Contoso;S=a@b;']; } },
    { when: 'a value without prefix is no address', given: ({ ad }) => { ad.attributes['proxyAddresses'] = ['SMTP:jsmith@contoso.com', 'jsmith']; } },
  ],
});
