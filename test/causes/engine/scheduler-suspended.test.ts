import { describeCause } from '../describe-cause.ts';
import { sealed } from '../sealed.ts';
import { secondServer, standby } from './on-the-server.ts';

describeCause(sealed('scheduler-suspended'), {
  confirms: [
    { when: 'the scheduler is suspended', given: ({ scheduler }) => { scheduler['SchedulerSuspended'] = true; }, evidenceClass: 'A', remedy: null, says: /open wizard/ },
    { when: 'only a standby server says so', given: (given) => { standby(given); given.scheduler['SchedulerSuspended'] = true; }, evidenceClass: 'D' },
  ],
  rulesOut: [
    { when: 'the scheduler is not suspended', given: () => {} },
    { when: 'the wizard is open on the standby server only', given: (given) => { secondServer(given, { StagingModeEnabled: true, SchedulerSuspended: true }); } },
  ],
});
