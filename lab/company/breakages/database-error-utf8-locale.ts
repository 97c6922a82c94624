import { giveAddress } from '../give-address.ts';
import type { Breakage } from './breakage.ts';

export const breakage: Breakage = {
  cause: 'database-error-utf8-locale',
  subject: 'jsmith',
  says: 'Somebody ticked UTF-8 in the system locale of the sync server, and its database refuses what the engine writes.',
  break: ({ ad, sync }) => {
    sync.moveHistoryBack(HOUR);
    sync.machine.troubles.add('database-refuses-tables');
    giveAddress(ad, 'jsmith', 'j.smith@contoso.com');
    sync.runCycle();
  },
};

const HOUR = 60 * 60 * 1000;
