import { license } from '../company-past.ts';
import { cloudPerson } from '../find-person.ts';
import { hire } from '../hire.ts';
import type { Breakage } from './breakage.ts';

export const breakage: Breakage = {
  cause: 'duplicate-held-by-soft-deleted-user',
  subject: 'ksato',
  says: 'Kenta Sato, who worked with a cloud account, was deleted last week; the new Kenji Sato gets the same short address.',
  break: ({ ad, tenant, clock, healthy }) => {
    const lastWeek = new Date(clock.now().getTime() - 7 * 24 * 60 * 60 * 1000);
    const kenta = tenant.newUser({
      userPrincipalName: 'kenta.sato@contoso.com',
      displayName: 'Kenta Sato',
      mail: 'kenta.sato@contoso.com',
      proxyAddresses: ['SMTP:kenta.sato@contoso.com', 'smtp:ksato@contoso.com'],
      createdDateTime: new Date(lastWeek.getTime() - 300 * 24 * 60 * 60 * 1000).toISOString(),
    });
    tenant.softDelete(kenta.id, lastWeek);
    hire(ad, { sam: 'ksato', givenName: 'Kenji', surname: 'Sato', ou: 'Staff', department: 'Research', employeeId: 'E1041' });
    healthy();
    const kenji = cloudPerson({ tenant }, 'ksato');
    if (kenji !== undefined) license(kenji, clock.now());
    healthy();
  },
};
