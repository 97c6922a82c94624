import type { Breakage } from './breakage.ts';

export const breakage: Breakage = {
  cause: 'phs-heartbeat-stale',
  subject: 'jsmith',
  says: 'The password loop of the sync server hangs since five hours ago, without a word.',
  break: ({ sync, clock }) => {
    sync.machine.passwords.hangs = true;
    sync.machine.passwords.since = new Date(clock.now().getTime() - 5 * HOUR);
  },
};

const HOUR = 60 * 60 * 1000;
