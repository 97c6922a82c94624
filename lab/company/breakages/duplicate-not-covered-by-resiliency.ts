import { setAttribute } from '../find-person.ts';
import type { Breakage } from './breakage.ts';

export const breakage: Breakage = {
  cause: 'duplicate-not-covered-by-resiliency',
  subject: 'jsmith',
  says: 'John Smith was to sign in as press@contoso.com, which is the address of a group in the cloud.',
  break: ({ ad, tenant, healthy }) => {
    tenant.newGroup({
      displayName: 'Press', mail: 'press@contoso.com', mailNickname: 'press', mailEnabled: true, securityEnabled: false,
      proxyAddresses: ['SMTP:press@contoso.com'],
    });
    setAttribute(ad, 'jsmith', { userPrincipalName: ['press@contoso.com'] });
    healthy();
  },
};
