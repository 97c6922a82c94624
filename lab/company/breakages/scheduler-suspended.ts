import { giveAddress } from '../give-address.ts';
import type { Breakage } from './breakage.ts';

export const breakage: Breakage = {
  cause: 'scheduler-suspended',
  subject: 'jsmith',
  says: 'Somebody left the wizard of Entra Connect open on the sync server six hours ago; John Smith has got a new address since.',
  break: ({ ad, sync }) => {
    sync.machine.isSuspended = true;
    sync.moveHistoryBack(6 * HOUR);
    giveAddress(ad, 'jsmith', 'j.smith@contoso.com');
  },
};

const HOUR = 60 * 60 * 1000;
