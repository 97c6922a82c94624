import { describeCause } from '../describe-cause.ts';
import { sealed } from '../sealed.ts';

describeCause(sealed('scheduler-disabled'), {
  confirms: [
    { when: 'the cycle is switched off', given: ({ scheduler }) => { scheduler['SyncCycleEnabled'] = false; }, evidenceClass: 'A', remedy: 'enable-scheduler' },
    { when: 'deletes wait for export, and then a human looks first', given: ({ scheduler, server }) => { scheduler['SyncCycleEnabled'] = false; server['pendingExports'] = [{ Operation: 'Delete' }]; }, evidenceClass: 'A', remedy: null },
    { when: 'only a standby server says so', given: ({ scheduler }) => { scheduler['SyncCycleEnabled'] = false; scheduler['StagingModeEnabled'] = true; }, evidenceClass: 'D' },
  ],
  rulesOut: [
    { when: 'the cycle is on', given: () => {} },
    { when: 'it is off on the standby server only', given: ({ servers, server, scheduler }) => { servers.push({ ...server, name: 'SYNC02', scheduler: { ...scheduler, StagingModeEnabled: true, SyncCycleEnabled: false } }); } },
  ],
});
