import { cloudPerson, setAttribute } from '../find-person.ts';
import type { Breakage } from './breakage.ts';

export const breakage: Breakage = {
  cause: 'proxy-missing-smtp-prefix',
  subject: 'jsmith',
  says: 'A script wrote the address of John Smith without "SMTP:" in front.',
  break: ({ ad, healthy }) => {
    setAttribute(ad, 'jsmith', { proxyAddresses: ['john.smith@contoso.com', 'smtp:jsmith@contoso.com'] });
    healthy();
  },
  worldAfterFix: (company) => cloudPerson(company, 'jsmith')?.proxyAddresses.includes('SMTP:john.smith@contoso.com') === true,
};
