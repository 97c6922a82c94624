import { adPerson, setAttribute } from '../find-person.ts';
import type { Breakage } from './breakage.ts';

export const breakage: Breakage = {
  cause: 'proxy-invalid-characters',
  subject: 'jsmith',
  says: 'An address of John Smith was pasted with a blank in the middle.',
  break: ({ ad, healthy }) => {
    const addresses = adPerson(ad, 'jsmith').values('proxyAddresses');
    setAttribute(ad, 'jsmith', { proxyAddresses: [...addresses, 'smtp:john. smith@contoso.com'] });
    healthy();
  },
};
