import { cloudPerson, setAttribute } from '../find-person.ts';
import type { Breakage } from './breakage.ts';

export const breakage: Breakage = {
  cause: 'quarantined-upn',
  subject: 'jsmith',
  says: 'John Smith was to sign in as j.smith@contoso.com, but a mail contact in the cloud holds that address.',
  break: ({ ad, tenant, healthy }) => {
    tenant.contacts.set(CONTACT_ID, {
      id: CONTACT_ID, displayName: 'Jane Smith (supplier)', mail: 'j.smith@contoso.com', proxyAddresses: ['SMTP:j.smith@contoso.com'],
      onPremisesSyncEnabled: null, onPremisesProvisioningErrors: [],
    });
    setAttribute(ad, 'jsmith', { userPrincipalName: ['j.smith@contoso.com'] });
    healthy();
  },
  worldAfterFix: (company) => cloudPerson(company, 'jsmith')?.onPremisesProvisioningErrors.length === 0,
};

const CONTACT_ID = 'c0c0c0c0-0001-4d3e-9f2a-7b6c5d4e3f21';
