import type { Breakage } from './breakage.ts';

export const breakage: Breakage = {
  cause: 'contact-legacy-hidden',
  subject: 'fabrikam fleet desk (msol)',
  says: 'A hidden contact that the old synchronisation tool had made is still in AD.',
  break: ({ ad, healthy }) => {
    ad.add(`CN=Fabrikam Fleet Desk,OU=Groups,${ad.baseDn}`, {
      objectClass: ['top', 'person', 'organizationalPerson', 'contact'], displayName: 'Fabrikam Fleet Desk (MSOL)', mail: 'fleet@fabrikam.example',
      proxyAddresses: ['SMTP:fleet@fabrikam.example'], msExchHideFromAddressLists: 'TRUE',
    });
    healthy();
  },
};
