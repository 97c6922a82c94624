import { licenseSince } from '../company-past.ts';
import { cloudPerson } from '../find-person.ts';
import type { Breakage } from './breakage.ts';

export const breakage: Breakage = {
  cause: 'mailbox-not-provisioned-yet',
  subject: 'jsmith',
  says: 'John Smith got his licence a moment ago.',
  break: (company) => {
    const john = cloudPerson(company, 'jsmith');
    if (john === undefined) throw new Error('jsmith has no cloud account');
    licenseSince(john, company.clock.now());
  },
};
