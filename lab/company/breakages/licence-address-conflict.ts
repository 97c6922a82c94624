import { refuseLicence } from '../company-past.ts';
import { cloudPerson } from '../find-person.ts';
import type { Breakage } from './breakage.ts';

export const breakage: Breakage = {
  cause: 'licence-address-conflict',
  subject: 'jsmith',
  says: 'The licence of John Smith was refused because one of his addresses belongs to another recipient of Exchange Online.',
  break: (company) => {
    const john = cloudPerson(company, 'jsmith');
    if (john === undefined) throw new Error('jsmith has no cloud account');
    refuseLicence(john, { error: 'UniquenessViolation', at: company.clock.now() });
    company.healthy();
  },
};
