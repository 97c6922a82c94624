import { describeCause } from '../describe-cause.ts';
import { sealed } from '../sealed.ts';
import type { Company } from '../company.ts';
import { companyFeature, federated, lastCycle } from './trouble.ts';

const silent = (given: Company, time = '2026-11-21T05:00:00Z'): void => {
  given.server['events'] = [{ source: 'ADSync', id: 904, time: '2026-11-21T09:02:15Z', message: 'Scheduler' }, { source: 'Directory Synchronization', id: 654, time, message: 'Provisioning credentials ping end.' }];
  lastCycle(given, 'Successful', '2026-11-21T05:00:00Z');
};

describeCause(sealed('phs-heartbeat-stale'), {
  confirms: [
    { when: 'the last event 654 is more than three hours old', given: (given) => { silent(given); }, evidenceClass: 'A', remedy: null, says: /since 2026-11-21 05:00 UTC/ },
    { when: 'it is known since when the service runs', given: (given) => { silent(given); given.server['service'] = { status: 'Running', startedAt: '2026-11-20T05:00:00Z' }; }, evidenceClass: 'A', remedy: 'restart-service', proposes: /"sync\.restart-service".*"before":"2026-11-20T05:00:00Z"/ },
    { when: 'the last cycle of its domain did not succeed', given: (given) => { lastCycle(given, 'Failed'); }, evidenceClass: 'A', says: /\(Failed\)/ },
    { when: 'the log knows no sign of life at all', given: (given) => { delete given.server['passwordSync']; given.server['events'] = []; }, evidenceClass: 'A' },
  ],
  rulesOut: [
    { when: 'the loop is well', given: () => {} },
    { when: 'it gave a sign of life two hours ago', given: (given) => { silent(given, '2026-11-21T07:10:00Z'); } },
    { when: 'only a staging server was asked', given: (given) => { silent(given); given.scheduler['StagingModeEnabled'] = true; } },
    { when: 'no passwords are to travel', given: (given) => { silent(given); companyFeature(given, 'PasswordHashSync', false); } },
    { when: 'the domain is federated', given: (given) => { silent(given); federated(given); } },
    { when: 'its last cycle was good and no events were collected', given: (given) => { silent(given); given.server['events'] = []; } },
  ],
  cannotTell: [{ when: 'neither the event log nor the state was read', given: ({ server }) => { delete server['events']; delete server['passwordSync']; }, missing: ['syncServers.events'] }],
});
