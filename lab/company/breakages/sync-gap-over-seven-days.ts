import type { Breakage } from './breakage.ts';

export const breakage: Breakage = {
  cause: 'sync-gap-over-seven-days',
  subject: 'jsmith',
  says: 'The sync server stood still for nine days and was switched on again a moment ago.',
  break: ({ tenant, sync, clock }) => {
    sync.setRunning(false);
    sync.moveHistoryBack(9 * DAY);
    tenant.organization['onPremisesLastSyncDateTime'] = new Date(clock.now().getTime() - 9 * DAY).toISOString();
    sync.setRunning(true);
  },
};

const DAY = 24 * 60 * 60 * 1000;
