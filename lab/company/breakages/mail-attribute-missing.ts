import { cloudPerson, setAttribute } from '../find-person.ts';
import type { Breakage } from './breakage.ts';

export const breakage: Breakage = {
  cause: 'mail-attribute-missing',
  subject: 'jsmith',
  says: 'mail and proxyAddresses of John Smith were emptied in AD.',
  break: ({ ad, healthy }) => {
    setAttribute(ad, 'jsmith', { mail: [], proxyAddresses: [] });
    healthy();
  },
  worldAfterFix: (company) => cloudPerson(company, 'jsmith')?.proxyAddresses.includes('smtp:jsmith@contoso.com') === true,
};
