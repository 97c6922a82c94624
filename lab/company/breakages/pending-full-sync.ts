import { hire } from '../hire.ts';
import type { Breakage } from './breakage.ts';

export const breakage: Breakage = {
  cause: 'pending-full-sync',
  subject: 'rpatel',
  says: 'Rohan Patel was hired in OU=Contractors, which was ticked a moment ago; no cycle has run since.',
  break: ({ ad, sync, healthy }) => {
    hire(ad, { sam: 'rpatel', givenName: 'Rohan', surname: 'Patel', ou: 'Contractors', department: 'Finance', employeeId: 'E1040' });
    healthy();
    const scope = sync.scope();
    sync.setScope({ ...scope, include: [...scope.include, `OU=Contractors,${ad.baseDn}`] });
  },
};
