import { hire } from '../hire.ts';
import { settleIn } from '../settle-in.ts';
import type { Breakage } from './breakage.ts';

export const breakage: Breakage = {
  cause: 'soft-match-cloud-user-has-no-address',
  subject: 'Dana Kim',
  says: 'Dana Kim worked in the cloud first, without a mailbox and with a short sign-in name; nothing matched, and her AD account made a second cloud account.',
  break: (company) => {
    const { ad, tenant, clock, healthy } = company;
    tenant.newUser({
      userPrincipalName: 'dana.kim@contoso.onmicrosoft.com',
      displayName: 'Dana Kim',
      createdDateTime: new Date(clock.now().getTime() - 90 * 24 * 60 * 60 * 1000).toISOString(),
    });
    hire(ad, { sam: 'dkim', givenName: 'Dana', surname: 'Kim', ou: 'Staff', department: 'Legal', employeeId: 'E1042' });
    healthy();
    settleIn(company, 'dkim');
  },
};
