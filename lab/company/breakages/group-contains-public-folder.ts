import { adPerson, setAttribute } from '../find-person.ts';
import type { Breakage } from './breakage.ts';

export const breakage: Breakage = {
  cause: 'group-contains-public-folder',
  subject: 'sales.team',
  says: 'A mail-enabled public folder was made a member of the sales team.',
  break: ({ ad, healthy }) => {
    const system = ad.add(`CN=Microsoft Exchange System Objects,${ad.baseDn}`, { objectClass: ['top', 'container'] });
    const folder = ad.add(`CN=Sales Archive,${system.dn}`, { objectClass: ['top', 'publicFolder'], displayName: 'Sales Archive' });
    setAttribute(ad, 'sales.team', { member: [...adPerson(ad, 'sales.team').values('member'), folder.dn] });
    healthy();
  },
};
