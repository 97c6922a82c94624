import { adPerson, setAttribute } from '../find-person.ts';
import type { Breakage } from './breakage.ts';

export const breakage: Breakage = {
  cause: 'proxy-reserved-suffix',
  subject: 'jsmith',
  says: 'Somebody entered an onmicrosoft.com address for John Smith in AD.',
  break: ({ ad, healthy }) => {
    const addresses = adPerson(ad, 'jsmith').values('proxyAddresses');
    setAttribute(ad, 'jsmith', { proxyAddresses: [...addresses, 'smtp:johnny@contoso.onmicrosoft.com'] });
    healthy();
  },
};
