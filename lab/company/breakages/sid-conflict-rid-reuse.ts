import { adPerson } from '../find-person.ts';
import { hire } from '../hire.ts';
import type { Breakage } from './breakage.ts';

export const breakage: Breakage = {
  cause: 'sid-conflict-rid-reuse',
  subject: 'dkim',
  says: 'A domain controller was restored from an old copy and gave the SID of John Smith a second time, to Dana Kim.',
  break: ({ ad, healthy }) => {
    const sid = adPerson(ad, 'jsmith').values('objectSid');
    hire(ad, { sam: 'dkim', givenName: 'Dana', surname: 'Kim', ou: 'Staff', department: 'Legal', employeeId: 'E1042' }, { objectSid: sid });
    healthy();
  },
};
