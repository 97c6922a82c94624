import { cloudPerson } from '../../find-person.ts';
import type { Breakage } from '../breakage.ts';

const DAY = 24 * 60 * 60 * 1000;

export const breakage: Breakage = {
  cause: 'recycle-bin-expiring',
  subject: 'jsmith',
  says: 'The scheduler has been off for four weeks, and for almost as long the account of John Smith, deleted by hand in the cloud, has been lying in the recycle bin.',
  break: (company) => {
    const john = cloudPerson(company, 'jsmith');
    if (john === undefined) throw new Error('jsmith has no cloud account');
    company.sync.setCycleEnabled(false);
    company.sync.moveHistoryBack(28 * DAY);
    company.tenant.softDelete(john.id, new Date(company.clock.now().getTime() - 27 * DAY));
  },
  worldAfterFix: ({ tenant }) => tenant.deletedUsers.size === 0 && [...tenant.users.values()].some((user) => user.onPremisesSamAccountName === 'jsmith'),
};
