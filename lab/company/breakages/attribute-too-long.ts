import { adPerson, setAttribute } from '../find-person.ts';
import type { Breakage } from './breakage.ts';

export const breakage: Breakage = {
  cause: 'attribute-too-long',
  subject: 'jsmith',
  says: 'A script gave John Smith an address of 300 characters.',
  break: ({ ad, healthy }) => {
    const addresses = adPerson(ad, 'jsmith').values('proxyAddresses');
    setAttribute(ad, 'jsmith', { proxyAddresses: [...addresses, `smtp:${'j'.repeat(50)}@${'a.'.repeat(118)}contoso.com`] });
    healthy();
  },
};
