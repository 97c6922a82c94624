import { license } from '../company-past.ts';
import { cloudPerson } from '../find-person.ts';
import { hire } from '../hire.ts';
import { octetsOfGuid } from '../sync-engine/anchor-octets.ts';
import type { Breakage } from './breakage.ts';

export const breakage: Breakage = {
  cause: 'hard-match-blocked-privileged-target',
  subject: 'dkim',
  says: 'The anchor of Dana Kim was written into her cloud account, which may take the role of a User Administrator for a time.',
  break: ({ ad, tenant, clock, healthy }) => {
    const dana = tenant.newUser({
      userPrincipalName: 'dana.kim@contoso.com',
      displayName: 'Dana Kim',
      mail: 'dana.kim@contoso.com',
      proxyAddresses: ['SMTP:dana.kim@contoso.com'],
      createdDateTime: new Date(clock.now().getTime() - 90 * 24 * 60 * 60 * 1000).toISOString(),
    });
    license(dana, clock.now());
    tenant.roleEligibility.push({ id: 'eligibility-dana', principalId: dana.id, roleDefinitionId: USER_ADMINISTRATOR, directoryScopeId: '/' });
    const account = hire(ad, { sam: 'dkim', givenName: 'Dana', surname: 'Kim', ou: 'Staff', department: 'Legal', employeeId: 'E1042' });
    dana.onPremisesImmutableId = octetsOfGuid(account.guid).toString('base64');
    healthy();
  },
  // Administrators get their roles back.
  worldAfterFix: (company) => {
    const dana = cloudPerson(company, 'dkim');
    return dana?.userPrincipalName === 'dana.kim@contoso.com' && company.tenant.roleAssignments.some((each) => each['principalId'] === dana.id && each['roleDefinitionId'] === USER_ADMINISTRATOR);
  },
};

const USER_ADMINISTRATOR = 'fe930be7-5e62-47db-91af-98c3a49a38b1';
