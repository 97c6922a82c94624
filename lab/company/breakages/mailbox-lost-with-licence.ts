import { unlicense } from '../company-past.ts';
import { cloudPerson } from '../find-person.ts';
import { logAudit } from '../log-audit.ts';
import { E3_SKU_ID } from '../tenant-database.ts';
import type { Breakage } from './breakage.ts';

export const breakage: Breakage = {
  cause: 'mailbox-lost-with-licence',
  subject: 'jsmith',
  says: 'The licence of John Smith was taken away an hour ago, with his mailbox.',
  break: (company) => {
    const john = cloudPerson(company, 'jsmith');
    if (john === undefined) throw new Error('jsmith has no cloud account');
    unlicense(john);
    const licences = `[SkuName=ENTERPRISEPACK, AccountId=${company.tenant.tenantId}, SkuId=${E3_SKU_ID}, DisabledPlans=[]]`;
    logAudit(company, john, {
      activity: 'Change user license', service: 'Core Directory', result: 'success', reason: '', by: 'ben.osei@contoso.com',
      changes: [{ displayName: 'AssignedLicense', oldValue: JSON.stringify([licences]), newValue: JSON.stringify([]) }],
    });
    company.healthy();
  },
};
