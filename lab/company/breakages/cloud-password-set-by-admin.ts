import { cloudPerson } from '../find-person.ts';
import { logAudit } from '../log-audit.ts';
import type { Breakage } from './breakage.ts';

export const breakage: Breakage = {
  cause: 'cloud-password-set-by-admin',
  subject: 'jsmith',
  says: 'Hugo of the help desk set a new password for John Smith in the cloud.',
  break: (company) => {
    const john = cloudPerson(company, 'jsmith');
    if (john === undefined) throw new Error('jsmith has no cloud account');
    logAudit(company, john, { activity: 'Reset user password', service: 'Core Directory', result: 'success', reason: '', by: 'hugo.lind@contoso.com' });
  },
};
