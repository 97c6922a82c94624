import { giveAddress } from '../give-address.ts';
import type { Breakage } from './breakage.ts';

export const breakage: Breakage = {
  cause: 'sync-service-stopped',
  subject: 'jsmith',
  says: 'The service of the sync server was stopped two hours ago; John Smith has got a new address since.',
  break: ({ ad, sync }) => {
    sync.setRunning(false);
    sync.moveHistoryBack(2 * HOUR);
    giveAddress(ad, 'jsmith', 'j.smith@contoso.com');
  },
};

const HOUR = 60 * 60 * 1000;
