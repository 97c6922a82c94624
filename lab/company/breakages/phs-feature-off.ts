import type { Breakage } from './breakage.ts';

export const breakage: Breakage = {
  cause: 'phs-feature-off',
  subject: 'jsmith',
  says: 'Password hash synchronisation was switched off in the wizard of the sync server.',
  break: ({ tenant, sync }) => {
    sync.machine.passwords.isEnabled = false;
    tenant.syncFeatures.features['passwordSyncEnabled'] = false;
  },
};
