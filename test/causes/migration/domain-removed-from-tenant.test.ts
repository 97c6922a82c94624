import { describeCause } from '../describe-cause.ts';
import { sealed } from '../sealed.ts';
import type { Company } from '../company.ts';

const removed = (given: Company): void => {
  given.entra['domains'] = [{ id: 'contoso.onmicrosoft.com', isVerified: true, isInitial: true }];
  Object.assign(given.user, { userPrincipalName: 'jsmith@contoso.onmicrosoft.com', mail: 'jsmith@contoso.onmicrosoft.com', proxyAddresses: ['SMTP:jsmith@contoso.onmicrosoft.com'], imAddresses: [] });
};
const audit = (given: Company, name = 'Remove unverified domain', domain = 'contoso.com'): void => { given.entra['directoryAudits'] = [{ activityDateTime: '2026-11-20T09:00:00Z', activityDisplayName: name, result: 'success', targetResources: [{ displayName: domain }] }]; };
const many = (given: Company): void => {
  removed(given);
  given.users.push({ id: '9', userPrincipalName: 'mjones@contoso.onmicrosoft.com', onPremisesUserPrincipalName: 'mjones@contoso.com', onPremisesSyncEnabled: true, proxyAddresses: ['smtp:mjones@contoso.com'] });
};

const second = (given: Company, changes: Record<string, unknown>): void => { many(given); Object.assign(given.users[1] ?? {}, changes); };

describeCause(sealed('domain-removed-from-tenant'), {
  confirms: [
    { when: 'the audit log tells of the removal', given: (given) => { removed(given); audit(given); }, remedy: null, says: /2026-11-20/, shows: ['userPrincipalName=jsmith@contoso.com', 'verifiedDomains=contoso.onmicrosoft.com', 'userPrincipalName=jsmith@contoso.onmicrosoft.com', 'directoryAudits=Remove unverified domain'] },
    { when: 'several users stand on the initial domain and Entra still knows addresses of the domain', given: many, says: /2 of the users/, shows: ['userPrincipalName=jsmith@contoso.com', 'verifiedDomains=contoso.onmicrosoft.com', 'userPrincipalName=jsmith@contoso.onmicrosoft.com', 'mail, proxyAddresses=contoso.com'] },
    { when: 'the sign-in name is made of another attribute', given: (given) => { removed(given); audit(given); given.ad.attributes['userPrincipalName'] = ['jsmith@corp.local']; given.server['globalSettings'] = { Parameters: [{ Name: 'Microsoft.SynchronizationOption.UPNAttribute', Value: 'mail' }] }; given.user['userPrincipalName'] = 'jsmith@contoso.onmicrosoft.com'; }, shows: ['userPrincipalName=jsmith@contoso.com', 'verifiedDomains', 'userPrincipalName', 'directoryAudits'] },
    { when: 'the audit names more than the domain and has no result', given: (given) => { removed(given); given.entra['directoryAudits'] = [{ activityDateTime: null, activityDisplayName: 'Delete domain', result: null, targetResources: [{ displayName: 'Directory' }, { id: 'CONTOSO.com' }] }, { activityDisplayName: 'Delete domain' }]; }, says: /tenant, so/ },
  ],
  rulesOut: [
    { when: 'all is well', given: () => {} },
    { when: 'the domain is verified', given: (given) => { removed(given); audit(given); given.entra['domains'] = [{ id: 'contoso.com', isVerified: true }, { id: 'contoso.onmicrosoft.com', isVerified: true, isInitial: true }]; } },
    { when: 'nothing tells that the domain was ever verified', given: removed },
    { when: 'another domain was removed', given: (given) => { removed(given); audit(given, 'Remove unverified domain', 'fabrikam.com'); } },
    { when: 'the account keeps its name', given: (given) => { removed(given); audit(given); given.user['userPrincipalName'] = 'jsmith@contoso.com'; } },
    { when: 'the removal failed', given: (given) => { removed(given); audit(given); Object.assign((given.entra['directoryAudits'] as object[])[0] ?? {}, { result: 'failure' }); } },
    { when: 'something else of that name was removed', given: (given) => { removed(given); audit(given, 'Remove user'); } },
    { when: 'the account is not synchronised', given: (given) => { removed(given); audit(given); given.user['onPremisesSyncEnabled'] = null; } },
    { when: 'there is no cloud account', given: (given) => { removed(given); audit(given); given.users.splice(0); } },
    { when: 'AD has no sign-in name', given: (given) => { removed(given); audit(given); delete given.ad.attributes['userPrincipalName']; given.bundle['subject'] = given.ad.dn; } },
    { when: 'the other user is not synchronised', given: (given) => second(given, { onPremisesSyncEnabled: null }) },
    { when: 'the other user wants another domain', given: (given) => second(given, { onPremisesUserPrincipalName: 'mjones@fabrikam.com' }) },
    { when: 'the other user has its name', given: (given) => second(given, { userPrincipalName: 'mjones@fabrikam.com' }) },
    { when: 'Entra does not know a single address of the domain', given: (given) => second(given, { proxyAddresses: undefined }) },
  ],
  cannotTell: [{ when: 'neither domains nor organization were read', given: (given) => { removed(given); delete given.entra['domains']; delete given.entra['organization']; }, missing: ['entra.domains'] }],
});
