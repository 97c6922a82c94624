import { adPerson, setAttribute } from '../find-person.ts';
import { hire } from '../hire.ts';
import type { Breakage } from './breakage.ts';

export const breakage: Breakage = {
  cause: 'duplicate-anchor-in-ad',
  subject: 'jsmith',
  says: 'The AD account of John Smith was copied with all its attributes, mS-DS-ConsistencyGuid among them, to make a second account.',
  break: ({ ad, healthy }) => {
    const anchor = adPerson(ad, 'jsmith').values('mS-DS-ConsistencyGuid');
    hire(ad, { sam: 'jsmith2', givenName: 'Jonas', surname: 'Smythe', ou: 'Staff', department: 'Finance', employeeId: 'E1050' });
    setAttribute(ad, 'jsmith2', { 'mS-DS-ConsistencyGuid': anchor });
    healthy();
  },
};
