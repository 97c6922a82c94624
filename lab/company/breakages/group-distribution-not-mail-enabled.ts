import type { Breakage } from './breakage.ts';

export const breakage: Breakage = {
  cause: 'group-distribution-not-mail-enabled',
  subject: 'night.shift',
  says: 'A distribution group was made in AD and never given an address.',
  break: ({ ad, healthy }) => {
    ad.add(`CN=Night Shift,OU=Groups,${ad.baseDn}`, { objectClass: ['top', 'group'], sAMAccountName: 'night.shift', displayName: 'Night Shift', groupType: '8' });
    healthy();
  },
};
