import { giveAddress } from '../give-address.ts';
import type { Breakage } from './breakage.ts';

export const breakage: Breakage = {
  cause: 'proxy-or-firewall',
  subject: 'jsmith',
  says: 'The proxy of the company has begun to ask the sync server for a sign-in.',
  break: ({ ad, sync }) => {
    sync.moveHistoryBack(HOUR);
    sync.machine.troubles.add('proxy-asks-for-sign-in');
    giveAddress(ad, 'jsmith', 'j.smith@contoso.com');
    sync.runCycle();
  },
};

const HOUR = 60 * 60 * 1000;
