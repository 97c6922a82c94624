import { adPerson, cloudPerson, setAttribute } from '../find-person.ts';
import type { Breakage } from './breakage.ts';

export const breakage: Breakage = {
  cause: 'duplicate-proxy-two-ad-objects',
  subject: 'avance',
  says: 'Alice Vance was given john.smith@contoso.com as second address; it is the main address of John Smith.',
  break: ({ ad, healthy }) => {
    const addresses = adPerson(ad, 'avance').values('proxyAddresses');
    setAttribute(ad, 'avance', { proxyAddresses: [...addresses, 'smtp:john.smith@contoso.com'] });
    healthy();
  },
  worldAfterFix: (company) => cloudPerson(company, 'avance')?.onPremisesProvisioningErrors.length === 0,
};
