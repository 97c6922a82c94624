import type { Breakage } from './breakage.ts';

export const breakage: Breakage = {
  cause: 'phs-paused-for-full-sync',
  subject: 'jsmith',
  says: 'The scope was widened, and passwords wait for a full synchronisation that nobody has run.',
  break: ({ sync, clock }) => {
    sync.moveHistoryBack(24 * HOUR);
    sync.machine.passwords.obstacle = 'waits-for-full-synchronisation';
    sync.machine.passwords.since = new Date(clock.now().getTime() - 5 * HOUR);
  },
};

const HOUR = 60 * 60 * 1000;
