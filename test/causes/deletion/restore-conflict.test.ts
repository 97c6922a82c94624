import { describeCause } from '../describe-cause.ts';
import { sealed } from '../sealed.ts';
import { withoutCloudAccount, type Company } from '../company.ts';

const BINNED = '11111111aaaa4aaa8aaa000000000001jsmith@contoso.com';
function taken(given: Company, holder: Record<string, unknown>, section = 'users'): void {
  withoutCloudAccount(given, { userPrincipalName: BINNED });
  (given.entra[section] as unknown[]).push({ id: 'holder', displayName: 'Holder', ...holder });
}

describeCause(sealed('restore-conflict'), {
  confirms: [
    { when: 'another user has its sign-in name', given: (given) => taken(given, { userPrincipalName: 'jsmith@contoso.com' }), says: /Holder \(holder\) has jsmith@contoso\.com/ },
    { when: 'another user has one of its addresses', given: (given) => taken(given, { userPrincipalName: 'x@contoso.com', proxyAddresses: ['smtp:John.Smith@contoso.com'] }) },
    { when: 'a group has one of its addresses', given: (given) => taken(given, { proxyAddresses: ['SMTP:john.smith@contoso.com'] }, 'groups') },
  ],
  rulesOut: [
    { when: 'its account is alive', given: () => {} },
    { when: 'nobody has taken anything', given: (given) => withoutCloudAccount(given, { userPrincipalName: BINNED }) },
    { when: 'the 30 days are over', given: (given) => { taken(given, { userPrincipalName: 'jsmith@contoso.com' }); Object.assign((given.entra['deletedUsers'] as object[])[0] ?? {}, { deletedDateTime: '2026-10-01T00:00:00Z' }); } },
  ],
  cannotTell: [
    { when: 'groups were not read', given: (given) => { withoutCloudAccount(given, {}); delete given.entra['groups']; }, missing: ['entra.groups'] },
    { when: 'the bin was not read', given: (given) => { withoutCloudAccount(given); delete given.entra['deletedUsers']; }, missing: ['entra.deletedUsers'] },
  ],
});
