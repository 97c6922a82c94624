import type { Breakage } from './breakage.ts';

export const breakage: Breakage = {
  cause: 'phs-replication-permission',
  subject: 'jsmith',
  says: 'The connector account lost the right to read password hashes of the domain.',
  break: ({ sync, clock }) => {
    sync.machine.passwords.obstacle = 'replication-refused';
    sync.machine.passwords.since = new Date(clock.now().getTime() - 5 * HOUR);
  },
};

const HOUR = 60 * 60 * 1000;
