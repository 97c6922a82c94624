import { license } from '../company-past.ts';
import { hire } from '../hire.ts';
import { settleIn } from '../settle-in.ts';
import type { Breakage } from './breakage.ts';

export const breakage: Breakage = {
  cause: 'soft-match-blocked-by-tenant',
  subject: 'dkim',
  says: 'Dana Kim worked in the cloud first; her AD account was to take over the cloud account, but the tenant forbids soft match.',
  break: (company) => {
    const { ad, tenant, clock, healthy } = company;
    tenant.syncFeatures.features['blockSoftMatchEnabled'] = true;
    const dana = tenant.newUser({
      userPrincipalName: 'dana.kim@contoso.com',
      displayName: 'Dana Kim',
      mail: 'dana.kim@contoso.com',
      proxyAddresses: ['SMTP:dana.kim@contoso.com'],
      createdDateTime: new Date(clock.now().getTime() - 90 * 24 * 60 * 60 * 1000).toISOString(),
    });
    license(dana, clock.now());
    hire(ad, { sam: 'dkim', givenName: 'Dana', surname: 'Kim', ou: 'Staff', department: 'Legal', employeeId: 'E1042' });
    healthy();
    settleIn(company, 'dkim');
  },
};
