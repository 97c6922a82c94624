import { adPerson } from '../find-person.ts';
import type { Breakage } from './breakage.ts';

export const breakage: Breakage = {
  cause: 'delete-not-propagated',
  subject: 'jsmith',
  says: 'The AD account of John Smith was deleted and purged while the sync server was being replaced; the new one never knew him.',
  break: ({ ad, sync, healthy }) => {
    const { dn, guid } = adPerson(ad, 'jsmith');
    ad.remove(dn);
    ad.purge(guid);
    sync.reinstall();
    healthy();
  },
};
