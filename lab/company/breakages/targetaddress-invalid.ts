import { setAttribute } from '../find-person.ts';
import type { Breakage } from './breakage.ts';

export const breakage: Breakage = {
  cause: 'targetaddress-invalid',
  subject: 'jsmith',
  says: 'The mail of John Smith was to be forwarded, and the address was entered without "SMTP:".',
  break: ({ ad, healthy }) => {
    setAttribute(ad, 'jsmith', { targetAddress: ['john.smith@fabrikam.example'] });
    healthy();
  },
};
