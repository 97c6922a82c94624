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

describeCause(sealed('domain-removed-from-tenant'), {
  confirms: [
    { when: 'the audit log tells of the removal', given: (given) => { removed(given); audit(given); }, remedy: null, says: /2026-11-20/ },
    { when: 'several users stand on the initial domain and Entra still knows addresses of the domain', given: many, says: /2 of the users/ },
  ],
  rulesOut: [
    { when: 'all is well', given: () => {} },
    { when: 'the domain is verified', given: (given) => { removed(given); audit(given); given.entra['domains'] = [{ id: 'contoso.com', isVerified: true }, { id: 'contoso.onmicrosoft.com', isVerified: true, isInitial: true }]; } },
    { when: 'nothing tells that the domain was ever verified', given: removed },
    { when: 'another domain was removed', given: (given) => { removed(given); audit(given, 'Remove unverified domain', 'fabrikam.com'); } },
    { when: 'the account keeps its name', given: (given) => { removed(given); audit(given); given.user['userPrincipalName'] = 'jsmith@contoso.com'; } },
  ],
  cannotTell: [{ when: 'neither domains nor organization were read', given: (given) => { removed(given); delete given.entra['domains']; delete given.entra['organization']; }, missing: ['entra.domains'] }],
});
