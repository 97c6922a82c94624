import type { Breakage } from './breakage.ts';

export const breakage: Breakage = {
  cause: 'group-dynamic-distribution',
  subject: 'everybody in london',
  says: 'A dynamic distribution group was made in Exchange, and it is missing in the cloud.',
  break: ({ ad, healthy }) => {
    ad.add(`CN=Everybody in London,OU=Groups,${ad.baseDn}`, { objectClass: ['top', 'msExchDynamicDistributionList'], displayName: 'Everybody in London', mailNickname: 'london', mail: 'london@contoso.com', proxyAddresses: ['SMTP:london@contoso.com'] });
    healthy();
  },
};
