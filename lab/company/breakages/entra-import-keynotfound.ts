import { giveAddress } from '../give-address.ts';
import type { Breakage } from './breakage.ts';

export const breakage: Breakage = {
  cause: 'entra-import-keynotfound',
  subject: 'jsmith',
  says: 'The import from Entra stumbles over an answer that the engine cannot read.',
  break: ({ ad, sync }) => {
    sync.moveHistoryBack(HOUR);
    sync.machine.troubles.add('entra-answer-unreadable');
    giveAddress(ad, 'jsmith', 'j.smith@contoso.com');
    sync.runCycle();
  },
};

const HOUR = 60 * 60 * 1000;
