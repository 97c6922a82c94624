import { hire } from '../hire.ts';
import type { Breakage } from './breakage.ts';

export const breakage: Breakage = {
  cause: 'filter-critical-system-object',
  subject: 'breakglass',
  says: 'The built-in Administrator was renamed and moved to OU=Staff, and somebody wants it in the cloud.',
  break: ({ ad, healthy }) => {
    const built = hire(ad, { sam: 'breakglass', givenName: 'Emergency', surname: 'Access', ou: 'Staff', department: 'IT', employeeId: 'E0001' });
    ad.modify(built.dn, [{ operation: 'replace', attribute: 'isCriticalSystemObject', values: ['TRUE'] }]);
    healthy();
  },
};
