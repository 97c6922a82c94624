import { setAttribute } from '../../find-person.ts';
import type { Breakage } from '../breakage.ts';
import { breakage as noAddress } from '../group-distribution-not-mail-enabled.ts';

export const breakage: Breakage = {
  cause: 'group-distribution-not-mail-enabled',
  subject: 'night.shift',
  says: 'A distribution group was given an address in mail, but none in proxyAddresses.',
  break: (company) => {
    noAddress.break(company);
    setAttribute(company.ad, 'night.shift', { mail: ['night.shift@contoso.com'] });
    company.healthy();
  },
  worldAfterFix: ({ tenant }) => [...tenant.groups.values()].some((group) => group.mail === 'night.shift@contoso.com'),
};
