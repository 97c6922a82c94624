import { giveAddress } from '../give-address.ts';
import type { Breakage } from './breakage.ts';

export const breakage: Breakage = {
  cause: 'delta-import-size-limit',
  subject: 'jsmith',
  says: 'Thousands of objects came back from the recycle bin of AD at once, and the delta import breaks.',
  break: ({ ad, sync }) => {
    sync.moveHistoryBack(HOUR);
    sync.machine.troubles.add('ad-too-many-restored');
    giveAddress(ad, 'jsmith', 'j.smith@contoso.com');
    sync.runCycle();
  },
};

const HOUR = 60 * 60 * 1000;
