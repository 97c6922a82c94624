import { cloudPerson } from '../../find-person.ts';
import type { Breakage } from '../breakage.ts';
import { breakage as allInUse } from '../licence-no-seats.ts';

export const breakage: Breakage = {
  cause: 'licence-no-seats',
  subject: 'jsmith',
  says: 'The group that licenses Finance found no licence left for John Smith; more were bought since, and nobody has told Entra to look again.',
  break: (company) => {
    allInUse.break(company);
    for (const sku of company.tenant.subscribedSkus) sku['prepaidUnits'] = { enabled: 50, suspended: 0, warning: 0, lockedOut: 0 };
  },
  worldAfterFix: (company) => cloudPerson(company, 'jsmith')?.assignedLicenses.length === 1,
};
