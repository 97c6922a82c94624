import { license } from '../company-past.ts';
import { cloudPerson } from '../find-person.ts';
import { hire } from '../hire.ts';
import { octetsOfGuid } from '../sync-engine/anchor-octets.ts';
import type { Breakage } from './breakage.ts';

export const breakage: Breakage = {
  cause: 'hard-match-blocked-object-identifier',
  subject: 'dkim',
  says: 'The anchor of Dana Kim was written into her cloud account, which is still mapped to the AD account that she had before.',
  break: ({ ad, tenant, clock, healthy }) => {
    const dana = tenant.newUser({
      userPrincipalName: 'dana.kim@contoso.com',
      displayName: 'Dana Kim',
      mail: 'dana.kim@contoso.com',
      proxyAddresses: ['SMTP:dana.kim@contoso.com'],
      createdDateTime: new Date(clock.now().getTime() - 90 * 24 * 60 * 60 * 1000).toISOString(),
    });
    license(dana, clock.now());
    tenant.objectIdentifiers.set(dana.id, FORMER_ACCOUNT);
    const account = hire(ad, { sam: 'dkim', givenName: 'Dana', surname: 'Kim', ou: 'Staff', department: 'Legal', employeeId: 'E1042' });
    dana.onPremisesImmutableId = octetsOfGuid(account.guid).toString('base64');
    healthy();
  },
  worldAfterFix: (company) => cloudPerson(company, 'dkim')?.userPrincipalName === 'dana.kim@contoso.com',
};

const FORMER_ACCOUNT = '6e0c2f5d-8a41-4b97-b3d6-1f7c9e2a5048';
