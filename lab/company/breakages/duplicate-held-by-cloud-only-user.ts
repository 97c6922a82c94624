import { adPerson, cloudPerson, setAttribute } from '../find-person.ts';
import type { Breakage } from './breakage.ts';

export const breakage: Breakage = {
  cause: 'duplicate-held-by-cloud-only-user',
  subject: 'jsmith',
  says: 'John Smith got john@contoso.com in AD; John Doe, a cloud-only account, holds it as second address.',
  break: ({ ad, tenant, healthy }) => {
    tenant.newUser({
      userPrincipalName: 'john.doe@contoso.com',
      displayName: 'John Doe',
      mail: 'john.doe@contoso.com',
      proxyAddresses: ['SMTP:john.doe@contoso.com', 'smtp:john@contoso.com'],
      usageLocation: 'GB',
    });
    setAttribute(ad, 'jsmith', { proxyAddresses: [...adPerson(ad, 'jsmith').values('proxyAddresses'), 'smtp:john@contoso.com'] });
    healthy();
  },
  worldAfterFix: (company) => cloudPerson(company, 'jsmith')?.onPremisesProvisioningErrors.length === 0,
};
