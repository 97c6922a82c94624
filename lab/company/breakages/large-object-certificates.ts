import { setAttribute } from '../find-person.ts';
import type { Breakage } from './breakage.ts';

export const breakage: Breakage = {
  cause: 'large-object-certificates',
  subject: 'jsmith',
  says: 'Every renewal left a certificate behind: John Smith has 16.',
  break: ({ ad, healthy }) => {
    setAttribute(ad, 'jsmith', { userCertificate: Array.from({ length: 16 }, (_, at) => Buffer.alloc(900, at + 1)) });
    healthy();
  },
};
