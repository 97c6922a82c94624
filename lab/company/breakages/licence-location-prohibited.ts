import { refuseLicence } from '../company-past.ts';
import { cloudPerson } from '../find-person.ts';
import type { Breakage } from './breakage.ts';

export const breakage: Breakage = {
  cause: 'licence-location-prohibited',
  subject: 'jsmith',
  says: 'John Smith moved to a country where a service of his licence is not offered.',
  break: (company) => {
    const john = cloudPerson(company, 'jsmith');
    if (john === undefined) throw new Error('jsmith has no cloud account');
    john.usageLocation = 'CU';
    refuseLicence(john, { error: 'ProhibitedInUsageLocationViolation', at: company.clock.now() });
    company.healthy();
  },
};
