import { cloudPerson, setAttribute } from '../find-person.ts';
import type { Breakage } from './breakage.ts';

export const breakage: Breakage = {
  cause: 'upn-suffix-not-verified',
  subject: 'jsmith',
  says: 'John Smith signs in to AD as john.smith@corp.contoso.com, a suffix that the tenant has not verified.',
  break: ({ ad, healthy }) => {
    setAttribute(ad, 'jsmith', { userPrincipalName: ['john.smith@corp.contoso.com'] });
    healthy();
  },
  worldAfterFix: (company) => cloudPerson(company, 'jsmith')?.userPrincipalName === 'john.smith@contoso.com',
};
