import type { Breakage } from '../breakage.ts';
import { getsAnAdAccount, isBoundTo, worksInTheCloud } from './works-in-the-cloud.ts';

export const breakage: Breakage = {
  cause: 'soft-match-cloud-user-has-no-address',
  subject: 'Dana Kim',
  says: 'Dana Kim works in the cloud without a mailbox and with a short sign-in name, and got an AD account a moment ago; nothing would match.',
  break: (company) => {
    worksInTheCloud(company, 90, { userPrincipalName: 'dana.kim@contoso.onmicrosoft.com', mail: null, proxyAddresses: [] });
    getsAnAdAccount(company);
  },
  worldAfterFix: (company) => isBoundTo(company, 'dana.kim@contoso.com'),
};
