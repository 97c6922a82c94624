import { hire } from '../hire.ts';
import type { Breakage } from './breakage.ts';

export const breakage: Breakage = {
  cause: 'ambiguous-join-in-metaverse',
  subject: 'dkim',
  says: 'Users are told apart by their personnel number on this server, and Dana Kim was hired with the number of John Smith.',
  break: ({ ad, sync, healthy }) => {
    sync.configure({ joinCriteria: 'employeeID' });
    hire(ad, { sam: 'dkim', givenName: 'Dana', surname: 'Kim', ou: 'Staff', department: 'Legal', employeeId: 'E1010' });
    healthy();
  },
};
