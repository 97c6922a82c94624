import { license } from '../company-past.ts';
import { cloudPerson } from '../find-person.ts';
import { hire } from '../hire.ts';
import type { Breakage } from './breakage.ts';

export const breakage: Breakage = {
  cause: 'stale-immutable-id-on-cloud-user',
  subject: 'omarek',
  says: 'Olga Marek came with a company that was bought: her cloud account still carries the anchor of its old directory.',
  break: ({ ad, tenant, clock, healthy }) => {
    const olga = tenant.newUser({
      userPrincipalName: 'olga.marek@contoso.com',
      displayName: 'Olga Marek',
      mail: 'olga.marek@contoso.com',
      proxyAddresses: ['SMTP:olga.marek@contoso.com'],
      onPremisesImmutableId: 'TpwcjSo/bkucfSobPE1ebw==',
      onPremisesSyncEnabled: false,
      createdDateTime: new Date(clock.now().getTime() - 700 * 24 * 60 * 60 * 1000).toISOString(),
    });
    license(olga, clock.now());
    hire(ad, { sam: 'omarek', givenName: 'Olga', surname: 'Marek', ou: 'Sales', department: 'Sales', employeeId: 'E1043' });
    healthy();
  },
  worldAfterFix: (company) => cloudPerson(company, 'omarek')?.userPrincipalName === 'olga.marek@contoso.com',
};
