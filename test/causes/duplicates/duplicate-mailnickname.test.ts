import { describeCause } from '../describe-cause.ts';
import { sealed } from '../sealed.ts';
import type { Company } from '../company.ts';

const taken = (given: Company, shelf = 'users'): void => {
  given.user['proxyAddresses'] = ['SMTP:jsmith@contoso.com', 'smtp:john.smith@contoso.com', 'smtp:jsmith12345@contoso.onmicrosoft.com'];
  const holder = { id: '4', displayName: 'Jane Smith', proxyAddresses: ['SMTP:jane.smith@contoso.com', 'smtp:jsmith@contoso.onmicrosoft.com'], onPremisesSyncEnabled: null };
  (given.entra[shelf] as unknown[]).push(holder);
};

describeCause(sealed('duplicate-mailnickname'), {
  confirms: [
    { when: 'another user owns the address that its alias would make', given: taken, says: /only a matter of looks/, remedy: null, shows: ['mailNickname=jsmith', 'proxyAddresses=jsmith12345@contoso.onmicrosoft.com', 'proxyAddresses=jsmith@contoso.onmicrosoft.com'] },
    { when: 'a group owns it', given: (given) => taken(given, 'groups') },
    { when: 'remote routing points at the plain address, so that mail goes astray', given: (given) => { taken(given); given.ad.attributes['targetAddress'] = ['SMTP:jsmith@contoso.onmicrosoft.com']; }, says: /mail for this object goes to the other one/, remedy: 'correct-target-address', proposes: /"after":\["SMTP:jsmith12345@contoso\.onmicrosoft\.com"\]/ },
    { when: 'the domains were not read, but the address shows the initial one', given: (given) => { taken(given); delete given.entra['domains']; delete given.entra['organization']; } },
    { when: 'its address has digits and another AD account has the same alias, whose cloud account was not read', given: (given) => { taken(given); given.users.pop(); given.other.attributes['mailNickname'] = ['JSmith']; }, evidenceClass: 'C', says: /CN=Mary Jones/ },
  ],
  rulesOut: [
    { when: 'another AD account has the alias but the address is made of it all the same', given: ({ other }) => { other.attributes['mailNickname'] = ['jsmith']; } },
    { when: 'the other account with the alias is out of scope', given: (given) => { taken(given); given.users.pop(); given.other.attributes['mailNickname'] = ['jsmith']; given.other.dn = 'CN=Mary Jones,OU=Leavers,DC=corp,DC=contoso,DC=com'; } },
    { when: 'its address is made of its alias', given: () => {} },
    { when: 'its mail is routed to the address that it really has', given: (given) => { taken(given); given.ad.attributes['targetAddress'] = ['SMTP:jsmith12345@contoso.onmicrosoft.com']; } },
    { when: 'the alias was changed later, and nobody has what it would make', given: ({ ad }) => { ad.attributes['mailNickname'] = ['john']; } },
    { when: 'digits belong to the alias itself', given: ({ ad, user }) => { ad.attributes['mailNickname'] = ['jsmith12345']; user['proxyAddresses'] = ['smtp:jsmith12345@contoso.onmicrosoft.com']; } },
    { when: 'a character of the alias became an underscore', given: ({ ad, user }) => { ad.attributes['mailNickname'] = ['j/smith']; user['proxyAddresses'] = ['smtp:j_smith@contoso.onmicrosoft.com']; } },
    { when: 'it has no alias', given: (given) => { taken(given); delete given.ad.attributes['mailNickname']; } },
    { when: 'it has no address on the initial domain', given: (given) => { taken(given); given.user['proxyAddresses'] = ['SMTP:jsmith@contoso.com']; } },
    { when: 'it is not in Entra', given: (given) => { taken(given); given.users.splice(0, 1); } },
  ],
  cannotTell: [
    { when: 'its address has digits and the groups were not read', given: (given) => { taken(given); given.users.pop(); delete given.entra['groups']; }, missing: ['entra.groups'] },
    { when: 'the users were not read', given: (given) => { delete given.entra['users']; }, missing: ['entra.users'] },
  ],
});
