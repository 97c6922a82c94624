import { MAIL_DOMAIN } from '../cast.ts';
import type { Breakage } from './breakage.ts';

export const breakage: Breakage = {
  cause: 'sign-in-not-phs',
  subject: 'jsmith',
  says: 'The domain contoso.com was federated with an AD FS of the company.',
  break: ({ tenant }) => {
    for (const domain of tenant.domains) if (domain.id === MAIL_DOMAIN) domain.authenticationType = 'Federated';
  },
};
