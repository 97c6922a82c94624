import { setAttribute } from '../find-person.ts';
import type { Breakage } from './breakage.ts';

export const breakage: Breakage = {
  cause: 'filter-samaccountname',
  subject: 'john.smith@contoso.com',
  says: 'The logon name of John Smith was changed to one that begins like a service account of Entra Connect.',
  break: ({ ad, healthy }) => {
    setAttribute(ad, 'jsmith', { sAMAccountName: ['AAD_jsmith'] });
    healthy();
  },
};
