import { setAttribute } from '../find-person.ts';
import type { Breakage } from './breakage.ts';

export const breakage: Breakage = {
  cause: 'upn-invalid-characters',
  subject: 'jsmith',
  says: 'The sign-in name of John Smith was typed with an ampersand.',
  break: ({ ad, healthy }) => {
    setAttribute(ad, 'jsmith', { userPrincipalName: ['john&smith@contoso.com'] });
    healthy();
  },
};
