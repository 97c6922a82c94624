import { moveTo } from '../find-person.ts';
import type { Breakage } from './breakage.ts';

export const breakage: Breakage = {
  cause: 'restore-conflict',
  subject: 'jsmith',
  says: 'John Smith was out of scope for a while and soft-deleted; meanwhile the cloud account of a temp got his address, and then he came back.',
  break: ({ ad, tenant, healthy }) => {
    moveTo(ad, 'jsmith', 'Leavers');
    healthy();
    tenant.newUser({ userPrincipalName: 'temp.finance@contoso.com', displayName: 'Finance temp', mail: 'temp.finance@contoso.com', proxyAddresses: ['SMTP:temp.finance@contoso.com', 'smtp:john.smith@contoso.com'], usageLocation: 'GB' });
    moveTo(ad, 'jsmith', 'Staff');
    healthy();
  },
};
