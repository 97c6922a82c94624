import { hire } from '../hire.ts';
import type { Breakage } from './breakage.ts';

export const breakage: Breakage = {
  cause: 'domain-not-selected',
  subject: 'dkim',
  says: 'A new sync server took over, and in its wizard the domain was not ticked; Dana Kim was hired after that.',
  break: ({ ad, sync, healthy }) => {
    sync.reinstall();
    sync.configure({ isDomainSelected: false });
    hire(ad, { sam: 'dkim', givenName: 'Dana', surname: 'Kim', ou: 'Staff', department: 'Legal', employeeId: 'E1042' });
    healthy();
  },
};
