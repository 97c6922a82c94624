import { giveAddress } from '../give-address.ts';
import type { Breakage } from './breakage.ts';

export const breakage: Breakage = {
  cause: 'no-active-server',
  subject: 'jsmith',
  says: 'The only sync server is in staging mode since yesterday, as nobody swapped it back; John Smith has got a new address since.',
  break: ({ ad, tenant, sync, clock }) => {
    sync.setStaging(true);
    sync.moveHistoryBack(24 * HOUR);
    tenant.organization['onPremisesLastSyncDateTime'] = new Date(clock.now().getTime() - 24 * HOUR).toISOString();
    giveAddress(ad, 'jsmith', 'j.smith@contoso.com');
    sync.runCycle();
  },
};

const HOUR = 60 * 60 * 1000;
