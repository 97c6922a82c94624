import { adPerson, cloudPerson, setAttribute } from '../find-person.ts';
import type { Breakage } from './breakage.ts';

export const breakage: Breakage = {
  cause: 'quarantined-proxy',
  subject: 'jsmith',
  says: 'John Smith got press@contoso.com in AD; a group that lives in the cloud only holds that address.',
  break: ({ ad, tenant, healthy }) => {
    tenant.newGroup({
      displayName: 'Press', mail: 'press@contoso.com', mailNickname: 'press', mailEnabled: true, securityEnabled: false,
      proxyAddresses: ['SMTP:press@contoso.com'],
    });
    setAttribute(ad, 'jsmith', { proxyAddresses: [...adPerson(ad, 'jsmith').values('proxyAddresses'), 'smtp:press@contoso.com'] });
    healthy();
  },
  worldAfterFix: (company) => cloudPerson(company, 'jsmith')?.onPremisesProvisioningErrors.length === 0,
};
