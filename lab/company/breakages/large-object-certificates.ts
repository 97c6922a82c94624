import { CERTIFICATES } from '../certificate-samples.ts';
import { setAttribute } from '../find-person.ts';
import type { Breakage } from './breakage.ts';

export const breakage: Breakage = {
  cause: 'large-object-certificates',
  subject: 'jsmith',
  says: 'Every renewal left a certificate behind: John Smith has 16.',
  break: ({ ad, healthy }) => {
    setAttribute(ad, 'jsmith', { userCertificate: [...CERTIFICATES.expired.map((each) => Buffer.from(each, 'base64')), ...Array.from({ length: 14 }, (_, at) => Buffer.alloc(900, at + 1))] });
    healthy();
  },
};
