import { describeCause } from '../describe-cause.ts';
import { sealed } from '../sealed.ts';
import { entraRun, event, onlyService, run, standby } from './on-the-server.ts';

const WORDS = 'The server encountered an error because SQL Server is out of disk space.';

describeCause(sealed('database-full'), {
  confirms: [
    { when: 'the newest run stopped for a full database while the service still runs, which then must not be restarted', given: (given) => { entraRun(given, 'stopped-database-disk-full'); }, evidenceClass: 'A', remedy: null, says: /do not restart it/ },
    { when: 'the scheduler keeps a week of history', given: (given) => { entraRun(given, 'stopped-database-disk-full'); Object.assign(given.scheduler, { MaintenanceEnabled: true, PurgeRunHistoryInterval: '7.00:00:00' }); }, evidenceClass: 'A', remedy: 'keep-less-history', proposes: /^\[\{"operation":"sync\.set-history-retention".*"before":"7\.00:00:00","after":"2\.00:00:00"/ },
    { when: 'the maintenance that would throw history away is off', given: (given) => { entraRun(given, 'stopped-database-disk-full'); Object.assign(given.scheduler, { MaintenanceEnabled: false, PurgeRunHistoryInterval: '7.00:00:00' }); }, evidenceClass: 'A', remedy: 'keep-less-history', proposes: /"sync\.set-maintenance".*"before":false,"after":true.*"sync\.set-history-retention"/ },
    { when: 'no more than two days are kept already', given: (given) => { entraRun(given, 'stopped-database-disk-full'); Object.assign(given.scheduler, { MaintenanceEnabled: true, PurgeRunHistoryInterval: '2.00:00:00' }); }, evidenceClass: 'A', remedy: null },
    { when: 'the time is kept in a form that no step may name', given: (given) => { entraRun(given, 'stopped-database-disk-full'); Object.assign(given.scheduler, { MaintenanceEnabled: true, PurgeRunHistoryInterval: '10675199.02:48:05.4775807' }); }, evidenceClass: 'A', remedy: null },
    { when: 'the service cannot start any more, and nothing but its event tells', given: (given) => { onlyService(given, { status: 'Stopped' }); event(given, 'ADSync', 6323, WORDS); }, evidenceClass: 'A', says: /cannot start before there is room/ },
    { when: 'the event was logged under the old name of the source', given: (given) => { onlyService(given, { status: 'Stopped' }); event(given, 'FIMSynchronizationService', 6323, WORDS); }, evidenceClass: 'A' },
  ],
  rulesOut: [
    { when: 'the runs succeed', given: () => {} },
    { when: 'the event is older than a run that worked', given: (given) => { event(given, 'ADSync', 6323, WORDS, '2026-11-19T09:00:00Z'); } },
    { when: 'an event of that number comes from another source', given: (given) => { event(given, 'VSS', 6323, WORDS); } },
    { when: 'an event of that number says something else', given: (given) => { event(given, 'ADSync', 6323, 'The management agent was renamed.'); } },
    { when: 'a run stopped for it and a newer one of the kind succeeded', given: (given) => { run(given, { Result: 'stopped-database-disk-full', StartDate: '2026-11-20T09:00:00Z' }); } },
    { when: 'only a standby server is full', given: (given) => { entraRun(given, 'stopped-database-disk-full'); standby(given); } },
    { when: 'the event log was not read but the runs succeed', given: ({ server }) => { delete server['events']; } },
  ],
  cannotTell: [
    { when: 'the service is stopped and the event log was not read', given: (given) => { onlyService(given, { status: 'Stopped' }); delete given.server['events']; }, missing: ['syncServers.events'] },
    { when: 'the runs were not read', given: ({ server }) => { delete server['runHistory']; }, missing: ['syncServers.runHistory'] },
  ],
});
