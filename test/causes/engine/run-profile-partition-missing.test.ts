import { describeCause } from '../describe-cause.ts';
import { sealed } from '../sealed.ts';
import { event, run, standby } from './on-the-server.ts';

describeCause(sealed('run-profile-partition-missing'), {
  confirms: [
    { when: 'the import of its forest names a partition that is missing', given: (given) => { run(given, { Result: 'missing-partition-for-run-step' }); }, evidenceClass: 'A', remedy: null, says: /Delta Import of corp\.contoso\.com/ },
    { when: 'the run did not start because its partition was deleted', given: (given) => { run(given, { Result: 'no-start-partition-delete' }); }, evidenceClass: 'A' },
    { when: 'event 6020 tells of it after the last run that worked', given: (given) => { event(given, 'ADSync', 6020, 'The run profile step references a partition that does not exist.'); }, evidenceClass: 'A' },
    { when: 'a domain of the same name was made anew, so that all names look right', given: (given) => { run(given, { ConnectorName: 'CORP.contoso.com', Result: 'missing-partition-for-run-step' }); }, evidenceClass: 'A', says: /same name/ },
  ],
  rulesOut: [
    { when: 'the runs succeed', given: () => {} },
    { when: 'it befalls the connector of another forest', given: (given) => { run(given, { ConnectorName: 'other.example', Result: 'missing-partition-for-run-step' }); } },
    { when: 'a newer import succeeded', given: (given) => { run(given, { Result: 'no-start-partition-delete', StartDate: '2026-11-20T09:00:00Z' }); } },
    { when: 'event 6020 is about something else', given: (given) => { event(given, 'ADSync', 6020, 'The credentials were refused.'); } },
    { when: 'only a standby server tells of it', given: (given) => { run(given, { Result: 'missing-partition-for-run-step' }); standby(given); } },
  ],
});
