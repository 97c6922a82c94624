import { cloudPerson, setAttribute } from '../../find-person.ts';
import type { Breakage } from '../breakage.ts';
import { breakage as masteredInAd } from '../usage-location-missing.ts';

export const breakage: Breakage = {
  cause: 'usage-location-missing',
  subject: 'jsmith',
  says: 'John Smith has no alias, so AD does not master his usage location; he lost the one that the cloud had.',
  break: (company) => {
    setAttribute(company.ad, 'jsmith', { mailNickname: [] });
    masteredInAd.break(company);
  },
  worldAfterFix: (company) => cloudPerson(company, 'jsmith')?.usageLocation === 'GB',
};
