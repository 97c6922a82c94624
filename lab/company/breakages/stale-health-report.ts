import type { Breakage } from './breakage.ts';

export const breakage: Breakage = {
  cause: 'stale-health-report',
  subject: 'jsmith',
  says: 'The Health agent of the sync server was never updated.',
  break: ({ sync }) => {
    sync.machine.healthAgent = { version: '3.1.110.0', status: 'Running' };
  },
};
