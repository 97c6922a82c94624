import { license } from '../../company-past.ts';
import type { Breakage } from '../breakage.ts';
import { getsAnAdAccount, isBoundTo, worksInTheCloud } from './works-in-the-cloud.ts';

const WEEK = 7 * 24 * 60 * 60 * 1000;

export const breakage: Breakage = {
  cause: 'duplicate-held-by-soft-deleted-user',
  subject: 'dkim',
  says: 'The cloud account of Dana Kim was deleted last week; she is back, and her new AD account has the same name, address and personnel number.',
  break: (company) => {
    const dana = worksInTheCloud(company, 300, { employeeId: 'E1042' });
    license(dana, company.clock.now());
    company.tenant.softDelete(dana.id, new Date(company.clock.now().getTime() - WEEK));
    getsAnAdAccount(company);
  },
  worldAfterFix: (company) => isBoundTo(company, 'dana.kim@contoso.com') && company.tenant.deletedUsers.size === 0,
};
