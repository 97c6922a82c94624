import { refuseLicence } from '../company-past.ts';
import { cloudPerson } from '../find-person.ts';
import type { Breakage } from './breakage.ts';

export const breakage: Breakage = {
  cause: 'licence-no-seats',
  subject: 'jsmith',
  says: 'The group that licenses Finance found no licence left for John Smith.',
  break: (company) => {
    const john = cloudPerson(company, 'jsmith');
    if (john === undefined) throw new Error('jsmith has no cloud account');
    for (const sku of company.tenant.subscribedSkus) sku['prepaidUnits'] = { enabled: sku['consumedUnits'], suspended: 0, warning: 0, lockedOut: 0 };
    refuseLicence(john, { error: 'CountViolation', at: company.clock.now() });
    company.healthy();
  },
};
