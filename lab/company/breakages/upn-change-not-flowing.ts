import { setAttribute } from '../find-person.ts';
import type { Breakage } from './breakage.ts';

export const breakage: Breakage = {
  cause: 'upn-change-not-flowing',
  subject: 'jsmith',
  says: 'The tenant ignores changed sign-in names of licensed accounts, and John Smith got a new one.',
  break: ({ ad, tenant, healthy }) => {
    tenant.syncFeatures.features['synchronizeUpnForManagedUsersEnabled'] = false;
    setAttribute(ad, 'jsmith', { userPrincipalName: ['johnny.smith@contoso.com'] });
    healthy();
  },
};
