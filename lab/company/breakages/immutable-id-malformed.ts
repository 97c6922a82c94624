import { license } from '../company-past.ts';
import { cloudPerson } from '../find-person.ts';
import { hire } from '../hire.ts';
import type { Breakage } from './breakage.ts';

export const breakage: Breakage = {
  cause: 'immutable-id-malformed',
  subject: 'dkim',
  says: 'Dana Kim worked in the cloud first, and a script wrote her login name into ImmutableId; then her AD account was made.',
  break: ({ ad, tenant, clock, healthy }) => {
    const dana = tenant.newUser({
      userPrincipalName: 'dana.kim@contoso.com',
      displayName: 'Dana Kim',
      mail: 'dana.kim@contoso.com',
      proxyAddresses: ['SMTP:dana.kim@contoso.com'],
      onPremisesImmutableId: 'dkim',
      createdDateTime: new Date(clock.now().getTime() - 90 * 24 * 60 * 60 * 1000).toISOString(),
    });
    license(dana, clock.now());
    hire(ad, { sam: 'dkim', givenName: 'Dana', surname: 'Kim', ou: 'Staff', department: 'Legal', employeeId: 'E1042' });
    healthy();
  },
  worldAfterFix: (company) => cloudPerson(company, 'dkim')?.userPrincipalName === 'dana.kim@contoso.com',
};
