import { describeCause } from '../describe-cause.ts';
import { sealed } from '../sealed.ts';

describeCause(sealed('scheduler-disabled'), {
  confirms: [
    { when: 'the cycle is off while passwords still travel, which misleads people', given: ({ scheduler, server, bundle }) => { scheduler['SyncCycleEnabled'] = false; bundle['takenAt'] = '2026-11-21T15:10:00Z'; server['passwordSync'] = { partitionState: [{ DN: 'DC=corp,DC=contoso,DC=com', PasswordSyncLastCycleStatus: 'Successful', PasswordSyncLastSuccessfulCycleEndTimestamp: '2026-11-21T15:08:00Z' }] }; }, evidenceClass: 'A', says: /the last run was at 2026-11-21 09:02 UTC/ },
    { when: 'the cycle is switched off', given: ({ scheduler }) => { scheduler['SyncCycleEnabled'] = false; }, evidenceClass: 'A', remedy: 'enable-scheduler' },
    { when: 'deletes wait for export, and then a human looks first', given: ({ scheduler, server }) => { scheduler['SyncCycleEnabled'] = false; server['pendingExports'] = [{ Operation: 'Delete' }]; }, evidenceClass: 'A', remedy: null },
    { when: 'only a standby server says so', given: ({ scheduler }) => { scheduler['SyncCycleEnabled'] = false; scheduler['StagingModeEnabled'] = true; }, evidenceClass: 'D' },
  ],
  rulesOut: [
    { when: 'the last run is long ago and the scheduler is on, so something else stopped it', given: ({ bundle }) => { bundle['takenAt'] = '2026-11-21T15:10:00Z'; } },
    { when: 'the cycle is on', given: () => {} },
    { when: 'it is off on the standby server only', given: ({ servers, server, scheduler }) => { servers.push({ ...server, name: 'SYNC02', scheduler: { ...scheduler, StagingModeEnabled: true, SyncCycleEnabled: false } }); } },
  ],
});
