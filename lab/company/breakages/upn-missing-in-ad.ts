import { setAttribute } from '../find-person.ts';
import type { Breakage } from './breakage.ts';

export const breakage: Breakage = {
  cause: 'upn-missing-in-ad',
  subject: 'jsmith',
  says: 'A script emptied the sign-in name of John Smith in AD.',
  break: ({ ad, healthy }) => {
    setAttribute(ad, 'jsmith', { userPrincipalName: [] });
    healthy();
  },
};
