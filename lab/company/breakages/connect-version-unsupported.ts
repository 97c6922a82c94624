import { giveAddress } from '../give-address.ts';
import type { Breakage } from './breakage.ts';

export const breakage: Breakage = {
  cause: 'connect-version-unsupported',
  subject: 'jsmith',
  says: 'The sync server still runs a version that Entra has refused since the end of September 2026.',
  break: ({ ad, sync }) => {
    sync.moveHistoryBack(HOUR);
    sync.machine.version = '2.4.131.0';
    giveAddress(ad, 'jsmith', 'j.smith@contoso.com');
    sync.runCycle();
  },
};

const HOUR = 60 * 60 * 1000;
