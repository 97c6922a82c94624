import { cloudPerson } from '../find-person.ts';
import { recreateAccount, sidOf } from '../recreate-account.ts';
import type { Breakage } from './breakage.ts';

export const breakage: Breakage = {
  cause: 'ad-account-recreated-new-anchor',
  subject: 'mlopez',
  says: 'The AD account of Maria Lopez was deleted and made again while the sync server was being reinstalled.',
  break: (company) => {
    recreateAccount(company, 'mlopez');
    company.healthy();
  },
  worldAfterFix: (company) => cloudPerson(company, 'mlopez')?.onPremisesSecurityIdentifier === sidOf(company, 'mlopez'),
};
