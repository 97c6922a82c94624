import { hire } from '../hire.ts';
import { settleIn } from '../settle-in.ts';
import type { Breakage } from './breakage.ts';

export const breakage: Breakage = {
  cause: 'match-never-retried-for-existing-object',
  subject: 'dkim',
  says: 'The cloud account of Dana Kim got her address only after her AD account had made a second cloud account.',
  break: (company) => {
    const { ad, tenant, clock, healthy } = company;
    const dana = tenant.newUser({
      userPrincipalName: 'dana@contoso.com',
      displayName: 'Dana Kim',
      createdDateTime: new Date(clock.now().getTime() - 90 * 24 * 60 * 60 * 1000).toISOString(),
    });
    hire(ad, { sam: 'dkim', givenName: 'Dana', surname: 'Kim', ou: 'Staff', department: 'Legal', employeeId: 'E1042' });
    healthy();
    settleIn(company, 'dkim');
    dana.mail = 'dana.kim@contoso.com';
    dana.proxyAddresses = ['SMTP:dana.kim@contoso.com'];
    healthy();
  },
};
