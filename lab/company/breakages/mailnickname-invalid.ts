import { setAttribute } from '../find-person.ts';
import type { Breakage } from './breakage.ts';

export const breakage: Breakage = {
  cause: 'mailnickname-invalid',
  subject: 'jsmith',
  says: 'The alias of John Smith was typed with a dot in front.',
  break: ({ ad, healthy }) => {
    setAttribute(ad, 'jsmith', { mailNickname: ['.jsmith'] });
    healthy();
  },
};
