import { descriptorOctets } from '../ad-descriptor.ts';
import { setAttribute } from '../find-person.ts';
import { hire } from '../hire.ts';
import { settleIn } from '../settle-in.ts';
import type { Breakage } from './breakage.ts';

export const breakage: Breakage = {
  cause: 'anchor-writeback-denied',
  subject: 'dkim',
  says: 'Dana Kim was hired as a domain administrator; such accounts take no permission from above, so Entra Connect may not write their anchor.',
  break: (company) => {
    const { ad, healthy } = company;
    hire(ad, { sam: 'dkim', givenName: 'Dana', surname: 'Kim', ou: 'Staff', department: 'Legal', employeeId: 'E1042' });
    setAttribute(ad, 'dkim', { adminCount: ['1'], nTSecurityDescriptor: [descriptorOctets({ inherits: false })] });
    healthy();
    settleIn(company, 'dkim');
  },
};
