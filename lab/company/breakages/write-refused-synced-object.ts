import { cloudPerson, setAttribute } from '../find-person.ts';
import { logAudit } from '../log-audit.ts';
import type { Breakage } from './breakage.ts';

export const breakage: Breakage = {
  cause: 'write-refused-synced-object',
  subject: 'jsmith',
  says: 'Ben tried to change the job title of John Smith in the cloud, and the cloud refused it.',
  break: (company) => {
    const john = cloudPerson(company, 'jsmith');
    if (john === undefined) throw new Error('jsmith has no cloud account');
    setAttribute(company.ad, 'jsmith', { title: ['Analyst'] });
    company.healthy();
    logAudit(company, john, {
      activity: 'Update user', service: 'Core Directory', result: 'failure', by: 'ben.osei@contoso.com',
      reason: 'Unable to update the specified properties for on-premises mastered Directory Sync objects or objects currently undergoing migration.',
      changes: [{ displayName: 'JobTitle', oldValue: '["Analyst"]', newValue: '["Controller"]' }],
    });
  },
};
