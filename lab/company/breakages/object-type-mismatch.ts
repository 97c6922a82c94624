import { hire } from '../hire.ts';
import type { Breakage } from './breakage.ts';

export const breakage: Breakage = {
  cause: 'object-type-mismatch',
  subject: 'dkim',
  says: 'A group in the cloud holds the main address of Dana Kim, who has just been hired.',
  break: ({ ad, tenant, healthy }) => {
    tenant.newGroup({
      displayName: 'Project Dana', mail: 'dana.kim@contoso.com', mailNickname: 'dana.kim', mailEnabled: true, securityEnabled: false,
      proxyAddresses: ['SMTP:dana.kim@contoso.com'],
    });
    hire(ad, { sam: 'dkim', givenName: 'Dana', surname: 'Kim', ou: 'Staff', department: 'Legal', employeeId: 'E1042' });
    healthy();
  },
};
