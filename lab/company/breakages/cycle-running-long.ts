import { giveAddress } from '../give-address.ts';
import type { Breakage } from './breakage.ts';

export const breakage: Breakage = {
  cause: 'cycle-running-long',
  subject: 'jsmith',
  says: 'A delta cycle began forty minutes ago and does not end; John Smith has got a new address since.',
  break: ({ ad, sync }) => {
    sync.moveHistoryBack(6 * HOUR);
    sync.runCycle();
    sync.moveHistoryBack(HOUR);
    sync.hang();
    sync.moveHistoryBack(40 * MINUTE);
    giveAddress(ad, 'jsmith', 'j.smith@contoso.com');
  },
};

const MINUTE = 60 * 1000;
const HOUR = 60 * MINUTE;
