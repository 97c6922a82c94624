import type { Breakage } from './breakage.ts';

export const breakage: Breakage = {
  cause: 'group-filter-not-direct-member',
  subject: 'jsmith',
  says: 'The pilot filter was switched on for the group of the sales team; John Smith is not in it.',
  break: ({ ad, sync, healthy }) => {
    sync.configure({ filterGroup: `CN=Sales Team,OU=Groups,${ad.baseDn}` });
    healthy();
  },
};
