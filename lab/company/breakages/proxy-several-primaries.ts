import { setAttribute } from '../find-person.ts';
import type { Breakage } from './breakage.ts';

export const breakage: Breakage = {
  cause: 'proxy-several-primaries',
  subject: 'jsmith',
  says: 'John Smith was given a second main address: two of his addresses are written with upper-case "SMTP:".',
  break: ({ ad, healthy }) => {
    setAttribute(ad, 'jsmith', { proxyAddresses: ['SMTP:john.smith@contoso.com', 'SMTP:jsmith@contoso.com'] });
    healthy();
  },
};
