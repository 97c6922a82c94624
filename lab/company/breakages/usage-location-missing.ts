import { unlicense } from '../company-past.ts';
import { cloudPerson, setAttribute } from '../find-person.ts';
import type { Breakage } from './breakage.ts';

export const breakage: Breakage = {
  cause: 'usage-location-missing',
  subject: 'jsmith',
  says: 'John Smith lost his usage location, so that no licence can be given to him.',
  break: (company) => {
    const john = cloudPerson(company, 'jsmith');
    if (john === undefined) throw new Error('jsmith has no cloud account');
    setAttribute(company.ad, 'jsmith', { c: ['GB'] });
    unlicense(john);
    john.usageLocation = null;
    company.healthy();
  },
};
