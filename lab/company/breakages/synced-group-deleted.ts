import { adPerson } from '../find-person.ts';
import type { Breakage } from './breakage.ts';

export const breakage: Breakage = {
  cause: 'synced-group-deleted',
  subject: 'sales.team',
  says: 'Somebody deleted the group Sales Team in AD.',
  break: ({ ad, healthy }) => {
    ad.remove(adPerson(ad, 'sales.team').dn);
    healthy();
  },
};
