import { unlicense } from '../company-past.ts';
import { cloudPerson } from '../find-person.ts';
import type { Breakage } from './breakage.ts';

export const breakage: Breakage = {
  cause: 'licence-missing',
  subject: 'jsmith',
  says: 'The licence of John Smith was taken away.',
  break: (company) => {
    const john = cloudPerson(company, 'jsmith');
    if (john === undefined) throw new Error('jsmith has no cloud account');
    unlicense(john);
    company.healthy();
  },
};
