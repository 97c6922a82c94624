import { hire } from '../hire.ts';
import type { Breakage } from './breakage.ts';

export const breakage: Breakage = {
  cause: 'forest-not-connected',
  subject: 'dkim',
  says: 'A new sync server took over, and nobody connected the forest to it; Dana Kim was hired after that.',
  break: ({ ad, sync, healthy }) => {
    sync.reinstall();
    sync.configure({ isForestConnected: false });
    hire(ad, { sam: 'dkim', givenName: 'Dana', surname: 'Kim', ou: 'Staff', department: 'Legal', employeeId: 'E1042' });
    healthy();
  },
};
