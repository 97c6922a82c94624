import type { Breakage } from './breakage.ts';

export const breakage: Breakage = {
  cause: 'group-role-group',
  subject: 'records.management',
  says: 'A role group of Exchange stands in OU=Groups, and somebody wants it in the cloud.',
  break: ({ ad, healthy }) => {
    ad.add(`CN=Records Management,OU=Groups,${ad.baseDn}`, { objectClass: ['top', 'group'], sAMAccountName: 'records.management', displayName: 'Records Management', groupType: '-2147483640', msExchRecipientTypeDetails: '1073741824' });
    healthy();
  },
};
