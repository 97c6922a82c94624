import { setAttribute } from '../find-person.ts';
import { hire } from '../hire.ts';
import type { Breakage } from './breakage.ts';

export const breakage: Breakage = {
  cause: 'matching-attribute-empty',
  subject: 'dkim',
  says: 'Users are told apart by their e-mail field on this server; Dana Kim was hired without one.',
  break: ({ ad, sync, healthy }) => {
    sync.configure({ joinCriteria: 'mail' });
    hire(ad, { sam: 'dkim', givenName: 'Dana', surname: 'Kim', ou: 'Staff', department: 'Legal', employeeId: 'E1042' });
    setAttribute(ad, 'dkim', { mail: [] });
    healthy();
  },
};
