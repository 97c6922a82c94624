import type { Company } from '../company.ts';
import { describeCause } from '../describe-cause.ts';
import { sealed } from '../sealed.ts';

const addresses = ({ ad }: Company, ...values: readonly string[]): void => { ad.attributes['proxyAddresses'] = [...values]; };

describeCause(sealed('proxy-no-primary'), {
  confirms: [
    { when: 'all addresses are lower-case', given: ({ ad }) => { ad.attributes['proxyAddresses'] = ['smtp:jsmith@contoso.com', 'smtp:js@contoso.com']; }, remedy: 'set-primary-address', shows: ['proxyAddresses=smtp:jsmith@contoso.com', 'proxyAddresses=smtp:js@contoso.com'] },
    { when: 'the prefix is capitalised but not in capitals', given: ({ ad }) => { ad.attributes['proxyAddresses'] = ['Smtp:jsmith@contoso.com']; }, remedy: 'set-primary-address', shows: ['proxyAddresses=Smtp:jsmith@contoso.com'] },
    { when: 'no address equals mail, and then a human chooses', given: ({ ad }) => { ad.attributes['proxyAddresses'] = ['smtp:js@contoso.com']; }, remedy: null, says: /human must choose/ },
    { when: 'the account is not in Entra, where it hinders the match', given: (given) => { given.users.splice(0); given.ad.attributes['proxyAddresses'] = ['smtp:jsmith@contoso.com']; }, layer: 4 },
    { when: 'a blank stands before the prefix', given: (given) => { addresses(given, ' smtp:jsmith@contoso.com', 'smtp:js@contoso.com'); }, proposes: /"add":\["SMTP:jsmith@contoso.com"\]/ },
    { when: 'the address of mail stands there twice, and then a human chooses', given: (given) => { addresses(given, 'smtp:jsmith@contoso.com', 'Smtp:JSmith@contoso.com'); }, remedy: null, says: /None of the 2.*human must choose/ },
    { when: 'there is no mail attribute, and then a human chooses', given: (given) => { addresses(given, 'smtp:jsmith@contoso.com'); delete given.ad.attributes['mail']; }, remedy: null, says: /human must choose/ },
    { when: 'another AD object has the address too, so that nothing is written', given: (given) => { addresses(given, 'smtp:jsmith@contoso.com'); given.other.attributes['mail'] = ['jsmith@contoso.com']; }, remedy: null },
    { when: 'the account is managed in the cloud, so that nothing is written', given: (given) => { addresses(given, 'smtp:jsmith@contoso.com'); given.entra['syncBehavior'] = { [String(given.user['id'])]: { isCloudManaged: true } }; }, remedy: null },
    { when: 'the accounts of Entra were not read, so that it is not known to be missing there', given: (given) => { addresses(given, 'smtp:jsmith@contoso.com'); delete given.entra['users']; }, layer: 5, remedy: null },
    { when: 'it is a group, for which a missing account says nothing', given: (given) => { addresses(given, 'smtp:jsmith@contoso.com'); given.users.splice(0); given.ad.attributes['objectClass'] = ['top', 'group']; }, layer: 5 },
    { when: 'there are many addresses, of which the first few are shown', given: (given) => { addresses(given, ...'abcdefghijkl'.split('').map((letter) => `smtp:${letter}@contoso.com`)); }, shows: 'abcdefghij'.split('').map((letter) => `proxyAddresses=smtp:${letter}@contoso.com`) },
  ],
  rulesOut: [
    { when: 'one address is in capitals among lower-case ones', given: ({ ad }) => { ad.attributes['proxyAddresses'] = ['smtp:js@contoso.com', 'SMTP:jsmith@contoso.com']; } },
    { when: 'there is no SMTP address at all', given: ({ ad }) => { ad.attributes['proxyAddresses'] = ['x500:/o=Contoso/cn=jsmith']; } },
  ],
});
