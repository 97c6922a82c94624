import { setAttribute } from '../find-person.ts';
import type { Breakage } from './breakage.ts';

export const breakage: Breakage = {
  cause: 'filter-system-mailbox',
  subject: 'jsmith',
  says: 'A script gave John Smith the recipient type of a mailbox plan, which the default rules leave out.',
  break: ({ ad, healthy }) => {
    setAttribute(ad, 'jsmith', { msExchRecipientTypeDetails: ['16777216'] });
    healthy();
  },
};
