import { describeCause } from '../describe-cause.ts';
import { sealed } from '../sealed.ts';
import type { Company } from '../company.ts';
import { event, noEvents, run, standby } from './on-the-server.ts';

const WORDS = 'The incoming tabular data stream (TDS) remote procedure call (RPC) protocol stream is incorrect. Table-valued parameter 1 ("@objects"), row 0, column 0: Data type 0xE7 has an invalid data length.';

const stagingError = (given: Company, more: Record<string, unknown> = {}): void => {
  run(given, { Result: 'completed-discovery-errors', RunStepResults: [{ StepNumber: 1, StepResult: 'completed-discovery-errors', ConnectorDiscoveryErrors: '<ma-object-error><error-type>staging-error</error-type></ma-object-error>' }], ...more });
};

describeCause(sealed('database-error-utf8-locale'), {
  confirms: [
    { when: 'event 6301 names a table-valued parameter and the import shows staging-error', given: (given) => { stagingError(given); event(given, 'ADSync', 6301, WORDS); }, remedy: null, says: /UTF-8 option/ },
    { when: 'the import lists objects with staging-error', given: (given) => { run(given, { Result: 'completed-discovery-errors', RunStepResults: [{ SyncErrors: { SyncErrorsList: [{ ErrorType: 'staging-error' }] } }] }); event(given, 'ADSync', 6301, WORDS); } },
    { when: 'the event is newer than the last import that worked', given: (given) => { event(given, 'ADSync', 6301, WORDS); } },
  ],
  rulesOut: [
    { when: 'the imports are clean', given: () => {} },
    { when: 'event 6301 is about something else', given: (given) => { stagingError(given); event(given, 'ADSync', 6301, 'The server encountered an unexpected error.'); } },
    { when: 'another program logs 6301', given: (given) => { stagingError(given); event(given, 'Winlogon', 6301, WORDS); } },
    { when: 'the import of another forest shows staging-error', given: (given) => { stagingError(given, { ConnectorName: 'other.example' }); noEvents(given); } },
    { when: 'the event is older than the last clean import', given: (given) => { event(given, 'ADSync', 6301, WORDS, '2026-11-20T09:00:00Z'); } },
    { when: 'only a standby server tells of it', given: (given) => { stagingError(given); event(given, 'ADSync', 6301, WORDS); standby(given); } },
  ],
  cannotTell: [{ when: 'the import shows staging-error and the event log was not read', given: (given) => { stagingError(given); noEvents(given); }, missing: ['syncServers.events'] }],
});
