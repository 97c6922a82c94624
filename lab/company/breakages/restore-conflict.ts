import { cloudPerson } from '../find-person.ts';
import type { Breakage } from './breakage.ts';

export const breakage: Breakage = {
  cause: 'restore-conflict',
  subject: 'jsmith',
  says: 'Somebody deleted the account of John Smith in the cloud, and a mail contact was given his address since.',
  break: (company) => {
    const john = cloudPerson(company, 'jsmith');
    if (john === undefined) throw new Error('jsmith has no cloud account');
    company.tenant.softDelete(john.id, company.clock.now());
    company.tenant.contacts.set(CONTACT_ID, {
      id: CONTACT_ID, displayName: 'John Smith (private)', mail: 'john.smith@contoso.com', proxyAddresses: ['SMTP:john.smith@contoso.com'],
      onPremisesSyncEnabled: null, onPremisesProvisioningErrors: [],
    });
  },
};

const CONTACT_ID = 'c0c0c0c0-0003-4d3e-9f2a-7b6c5d4e3f23';
