import { setAttribute } from '../find-person.ts';
import type { Breakage } from './breakage.ts';

export const breakage: Breakage = {
  cause: 'filter-admindescription',
  subject: 'jsmith',
  says: 'A migration tool marked John Smith with "User_" in adminDescription, which the default rules leave out.',
  break: ({ ad, healthy }) => {
    setAttribute(ad, 'jsmith', { adminDescription: ['User_migrated'] });
    healthy();
  },
};
