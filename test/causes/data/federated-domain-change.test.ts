import { describeCause } from '../describe-cause.ts';
import { sealed } from '../sealed.ts';

import { exportError, type Company } from '../company.ts';

const domain = (id: string, authenticationType: string) => ({ id, isVerified: true, authenticationType });
const domains = (given: Company, from: string, to: string): void => { given.entra['domains'] = [domain('contoso.com', from), domain('fabrikam.com', to), { ...domain('contoso.onmicrosoft.com', 'Managed'), isInitial: true }]; };
const moved = (given: Company, error: Record<string, unknown> = {}): void => {
  given.ad.attributes['userPrincipalName'] = ['jsmith@fabrikam.com'];
  domains(given, 'Federated', 'Federated');
  exportError(given, { ErrorName: 'FederatedDomainChangeError', LatestOccurrence: '2026-11-21T09:05:00Z', ...error });
};

describeCause(sealed('federated-domain-change'), {
  confirms: [
    { when: 'the engine says so and both domains are federated', given: (given) => moved(given), evidenceClass: 'A', remedy: null, says: /from jsmith@contoso\.com to jsmith@fabrikam\.com/ },
    { when: 'only the text of the error says so', given: (given) => moved(given, { ErrorName: '0x8023134a', ErrorLiteral: 'Unable to update this object [FederatedUser.UserPrincipalName]' }), evidenceClass: 'A' },
  ],
  rulesOut: [
    { when: 'the engine states no such error, as the direct change works today', given: (given) => { moved(given); exportError(given, { ErrorName: 'AttributeValueMustBeUnique' }); } },
    { when: 'a clean export has followed the error', given: (given) => moved(given, { LatestOccurrence: '2026-11-20T09:00:00Z' }) },
    { when: 'the new domain is managed', given: (given) => { moved(given); domains(given, 'Federated', 'Managed'); } },
    { when: 'the old domain is managed', given: (given) => { moved(given); domains(given, 'Managed', 'Federated'); } },
    { when: 'Entra has the new name already', given: (given) => { moved(given); given.user['userPrincipalName'] = 'jsmith@fabrikam.com'; } },
    { when: 'there is no account in Entra', given: (given) => { moved(given); given.users.splice(0); } },
    { when: 'there is no name in AD', given: (given) => { moved(given); delete given.ad.attributes['userPrincipalName']; } },
  ],
  cannotTell: [
    { when: 'the connector space was not read', given: (given) => { moved(given); delete given.server['csObjects']; }, missing: ['syncServers.csObjects'] },
    { when: 'Entra was not read', given: (given) => { moved(given); delete given.entra['users']; }, missing: ['entra.users'] },
    { when: 'the domains were not read', given: (given) => { moved(given); delete given.entra['domains']; }, missing: ['entra.domains'] },
  ],
});
