import { adPerson, cloudPerson, setAttribute } from '../find-person.ts';
import { hire } from '../hire.ts';
import { settleIn } from '../settle-in.ts';
import type { Breakage } from './breakage.ts';

export const breakage: Breakage = {
  cause: 'duplicate-mailnickname',
  subject: 'jsmyth',
  says: 'Jane Smyth was given the alias of John Smith, so Entra put digits behind it; mail for her is still routed to the address without them, which is his.',
  break: (company) => {
    const { ad, healthy } = company;
    hire(ad, { sam: 'jsmyth', givenName: 'Jane', surname: 'Smyth', ou: 'Sales', department: 'Sales', employeeId: 'E1052' }, { mailNickname: adPerson(ad, 'jsmith').values('mailNickname') });
    healthy();
    settleIn(company, 'jsmyth');
    setAttribute(ad, 'jsmyth', { targetAddress: ['SMTP:jsmith@contoso.onmicrosoft.com'] });
    healthy();
  },
  worldAfterFix: (company) => cloudPerson(company, 'jsmyth')?.proxyAddresses.includes(adPerson(company.ad, 'jsmyth').values('targetAddress')[0]?.toString().replace('SMTP:', 'smtp:') ?? '') === true,
};
