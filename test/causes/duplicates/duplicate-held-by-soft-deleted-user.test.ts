import { describeCause } from '../describe-cause.ts';
import { sealed } from '../sealed.ts';
import { type Company } from '../company.ts';

const holder = (given: Company, change: Record<string, unknown> = {}): void => {
  given.user['proxyAddresses'] = ['SMTP:jsmith@contoso.onmicrosoft.com'];
  given.user['mail'] = 'jsmith@contoso.onmicrosoft.com';
  given.entra['deletedUsers'] = [{ id: '22222222-aaaa-4aaa-8aaa-000000000002', displayName: 'Jane', userPrincipalName: '22222222aaaa4aaa8aaa000000000002jane@contoso.com', proxyAddresses: ['smtp:John.Smith@contoso.com'], deletedDateTime: '2026-11-10T00:00:00Z', ...change }];
};

describeCause(sealed('duplicate-held-by-soft-deleted-user'), {
  confirms: [
    { when: 'a deleted account has one of its addresses', given: holder, remedy: null, says: /purged at 2026-12-10/, proposes: /user-purged/ },
    { when: 'a deleted account had its sign-in name, with the object id in front', given: (given) => { holder(given, { proxyAddresses: [], userPrincipalName: '22222222aaaa4aaa8aaa000000000002jsmith@contoso.com' }); given.user['userPrincipalName'] = 'jsmith1234@contoso.onmicrosoft.com'; } },
    { when: 'the sign-in name is quarantined although the same value came through as an address', given: (given) => { holder(given, { proxyAddresses: [], userPrincipalName: '22222222aaaa4aaa8aaa000000000002jsmith@contoso.com' }); Object.assign(given.user, { userPrincipalName: 'jsmith1234@contoso.onmicrosoft.com', proxyAddresses: ['SMTP:jsmith@contoso.com', 'smtp:john.smith@contoso.com'], onPremisesProvisioningErrors: [{ category: 'PropertyConflict', propertyCausingError: 'UserPrincipalName', value: 'jsmith@contoso.com' }] }); } },
    { when: 'the deleted account has another anchor', given: (given) => holder(given, { onPremisesImmutableId: 'QF5HMK7n80qvdYsUPIHa9Q==' }) },
    { when: 'it belongs to the same person, whose AD account is new to Entra', given: (given) => { holder(given, { displayName: 'John Smith', userPrincipalName: '22222222aaaa4aaa8aaa000000000002jsmith@contoso.com' }); given.users.splice(0); given.entra['roleAssignments'] = []; }, remedy: 'restore-then-match', proposes: /entra\.restore-user.*entra\.set-anchor.*"before":null,"after":"TpwcjSo/ },
    { when: 'it bears the name of the person but another employee number', given: (given) => { holder(given, { displayName: 'John Smith', userPrincipalName: '22222222aaaa4aaa8aaa000000000002jsmith@contoso.com', employeeId: 'E1' }); given.ad.attributes['employeeID'] = ['E2']; given.users.splice(0); given.entra['roleAssignments'] = []; }, remedy: null },
    { when: 'it was deleted 29 days ago', given: (given) => holder(given, { deletedDateTime: '2026-10-23T09:00:00Z' }) },
  ],
  rulesOut: [
    { when: 'the deleted account carries its own anchor and will be restored', given: (given) => holder(given, { onPremisesImmutableId: 'TpwcjSo/bkucfSobPE1ebw==' }) },
    { when: 'it was deleted more than 30 days ago', given: (given) => holder(given, { deletedDateTime: '2026-10-21T09:00:00Z' }) },
    { when: 'no deleted account has one of its values', given: (given) => holder(given, { proxyAddresses: ['smtp:else@contoso.com'] }) },
    { when: 'its own account has the address all the same', given: (given) => { holder(given); given.user['proxyAddresses'] = ['SMTP:jsmith@contoso.com', 'smtp:john.smith@contoso.com']; } },
  ],
  cannotTell: [{ when: 'the recycle bin was not read', given: (given) => { holder(given); delete given.entra['deletedUsers']; }, missing: ['entra.deletedUsers'] }],
});
