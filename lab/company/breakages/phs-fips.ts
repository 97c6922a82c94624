import type { Breakage } from './breakage.ts';

export const breakage: Breakage = {
  cause: 'phs-fips',
  subject: 'jsmith',
  says: 'A group policy made the sync server use FIPS-compliant algorithms only.',
  break: ({ sync, clock }) => {
    sync.machine.passwords.obstacle = 'md5-forbidden';
    sync.machine.passwords.since = new Date(clock.now().getTime() - 5 * HOUR);
  },
};

const HOUR = 60 * 60 * 1000;
