import { adPerson, setAttribute } from '../find-person.ts';
import type { Breakage } from './breakage.ts';

export const breakage: Breakage = {
  cause: 'member-from-other-forest',
  subject: 'sales.team',
  says: 'A person of a trusted forest was made a member of the sales team; that forest is not synced.',
  break: ({ ad, healthy }) => {
    ad.add(`CN=ForeignSecurityPrincipals,${ad.baseDn}`, { objectClass: ['top', 'container'] });
    const foreign = ad.add(`CN=${FOREIGN_SID},CN=ForeignSecurityPrincipals,${ad.baseDn}`, { objectClass: ['top', 'foreignSecurityPrincipal'] });
    setAttribute(ad, 'sales.team', { member: [...adPerson(ad, 'sales.team').values('member'), foreign.dn] });
    healthy();
  },
};

const FOREIGN_SID = 'S-1-5-21-2127521184-1604012920-1887927527-72713';
