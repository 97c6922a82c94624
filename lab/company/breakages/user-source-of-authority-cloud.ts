import { cloudPerson } from '../find-person.ts';
import { giveAddress } from '../give-address.ts';
import type { Breakage } from './breakage.ts';

export const breakage: Breakage = {
  cause: 'user-source-of-authority-cloud',
  subject: 'jsmith',
  says: 'The management of John Smith was moved to the cloud on purpose; his new address in AD goes nowhere.',
  break: (company) => {
    const john = cloudPerson(company, 'jsmith');
    if (john === undefined) throw new Error('jsmith has no cloud account');
    company.tenant.cloudManaged.add(john.id);
    john.onPremisesSyncEnabled = null;
    giveAddress(company.ad, 'jsmith', 'j.smith@contoso.com');
    company.healthy();
  },
};
