import { license } from '../../company-past.ts';
import type { Breakage } from '../breakage.ts';
import { getsAnAdAccount, isBoundTo, worksInTheCloud } from './works-in-the-cloud.ts';

export const breakage: Breakage = {
  cause: 'duplicate-held-by-cloud-only-user',
  subject: 'dkim',
  says: 'Dana Kim works in the cloud and got an AD account a moment ago, with the same name and address; the tenant forbids soft match, so the two would collide.',
  break: (company) => {
    company.tenant.syncFeatures.features['blockSoftMatchEnabled'] = true;
    license(worksInTheCloud(company, 90), company.clock.now());
    getsAnAdAccount(company);
  },
  worldAfterFix: (company) => isBoundTo(company, 'dana.kim@contoso.com'),
};
