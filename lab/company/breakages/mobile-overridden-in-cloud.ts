import { cloudPerson, setAttribute } from '../find-person.ts';
import type { Breakage } from './breakage.ts';

export const breakage: Breakage = {
  cause: 'mobile-overridden-in-cloud',
  subject: 'jsmith',
  says: 'Somebody set the mobile number of John Smith in the cloud; the one that AD got later does not come through.',
  break: (company) => {
    const john = cloudPerson(company, 'jsmith');
    if (john === undefined) throw new Error('jsmith has no cloud account');
    company.tenant.mobileOverridden.add(john.id);
    Object.assign(john, { mobilePhone: '+44 7700 900999' });
    setAttribute(company.ad, 'jsmith', { mobile: ['+44 7700 900123'] });
    company.healthy();
  },
};
