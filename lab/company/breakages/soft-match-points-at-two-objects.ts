import { license } from '../company-past.ts';
import { setAttribute } from '../find-person.ts';
import { hire } from '../hire.ts';
import type { Breakage } from './breakage.ts';

export const breakage: Breakage = {
  cause: 'soft-match-points-at-two-objects',
  subject: 'dkim',
  says: 'Dana Kim has two cloud accounts: one with her address, the other with her sign-in name; her AD account cannot become both.',
  break: ({ ad, tenant, clock, healthy }) => {
    const first = tenant.newUser({
      userPrincipalName: 'dana.kim@contoso.com',
      displayName: 'Dana Kim',
      mail: 'dana.kim@contoso.com',
      proxyAddresses: ['SMTP:dana.kim@contoso.com'],
      createdDateTime: new Date(clock.now().getTime() - 90 * 24 * 60 * 60 * 1000).toISOString(),
    });
    license(first, clock.now());
    tenant.newUser({
      userPrincipalName: 'dkim@contoso.com',
      displayName: 'Dana Kim',
      createdDateTime: new Date(clock.now().getTime() - 90 * 24 * 60 * 60 * 1000).toISOString(),
    });
    hire(ad, { sam: 'dkim', givenName: 'Dana', surname: 'Kim', ou: 'Staff', department: 'Legal', employeeId: 'E1042' });
    setAttribute(ad, 'dkim', { userPrincipalName: ['dkim@contoso.com'], proxyAddresses: ['SMTP:dana.kim@contoso.com'] });
    healthy();
  },
};
