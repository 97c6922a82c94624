import { descriptorOctets } from '../ad-descriptor.ts';
import { setAttribute } from '../find-person.ts';
import { hire } from '../hire.ts';
import type { Breakage } from './breakage.ts';

export const breakage: Breakage = {
  cause: 'connector-cannot-read-object',
  subject: 'dkim',
  says: 'Dana Kim was hired, and permissions from above were cut off at her account before the first cycle.',
  break: ({ ad, healthy }) => {
    hire(ad, { sam: 'dkim', givenName: 'Dana', surname: 'Kim', ou: 'Staff', department: 'Legal', employeeId: 'E1042' });
    setAttribute(ad, 'dkim', { nTSecurityDescriptor: [descriptorOctets({ inherits: false })] });
    healthy();
  },
};
