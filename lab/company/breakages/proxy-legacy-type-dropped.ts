import { adPerson, setAttribute } from '../find-person.ts';
import type { Breakage } from './breakage.ts';

export const breakage: Breakage = {
  cause: 'proxy-legacy-type-dropped',
  subject: 'jsmith',
  says: 'John Smith still has an X400 address from the days of Exchange 2003.',
  break: ({ ad, healthy }) => {
    const addresses = adPerson(ad, 'jsmith').values('proxyAddresses');
    setAttribute(ad, 'jsmith', { proxyAddresses: [...addresses, 'X400:C=GB;A= ;P=Contoso;O=London;S=Smith;G=John;'] });
    healthy();
  },
};
