import type { Breakage } from './breakage.ts';

export const breakage: Breakage = {
  cause: 'device-no-certificate',
  subject: 'WS-017$',
  says: 'A computer joined AD, and hybrid join never began on it.',
  break: ({ ad, healthy }) => {
    ad.add(`CN=WS-017,OU=Staff,${ad.baseDn}`, { objectClass: ['top', 'person', 'organizationalPerson', 'user', 'computer'], sAMAccountName: 'WS-017$', dNSHostName: `ws-017.${ad.domain}`, operatingSystem: 'Windows 11 Enterprise' });
    healthy();
  },
};
