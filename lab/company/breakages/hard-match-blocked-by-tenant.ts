import { license } from '../company-past.ts';
import { cloudPerson } from '../find-person.ts';
import { hire } from '../hire.ts';
import { octetsOfGuid } from '../sync-engine/anchor-octets.ts';
import type { Breakage } from './breakage.ts';

export const breakage: Breakage = {
  cause: 'hard-match-blocked-by-tenant',
  subject: 'dkim',
  says: 'The anchor of Dana Kim was written into her cloud account to bind it to her new AD account, but the tenant forbids hard match.',
  break: ({ ad, tenant, clock, healthy }) => {
    tenant.syncFeatures.features['blockCloudObjectTakeoverThroughHardMatchEnabled'] = true;
    const dana = tenant.newUser({
      userPrincipalName: 'dana.kim@contoso.com',
      displayName: 'Dana Kim',
      mail: 'dana.kim@contoso.com',
      proxyAddresses: ['SMTP:dana.kim@contoso.com'],
      createdDateTime: new Date(clock.now().getTime() - 90 * 24 * 60 * 60 * 1000).toISOString(),
    });
    license(dana, clock.now());
    const account = hire(ad, { sam: 'dkim', givenName: 'Dana', surname: 'Kim', ou: 'Staff', department: 'Legal', employeeId: 'E1042' });
    dana.onPremisesImmutableId = octetsOfGuid(account.guid).toString('base64');
    healthy();
  },
  // The setting is closed again.
  worldAfterFix: (company) => cloudPerson(company, 'dkim')?.userPrincipalName === 'dana.kim@contoso.com' && company.tenant.syncFeatures.features['blockCloudObjectTakeoverThroughHardMatchEnabled'] === true,
};
