import { license } from '../../company-past.ts';
import type { Breakage } from '../breakage.ts';
import { getsAnAdAccount, isBoundTo, worksInTheCloud } from './works-in-the-cloud.ts';

export const breakage: Breakage = {
  cause: 'soft-match-blocked-by-tenant',
  subject: 'dkim',
  says: 'Dana Kim works with an account of the cloud; the tenant forbids soft match, and her AD account made a second one, which nobody uses and which has no licence.',
  break: (company) => {
    company.tenant.syncFeatures.features['blockSoftMatchEnabled'] = true;
    license(worksInTheCloud(company, 90), company.clock.now());
    getsAnAdAccount(company);
    company.healthy();
  },
  worldAfterFix: (company) => isBoundTo(company, 'dana.kim@contoso.com'),
};
