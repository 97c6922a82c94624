import { giveAddress } from '../give-address.ts';
import type { Breakage } from './breakage.ts';

export const breakage: Breakage = {
  cause: 'first-party-app-disabled',
  subject: 'jsmith',
  says: 'A clean-up of applications switched off the one through which Entra Connect signs in.',
  break: ({ ad, tenant, sync }) => {
    sync.moveHistoryBack(HOUR);
    for (const application of tenant.servicePrincipals) application['accountEnabled'] = false;
    giveAddress(ad, 'jsmith', 'j.smith@contoso.com');
    sync.runCycle();
  },
};

const HOUR = 60 * 60 * 1000;
