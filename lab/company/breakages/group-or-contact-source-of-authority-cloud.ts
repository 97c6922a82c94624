import { adPerson, setAttribute } from '../find-person.ts';
import type { Breakage } from './breakage.ts';

export const breakage: Breakage = {
  cause: 'group-or-contact-source-of-authority-cloud',
  subject: 'sales.team',
  says: 'The management of the group Sales Team was moved to the cloud on purpose; a new member in AD does not come through.',
  break: ({ ad, tenant, healthy }) => {
    const team = [...tenant.groups.values()].find(({ displayName }) => displayName === 'Sales Team');
    if (team === undefined) throw new Error('there is no Sales Team');
    tenant.cloudManaged.add(team.id);
    team.onPremisesSyncEnabled = null;
    const members = adPerson(ad, 'sales.team').values('member');
    setAttribute(ad, 'sales.team', { member: [...members, adPerson(ad, 'jsmith').dn] });
    healthy();
  },
};
