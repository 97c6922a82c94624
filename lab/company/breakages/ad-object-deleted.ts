import { adPerson } from '../find-person.ts';
import type { Breakage } from './breakage.ts';

export const breakage: Breakage = {
  cause: 'ad-object-deleted',
  subject: 'jsmith',
  says: 'The AD account of John Smith was deleted by mistake; it lies in the AD recycle bin.',
  break: ({ ad, healthy }) => {
    ad.remove(adPerson(ad, 'jsmith').dn);
    healthy();
  },
};
