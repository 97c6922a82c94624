import { setAttribute } from '../find-person.ts';
import type { Breakage } from './breakage.ts';

export const breakage: Breakage = {
  cause: 'phs-must-change-password',
  subject: 'jsmith',
  says: 'The help desk gave John Smith a temporary password that he must change at the next logon.',
  break: ({ ad, sync }) => {
    sync.moveHistoryBack(HOUR);
    setAttribute(ad, 'jsmith', { pwdLastSet: ['0'] });
    sync.runCycle();
  },
};

const HOUR = 60 * 60 * 1000;
