import type { Breakage } from './breakage.ts';

export const breakage: Breakage = {
  cause: 'group-displayname-missing',
  subject: 'night.shift',
  says: 'A mail-enabled group was made by a script that left the display name out.',
  break: ({ ad, healthy }) => {
    ad.add(`CN=Night Shift,OU=Groups,${ad.baseDn}`, { objectClass: ['top', 'group'], sAMAccountName: 'night.shift', groupType: '-2147483640', mail: 'night.shift@contoso.com', mailNickname: 'night.shift', proxyAddresses: ['SMTP:night.shift@contoso.com'] });
    healthy();
  },
};
