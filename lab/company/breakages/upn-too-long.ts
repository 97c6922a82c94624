import { setAttribute } from '../find-person.ts';
import type { Breakage } from './breakage.ts';

export const breakage: Breakage = {
  cause: 'upn-too-long',
  subject: 'jsmith',
  says: 'The sign-in name of John Smith was made from all his names and titles, 70 characters before the @.',
  break: ({ ad, healthy }) => {
    setAttribute(ad, 'jsmith', { userPrincipalName: [`${'j'.repeat(70)}@contoso.com`] });
    healthy();
  },
};
