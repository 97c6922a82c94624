import { describeCause } from '../describe-cause.ts';
import { sealed } from '../sealed.ts';
import { exportError } from '../company.ts';
import { entraRun, run, standby } from './on-the-server.ts';

describeCause(sealed('export-error-limit'), {
  confirms: [
    { when: 'the newest export stopped at the limit and the one asked about is innocent', given: (given) => { entraRun(given, 'stopped-error-limit', 'Export'); }, evidenceClass: 'A', remedy: null, says: /jsmith has no export error itself/ },
    { when: 'the one asked about is among the errors', given: (given) => { entraRun(given, 'stopped-error-limit', 'Export'); exportError(given, {}); }, evidenceClass: 'A', says: /errors \([^)]*\)\. Look for/ },
  ],
  rulesOut: [
    { when: 'no run was stopped', given: () => {} },
    { when: 'the newest run merely has some errors', given: (given) => { entraRun(given, 'completed-export-errors', 'Export'); } },
    { when: 'a newer export came to its end', given: (given) => { run(given, { ConnectorName: 'contoso.onmicrosoft.com - AAD', RunProfileName: 'Export', Result: 'stopped-error-limit', StartDate: '2026-11-20T09:00:00Z' }); } },
    { when: 'it befell another forest', given: (given) => { run(given, { ConnectorName: 'other.example', Result: 'stopped-error-limit' }); } },
    { when: 'only a standby server tells of it', given: (given) => { entraRun(given, 'stopped-error-limit', 'Export'); standby(given); } },
  ],
});
