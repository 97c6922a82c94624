import { giveAddress } from '../give-address.ts';
import type { Breakage } from './breakage.ts';

export const breakage: Breakage = {
  cause: 'transient-object-error',
  subject: 'jsmith',
  says: 'Entra was busy when the new address of John Smith was exported, and answered that there were too many requests; it is not any more.',
  break: ({ ad, sync }) => {
    sync.machine.troubles.add('entra-busy');
    giveAddress(ad, 'jsmith', 'j.smith@contoso.com');
    sync.runCycle();
    sync.machine.troubles.delete('entra-busy');
  },
};
