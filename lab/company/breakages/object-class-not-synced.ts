import type { Breakage } from './breakage.ts';

export const breakage: Breakage = {
  cause: 'object-class-not-synced',
  subject: 'websvc$',
  says: 'A managed service account was made for the web servers, and somebody wants it in the cloud.',
  break: ({ ad, healthy }) => {
    ad.add(`CN=websvc,OU=Staff,${ad.baseDn}`, {
      objectClass: ['top', 'person', 'organizationalPerson', 'user', 'computer', 'msDS-GroupManagedServiceAccount'],
      sAMAccountName: 'websvc$', dNSHostName: `websvc.${ad.domain}`, 'msDS-ManagedPasswordInterval': '30',
    });
    healthy();
  },
};
