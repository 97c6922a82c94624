import type { Breakage } from './breakage.ts';

export const breakage: Breakage = {
  cause: 'tenant-dirsync-disabled',
  subject: 'jsmith',
  says: 'Somebody switched directory synchronisation off in the tenant.',
  break: ({ tenant }) => {
    tenant.organization['onPremisesSyncEnabled'] = false;
  },
};
