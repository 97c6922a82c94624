import type { Breakage } from './breakage.ts';

export const breakage: Breakage = {
  cause: 'ou-renamed-or-moved',
  subject: 'jsmith',
  says: 'OU=Staff was renamed to OU=People; the sync server still lists the old name.',
  break: ({ ad, healthy }) => {
    ad.rename(`OU=Staff,${ad.baseDn}`, 'OU=People');
    healthy();
  },
};
