import { adPerson, setAttribute } from '../find-person.ts';
import type { Breakage } from './breakage.ts';

export const breakage: Breakage = {
  cause: 'proxy-domain-not-verified',
  subject: 'jsmith',
  says: 'John Smith got an address at a domain that Contoso owns but never verified in Entra.',
  break: ({ ad, healthy }) => {
    const addresses = adPerson(ad, 'jsmith').values('proxyAddresses');
    setAttribute(ad, 'jsmith', { proxyAddresses: [...addresses, 'smtp:john.smith@contoso-events.example'] });
    healthy();
  },
};
