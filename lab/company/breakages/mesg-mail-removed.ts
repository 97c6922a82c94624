import { setAttribute } from '../find-person.ts';
import type { Breakage } from './breakage.ts';

export const breakage: Breakage = {
  cause: 'mesg-mail-removed',
  subject: 'Sales Team',
  says: 'The mail attributes of the sales team were emptied in AD; the cloud keeps an address of its own making.',
  break: ({ ad, healthy }) => {
    setAttribute(ad, 'sales.team', { mail: [], mailNickname: [], proxyAddresses: [] });
    healthy();
  },
};
