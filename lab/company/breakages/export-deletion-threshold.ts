import { adPerson } from '../find-person.ts';
import { giveAddress } from '../give-address.ts';
import type { Breakage } from './breakage.ts';

export const breakage: Breakage = {
  cause: 'export-deletion-threshold',
  subject: 'jsmith',
  says: 'Two accounts of Sales were deleted while the threshold stood at two; the export stopped, and a new address of John Smith waits behind it.',
  break: ({ ad, sync }) => {
    sync.setDeletionThreshold(2);
    for (const sam of ['avance', 'pnovak']) ad.remove(adPerson(ad, sam).dn);
    giveAddress(ad, 'jsmith', 'j.smith@contoso.com');
    sync.runCycle();
  },
};
