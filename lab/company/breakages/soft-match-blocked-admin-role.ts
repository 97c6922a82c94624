import { license } from '../company-past.ts';
import { hire } from '../hire.ts';
import { settleIn } from '../settle-in.ts';
import type { Breakage } from './breakage.ts';

export const breakage: Breakage = {
  cause: 'soft-match-blocked-admin-role',
  subject: 'dkim',
  says: 'Dana Kim worked in the cloud first and is a User Administrator there; her AD account was to take over the cloud account.',
  break: (company) => {
    const { ad, tenant, clock, healthy } = company;
    const dana = tenant.newUser({
      userPrincipalName: 'dana.kim@contoso.com',
      displayName: 'Dana Kim',
      mail: 'dana.kim@contoso.com',
      proxyAddresses: ['SMTP:dana.kim@contoso.com'],
      createdDateTime: new Date(clock.now().getTime() - 90 * 24 * 60 * 60 * 1000).toISOString(),
    });
    license(dana, clock.now());
    tenant.roleAssignments.push({ id: 'assignment-dana', principalId: dana.id, roleDefinitionId: USER_ADMINISTRATOR, directoryScopeId: '/' });
    hire(ad, { sam: 'dkim', givenName: 'Dana', surname: 'Kim', ou: 'Staff', department: 'Legal', employeeId: 'E1042' });
    healthy();
    settleIn(company, 'dkim');
  },
};

const USER_ADMINISTRATOR = 'fe930be7-5e62-47db-91af-98c3a49a38b1';
