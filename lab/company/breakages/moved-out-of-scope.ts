import { cloudPerson, moveTo } from '../find-person.ts';
import type { Breakage } from './breakage.ts';

export const breakage: Breakage = {
  cause: 'moved-out-of-scope',
  subject: 'jsmith',
  says: 'John Smith was moved to OU=Leavers by mistake, and a cycle ran.',
  break: ({ ad, healthy }) => {
    moveTo(ad, 'jsmith', 'Leavers');
    healthy();
  },
  worldAfterFix: (company) => cloudPerson(company, 'jsmith')?.deletedDateTime === null,
};
