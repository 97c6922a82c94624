import { hire } from '../hire.ts';
import { settleIn } from '../settle-in.ts';
import type { Breakage } from './breakage.ts';

export const breakage: Breakage = {
  cause: 'soft-match-on-upn-disabled',
  subject: 'dkim',
  says: 'In this old tenant sign-in names do not match, and the cloud account of Dana Kim has no address that could.',
  break: (company) => {
    const { ad, tenant, clock, healthy } = company;
    tenant.syncFeatures.features['softMatchOnUpnEnabled'] = false;
    tenant.newUser({
      userPrincipalName: 'dana.kim@contoso.com',
      displayName: 'Dana Kim',
      createdDateTime: new Date(clock.now().getTime() - 90 * 24 * 60 * 60 * 1000).toISOString(),
    });
    hire(ad, { sam: 'dkim', givenName: 'Dana', surname: 'Kim', ou: 'Staff', department: 'Legal', employeeId: 'E1042' });
    healthy();
    settleIn(company, 'dkim');
  },
};
