import { hire } from '../hire.ts';
import type { Breakage } from './breakage.ts';

export const breakage: Breakage = {
  cause: 'replication-conflict-object',
  subject: 'jsmith2',
  says: 'While two domain controllers were cut off from each other, a second account John Smith was made; AD renamed the copy.',
  break: ({ ad, healthy }) => {
    const copy = hire(ad, { sam: 'jsmith2', givenName: 'John', surname: 'Smythe', ou: 'Staff', department: 'Finance', employeeId: 'E1010' });
    ad.rename(copy.dn, `CN=John Smith\\0ACNF:${copy.guid}`);
    healthy();
  },
};
