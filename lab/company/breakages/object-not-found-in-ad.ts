import type { Breakage } from './breakage.ts';

export const breakage: Breakage = {
  cause: 'object-not-found-in-ad',
  subject: 'piotr.kowalski@contoso.com',
  says: 'Piotr Kowalski was created in the Entra portal; nobody made an AD account for him.',
  break: ({ tenant }) => {
    tenant.newUser({
      userPrincipalName: 'piotr.kowalski@contoso.com',
      displayName: 'Piotr Kowalski',
      mail: 'piotr.kowalski@contoso.com',
      proxyAddresses: ['SMTP:piotr.kowalski@contoso.com'],
      usageLocation: 'GB',
    });
  },
};
