import { cloudPerson, setAttribute } from '../find-person.ts';
import type { Breakage } from './breakage.ts';

export const breakage: Breakage = {
  cause: 'mail-attribute-missing',
  subject: 'jsmith',
  says: 'mail and proxyAddresses of John Smith were emptied in AD, and his sign-in name was moved to the onmicrosoft domain.',
  break: ({ ad, healthy }) => {
    setAttribute(ad, 'jsmith', { mail: [], proxyAddresses: [], userPrincipalName: ['jsmith@contoso.onmicrosoft.com'] });
    healthy();
  },
  worldAfterFix: (company) => cloudPerson(company, 'jsmith')?.proxyAddresses.includes('smtp:jsmith@contoso.com') === true,
};
