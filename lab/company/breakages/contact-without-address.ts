import type { Breakage } from './breakage.ts';

export const breakage: Breakage = {
  cause: 'contact-without-address',
  subject: 'fabrikam fleet desk',
  says: 'A contact was made with an e-mail field, but without proxy addresses.',
  break: ({ ad, healthy }) => {
    ad.add(`CN=Fabrikam Fleet Desk,OU=Groups,${ad.baseDn}`, { objectClass: ['top', 'person', 'organizationalPerson', 'contact'], displayName: 'Fabrikam Fleet Desk', mail: 'fleet@fabrikam.example' });
    healthy();
  },
};
