import { cloudPerson, setAttribute } from '../find-person.ts';
import type { Breakage } from './breakage.ts';

export const breakage: Breakage = {
  cause: 'proxy-no-primary',
  subject: 'jsmith',
  says: 'All addresses of John Smith were written with lower-case "smtp:".',
  break: ({ ad, healthy }) => {
    setAttribute(ad, 'jsmith', { proxyAddresses: ['smtp:john.smith@contoso.com', 'smtp:jsmith@contoso.com'] });
    healthy();
  },
  worldAfterFix: (company) => cloudPerson(company, 'jsmith')?.proxyAddresses.includes('SMTP:john.smith@contoso.com') === true,
};
