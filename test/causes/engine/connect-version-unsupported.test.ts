import { describeCause } from '../describe-cause.ts';
import { sealed } from '../sealed.ts';
import type { Company } from '../company.ts';
import { ENTRA, entraRun, run, secondServer, standby, type Json } from './on-the-server.ts';

const version = ({ server }: Company, text: string): void => {
  server['version'] = text;
};

const onlyRuns = (given: Company, ...runs: readonly Json[]): void => { version(given, '2.4.131.0'); given.server['runHistory'] = []; for (const each of runs) run(given, each); };

describeCause(sealed('connect-version-unsupported'), {
  confirms: [
    { when: 'an old version fails with Entra', given: (given) => { version(given, '2.5.76.0'); entraRun(given, 'stopped-extension-dll-exception'); }, evidenceClass: 'A', remedy: null, says: /2\.5\.76\.0.*2\.5\.79\.0.*new credentials do not help/, shows: ['version=2.5.76.0', 'contoso.onmicrosoft.com - AAD: Delta Import, started 2026-11-21T09:05:00Z=stopped-extension-dll-exception'] },
    { when: 'no failed run is recorded yet', given: (given) => { version(given, '2.4.131.0'); }, evidenceClass: 'B', says: /No failed run/, shows: ['version=2.4.131.0'] },
    { when: 'the day has just come', given: (given) => { version(given, '2.5.3.0'); given.bundle['takenAt'] = '2026-09-30T00:00:00Z'; } },
    { when: 'the version is known from the settings only', given: ({ server }) => { delete server['version']; server['globalSettings'] = { Parameters: [{ Name: 'Microsoft.Synchronize.ServerConfigurationVersion', Value: '2.3.20.0' }] }; } },
    { when: 'it is the first generation of Entra Connect, dead for years', given: (given) => { version(given, '1.6.16.0'); given.bundle['takenAt'] = '2024-05-01T00:00:00Z'; } },
    { when: 'Entra still accepted a run of it lately', given: (given) => { onlyRuns(given, { ConnectorName: ENTRA }); }, certainty: 'likely' },
    { when: 'no run at all is recorded', given: (given) => { onlyRuns(given); }, certainty: 'certain' },
    { when: 'the last run that Entra accepted was before the day', given: (given) => { onlyRuns(given, { ConnectorName: ENTRA, StartDate: '2026-09-29T09:00:00Z', EndDate: '2026-09-29T09:00:10Z' }); }, certainty: 'certain' },
    { when: 'only a run in AD did its work', given: (given) => { onlyRuns(given, {}); }, certainty: 'certain' },
    { when: 'a run to Entra ended in another way', given: (given) => { onlyRuns(given, { ConnectorName: ENTRA, Result: 'stopped-user-termination' }); }, evidenceClass: 'B', certainty: 'certain' },
    { when: 'a run in AD was stopped, which says nothing of Entra', given: (given) => { onlyRuns(given, { Result: 'stopped-server-down' }); }, evidenceClass: 'B' },
    { when: 'its runs fail, and the sentence says so', given: (given) => { onlyRuns(given, { ConnectorName: ENTRA, Result: 'stopped-server-down' }); }, evidenceClass: 'A', certainty: 'certain', says: /since 2026-09-30 Entra refuses.*Its last run to Entra failed/ },
    { when: 'one of two active servers is old and the runs of the other fail', given: (given) => { secondServer(given, {}, { version: '2.5.3.0' }); entraRun(given, 'stopped-extension-dll-exception'); }, evidenceClass: 'B', says: /^SYNC02/ },
  ],
  rulesOut: [
    { when: 'the version is recent', given: () => {} },
    { when: 'the version is exactly the lowest that is accepted, out of support but not out of service', given: (given) => { version(given, '2.5.79.0'); } },
    { when: 'the support of the version has ended on that day and it still works', given: (given) => { version(given, '2.5.190.0'); given.bundle['takenAt'] = '2027-02-03T00:00:00Z'; } },
    { when: 'the version is old but the day has not come', given: (given) => { version(given, '2.5.3.0'); given.bundle['takenAt'] = '2026-09-29T23:59:59Z'; } },
    { when: 'numbers are compared as numbers, not as letters', given: (given) => { version(given, '2.10.1.0'); } },
    { when: 'only the Health agent is below its own minimum', given: ({ server }) => { server['healthAgent'] = { version: '4.0.0.0', status: 'Running' }; } },
    { when: 'only the standby server is old', given: (given) => { given.servers.push({ ...structuredClone(given.server), name: 'SYNC02', version: '2.5.3.0', scheduler: { ...given.scheduler, StagingModeEnabled: true } }); } },
    { when: 'nobody but a standby server was asked', given: (given) => { version(given, '2.5.3.0'); standby(given); } },
    { when: 'the version is not known but Entra accepts its runs', given: ({ server }) => { delete server['version']; server['globalSettings'] = { Parameters: [] }; } },
    { when: 'no version was refused yet on that day', given: (given) => { version(given, '1.6.16.0'); given.bundle['takenAt'] = '2023-01-01T00:00:00Z'; } },
  ],
  cannotTell: [
    { when: 'the version is not known and no run has succeeded', given: ({ server }) => { delete server['version']; server['globalSettings'] = { Parameters: [] }; server['runHistory'] = []; }, missing: ['syncServers.version'] },
    { when: 'one of two active servers does not tell its version and no run has succeeded', given: (given) => { given.server['runHistory'] = []; secondServer(given, {}, { version: undefined, globalSettings: { Parameters: [] } }); }, missing: ['syncServers.version'] },
  ],
});
