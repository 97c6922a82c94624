import { cloudPerson } from '../find-person.ts';
import type { Breakage } from './breakage.ts';

export const breakage: Breakage = {
  cause: 'soft-deleted-awaiting-return',
  subject: 'jsmith',
  says: 'Somebody deleted the account of John Smith in the cloud; the next cycle brings it back.',
  break: (company) => {
    const john = cloudPerson(company, 'jsmith');
    if (john === undefined) throw new Error('jsmith has no cloud account');
    company.tenant.softDelete(john.id, company.clock.now());
  },
};
