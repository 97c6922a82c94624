import { giveAddress } from '../give-address.ts';
import { setAttribute } from '../find-person.ts';
import type { Breakage } from './breakage.ts';

export const breakage: Breakage = {
  cause: 'ad-connector-credentials',
  subject: 'jsmith',
  says: 'A clean-up of AD disabled the account by which the sync server reads it.',
  break: ({ ad, sync }) => {
    sync.moveHistoryBack(HOUR);
    setAttribute(ad, 'MSOL_0d2f4c6b8a10', { userAccountControl: ['66050'] });
    giveAddress(ad, 'jsmith', 'j.smith@contoso.com');
    sync.runCycle();
  },
};

const HOUR = 60 * 60 * 1000;
