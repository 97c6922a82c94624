import { adPerson, setAttribute } from '../../find-person.ts';
import type { Breakage } from '../breakage.ts';
import { breakage as sameNumber } from '../ambiguous-join-in-metaverse.ts';

export const breakage: Breakage = {
  cause: 'ambiguous-join-in-metaverse',
  subject: 'dkim',
  says: 'Dana Kim was hired with the number of John Smith and joined to his person; her number has been corrected since, but a join is worked out only once.',
  break: (company) => {
    sameNumber.break(company);
    setAttribute(company.ad, 'dkim', { employeeID: ['E1042'] });
    company.healthy();
  },
  worldAfterFix: ({ ad, tenant }) => adPerson(ad, 'dkim').values('adminDescription').length === 0 && [...tenant.users.values()].some((user) => user.onPremisesSamAccountName === 'dkim'),
};
