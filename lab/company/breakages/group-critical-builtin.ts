import type { Breakage } from './breakage.ts';

export const breakage: Breakage = {
  cause: 'group-critical-builtin',
  subject: 'archive.operators',
  says: 'A built-in group of AD was moved to OU=Groups, and somebody wants it in the cloud.',
  break: ({ ad, healthy }) => {
    ad.add(`CN=Archive Operators,OU=Groups,${ad.baseDn}`, { objectClass: ['top', 'group'], sAMAccountName: 'archive.operators', displayName: 'Archive Operators', groupType: '-2147483643', isCriticalSystemObject: 'TRUE' });
    healthy();
  },
};
