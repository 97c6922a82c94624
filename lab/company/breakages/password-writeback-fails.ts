import { cloudPerson } from '../find-person.ts';
import { logAudit } from '../log-audit.ts';
import type { Breakage } from './breakage.ts';

export const breakage: Breakage = {
  cause: 'password-writeback-fails',
  subject: 'jsmith',
  says: 'John Smith reset his password by himself in the cloud, and it never came to AD.',
  break: (company) => {
    const john = cloudPerson(company, 'jsmith');
    if (john === undefined) throw new Error('jsmith has no cloud account');
    company.tenant.syncFeatures.features['passwordWritebackEnabled'] = true;
    logAudit(company, john, { activity: 'Reset password (self-service)', service: 'Self-service Password Management', result: 'failure', reason: 'OnPremisesAdminActionRequired', by: john.userPrincipalName });
  },
};
