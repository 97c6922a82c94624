import { describeCause } from '../describe-cause.ts';
import { sealed } from '../sealed.ts';
import type { Company } from '../company.ts';
import { run, standby } from './on-the-server.ts';

/** A cycle that began at 09:30 and has not ended; asked at a later time. */
const running = (given: Company, now: string, profile = 'Delta Import'): void => {
  given.scheduler['SyncCycleInProgress'] = true;
  given.bundle['takenAt'] = now;
  run(given, { RunProfileName: profile, StartDate: '2026-11-21T09:30:00Z', EndDate: null, Result: 'in-progress', IsRunComplete: false });
};

describeCause(sealed('cycle-running-long'), {
  confirms: [
    { when: 'it runs for more than three times as long as usual', given: (given) => { running(given, '2026-11-21T10:10:00Z'); }, remedy: null, says: /since 2026-11-21 09:30 UTC, for 40 minutes; usually one takes no more than 5/ },
    { when: 'it has just passed three times the usual', given: (given) => { running(given, '2026-11-21T09:45:01Z'); } },
  ],
  rulesOut: [
    { when: 'no cycle is running', given: () => {} },
    { when: 'it began a few minutes ago', given: (given) => { running(given, '2026-11-21T09:35:00Z'); } },
    { when: 'it runs for three times as long as usual to the second', given: (given) => { running(given, '2026-11-21T09:45:00Z'); } },
    { when: 'it is a full synchronisation after a change of rules, which takes hours', given: (given) => { running(given, '2026-11-21T12:10:00Z', 'Full Synchronization'); } },
    { when: 'it is the first cycle of all, with nothing to compare it with', given: (given) => { given.server['runHistory'] = []; running(given, '2026-11-21T12:10:00Z'); } },
    { when: 'a full cycle is due by its policy', given: (given) => { running(given, '2026-11-21T12:10:00Z'); given.scheduler['NextSyncCyclePolicyType'] = 'Initial'; } },
    { when: 'it runs on a standby server', given: (given) => { running(given, '2026-11-21T10:10:00Z'); standby(given); } },
    { when: 'it has not recorded its first run yet', given: ({ scheduler, bundle }) => { scheduler['SyncCycleInProgress'] = true; bundle['takenAt'] = '2026-11-21T09:30:05Z'; } },
  ],
  cannotTell: [{ when: 'the runs were not read', given: (given) => { given.scheduler['SyncCycleInProgress'] = true; delete given.server['runHistory']; }, missing: ['syncServers.runHistory'] }],
});
