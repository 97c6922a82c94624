import { adPerson, cloudPerson } from '../find-person.ts';
import type { Breakage } from './breakage.ts';

export const breakage: Breakage = {
  cause: 'recycle-bin-expiring',
  subject: 'john.smith@contoso.com',
  says: 'The AD account of John Smith was deleted and purged four weeks ago; his cloud account is about to leave the recycle bin too.',
  break: (company) => {
    const john = cloudPerson(company, 'jsmith');
    if (john === undefined) throw new Error('jsmith has no cloud account');
    const { dn, guid } = adPerson(company.ad, 'jsmith');
    company.ad.remove(dn);
    company.ad.purge(guid);
    company.healthy();
    john.deletedDateTime = new Date(company.clock.now().getTime() - 28 * DAY).toISOString();
  },
};

const DAY = 24 * 60 * 60 * 1000;
