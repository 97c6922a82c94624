import { setAttribute } from '../find-person.ts';
import type { Breakage } from './breakage.ts';

export const breakage: Breakage = {
  cause: 'displayname-blank',
  subject: 'jsmith',
  says: 'The display name of John Smith was overwritten with a blank.',
  break: ({ ad, healthy }) => {
    setAttribute(ad, 'jsmith', { displayName: [' '] });
    healthy();
  },
};
