import { setAttribute } from '../find-person.ts';
import type { Breakage } from './breakage.ts';

export const breakage: Breakage = {
  cause: 'account-expired-still-active',
  subject: 'jsmith',
  says: 'The account of John Smith expired at the end of October, and nobody disabled it.',
  break: ({ ad, healthy }) => {
    setAttribute(ad, 'jsmith', { accountExpires: [END_OF_OCTOBER] });
    healthy();
  },
};

/** FILETIME of 31 October 2025. */
const END_OF_OCTOBER = '134063712000000000';
