import { refuseLicence } from '../company-past.ts';
import { cloudPerson } from '../find-person.ts';
import type { Breakage } from './breakage.ts';

export const breakage: Breakage = {
  cause: 'licence-plans-conflict',
  subject: 'jsmith',
  says: 'John Smith was to get a second licence through a group whose plans exclude those he has.',
  break: (company) => {
    const john = cloudPerson(company, 'jsmith');
    if (john === undefined) throw new Error('jsmith has no cloud account');
    refuseLicence(john, { error: 'MutuallyExclusiveViolation', at: company.clock.now() });
    company.healthy();
  },
};
