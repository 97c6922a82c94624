import { adPerson, setAttribute } from '../find-person.ts';
import type { Breakage } from './breakage.ts';

export const breakage: Breakage = {
  cause: 'proxy-too-many',
  subject: 'jsmith',
  says: 'A migration tool gave John Smith an address at each of 350 former projects.',
  break: ({ ad, healthy }) => {
    const addresses = adPerson(ad, 'jsmith').values('proxyAddresses');
    setAttribute(ad, 'jsmith', { proxyAddresses: [...addresses, ...Array.from({ length: 350 }, (_, at) => `smtp:john.smith.${at}@contoso.com`)] });
    healthy();
  },
};
