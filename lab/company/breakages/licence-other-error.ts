import { refuseLicence } from '../company-past.ts';
import { cloudPerson } from '../find-person.ts';
import type { Breakage } from './breakage.ts';

export const breakage: Breakage = {
  cause: 'licence-other-error',
  subject: 'jsmith',
  says: 'The licence of John Smith is held back because another licence of the same group fails.',
  break: (company) => {
    const john = cloudPerson(company, 'jsmith');
    if (john === undefined) throw new Error('jsmith has no cloud account');
    refuseLicence(john, { error: 'Other', at: company.clock.now() });
    company.healthy();
  },
};
