import { describeCause } from '../describe-cause.ts';
import { sealed } from '../sealed.ts';
import { cloudOnly, outOfScope } from '../cloud-only.ts';
import { conflictOf, exportError, type Company } from '../company.ts';

const second = { id: '99999999-aaaa-4bbb-8ccc-000000000009', displayName: 'Info', userPrincipalName: 'info@contoso.com', mail: 'jsmith@contoso.com', proxyAddresses: ['SMTP:jsmith@contoso.com'], onPremisesImmutableId: null, onPremisesSyncEnabled: null };
const two = (given: Company): void => {
  cloudOnly(given, { mail: 'john@contoso.com', proxyAddresses: ['SMTP:john@contoso.com'] });
  given.users.push(second);
};

describeCause(sealed('soft-match-points-at-two-objects'), {
  confirms: [
    { when: 'address and sign-in name lead to two accounts', given: two, evidenceClass: 'C', remedy: null, says: /Info/ },
    { when: 'the export was refused for it', given: (given) => { two(given); exportError(given, { ErrorExtraDetails: conflictOf('UserPrincipalName', 'jsmith@contoso.com', String(second.id)) }); }, evidenceClass: 'A' },
    { when: 'its own account was taken over by address, and then the sign-in name was held back', given: (given) => { given.user['createdDateTime'] = '2024-01-01T00:00:00Z'; given.user['userPrincipalName'] = 'jsmith1234@contoso.onmicrosoft.com'; given.user['onPremisesProvisioningErrors'] = [{ category: 'PropertyConflict', propertyCausingError: 'UserPrincipalName', value: 'jsmith@contoso.com', occurredDateTime: '2026-11-20T09:00:00Z' }]; given.users.push({ ...second, userPrincipalName: 'jsmith@contoso.com', mail: null, proxyAddresses: [] }); }, evidenceClass: 'A' },
  ],
  rulesOut: [
    { when: 'all is well', given: () => {} },
    { when: 'the second holder is deleted', given: (given) => { two(given); given.entra['deletedUsers'] = [given.users.pop()]; } },
    { when: 'both values are on one account', given: (given) => { cloudOnly(given); } },
    { when: 'one of the accounts belongs to another living AD account', given: (given) => { two(given); Object.assign(given.users[1] ?? {}, { onPremisesImmutableId: 'RDMiEWZViHeZqrvM3e7/AA==', onPremisesSyncEnabled: true }); } },
    { when: 'its own account was made by the synchronisation', given: (given) => { given.user['userPrincipalName'] = 'jsmith1234@contoso.onmicrosoft.com'; given.users.push({ ...second, userPrincipalName: 'jsmith@contoso.com', mail: null, proxyAddresses: [] }); } },
    { when: 'the AD account is not in scope', given: (given) => { two(given); outOfScope(given); } },
  ],
});
