import { license } from '../company-past.ts';
import { hire } from '../hire.ts';
import { octetsOfGuid } from '../sync-engine/anchor-octets.ts';
import type { Breakage } from './breakage.ts';

export const breakage: Breakage = {
  cause: 'anchor-belongs-to-other-ad-user',
  subject: 'dkim',
  says: 'The anchor of a test account was written into the cloud account of Dana Kim instead of the anchor of her own AD account.',
  break: ({ ad, tenant, clock, healthy }) => {
    const dana = tenant.newUser({
      userPrincipalName: 'dana.kim@contoso.com',
      displayName: 'Dana Kim',
      mail: 'dana.kim@contoso.com',
      proxyAddresses: ['SMTP:dana.kim@contoso.com'],
      createdDateTime: new Date(clock.now().getTime() - 90 * 24 * 60 * 60 * 1000).toISOString(),
    });
    license(dana, clock.now());
    const test = hire(ad, { sam: 'dkim-test', givenName: 'Dana', surname: 'Test', ou: 'Contractors', department: 'Legal', employeeId: 'X2042' });
    dana.onPremisesImmutableId = octetsOfGuid(test.guid).toString('base64');
    hire(ad, { sam: 'dkim', givenName: 'Dana', surname: 'Kim', ou: 'Staff', department: 'Legal', employeeId: 'E1042' });
    healthy();
  },
};
