import { adPerson, cloudPerson, setAttribute } from '../find-person.ts';
import type { Breakage } from './breakage.ts';

export const breakage: Breakage = {
  cause: 'duplicate-proxy-two-ad-objects',
  subject: 'avance',
  says: 'Alice Vance was given jsmith@contoso.com as second address; it belongs to John Smith.',
  break: ({ ad, healthy }) => {
    const addresses = adPerson(ad, 'avance').values('proxyAddresses');
    setAttribute(ad, 'avance', { proxyAddresses: [...addresses, 'smtp:jsmith@contoso.com'] });
    healthy();
  },
  worldAfterFix: (company) => cloudPerson(company, 'avance')?.onPremisesProvisioningErrors.length === 0,
};
