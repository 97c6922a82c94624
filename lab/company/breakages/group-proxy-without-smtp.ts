import type { Breakage } from './breakage.ts';

export const breakage: Breakage = {
  cause: 'group-proxy-without-smtp',
  subject: 'night.shift',
  says: 'A distribution group came over from an old mail system; its only proxy address is one of that system.',
  break: ({ ad, healthy }) => {
    ad.add(`CN=Night Shift,OU=Groups,${ad.baseDn}`, { objectClass: ['top', 'group'], sAMAccountName: 'night.shift', displayName: 'Night Shift', groupType: '8', mail: 'night.shift@contoso.com', proxyAddresses: ['X500:/o=Contoso/ou=Old/cn=night.shift'] });
    healthy();
  },
};
