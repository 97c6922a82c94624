import { refuseLicence } from '../company-past.ts';
import { cloudPerson } from '../find-person.ts';
import type { Breakage } from './breakage.ts';

export const breakage: Breakage = {
  cause: 'licence-dependency',
  subject: 'jsmith',
  says: 'Somebody switched a service plan off for the group of John Smith on which another one of the licence builds.',
  break: (company) => {
    const john = cloudPerson(company, 'jsmith');
    if (john === undefined) throw new Error('jsmith has no cloud account');
    refuseLicence(john, { error: 'DependencyViolation', at: company.clock.now() });
    company.healthy();
  },
};
