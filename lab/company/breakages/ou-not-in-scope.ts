import { adPerson, cloudPerson } from '../find-person.ts';
import { hire } from '../hire.ts';
import type { Breakage } from './breakage.ts';

export const breakage: Breakage = {
  cause: 'ou-not-in-scope',
  subject: 'rpatel',
  says: 'Rohan Patel was hired and his account was made in OU=Contractors, which is not synced.',
  break: ({ ad, healthy }) => {
    hire(ad, { sam: 'rpatel', givenName: 'Rohan', surname: 'Patel', ou: 'Contractors', department: 'Finance', employeeId: 'E1040' }, { manager: [adPerson(ad, 'lweber').dn] });
    healthy();
  },
  worldAfterFix: (company) => cloudPerson(company, 'rpatel')?.onPremisesSyncEnabled === true,
};
