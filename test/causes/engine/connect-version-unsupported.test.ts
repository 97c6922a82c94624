import { describeCause } from '../describe-cause.ts';
import { sealed } from '../sealed.ts';
import type { Company } from '../company.ts';
import { entraRun, standby } from './on-the-server.ts';

const version = ({ server }: Company, text: string): void => {
  server['version'] = text;
};

describeCause(sealed('connect-version-unsupported'), {
  confirms: [
    { when: 'an old version fails with Entra', given: (given) => { version(given, '2.5.76.0'); entraRun(given, 'stopped-extension-dll-exception'); }, evidenceClass: 'A', remedy: null, says: /2\.5\.76\.0.*2\.5\.79\.0.*new credentials do not help/ },
    { when: 'no failed run is recorded yet', given: (given) => { version(given, '2.4.131.0'); }, evidenceClass: 'B', says: /No failed run/ },
    { when: 'the day has just come', given: (given) => { version(given, '2.5.3.0'); given.bundle['takenAt'] = '2026-09-30T00:00:00Z'; } },
    { when: 'the version is known from the settings only', given: ({ server }) => { delete server['version']; server['globalSettings'] = { Parameters: [{ Name: 'Microsoft.Synchronize.ServerConfigurationVersion', Value: '2.3.20.0' }] }; } },
    { when: 'it is the first generation of Entra Connect, dead for years', given: (given) => { version(given, '1.6.16.0'); given.bundle['takenAt'] = '2024-05-01T00:00:00Z'; } },
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
  ],
  cannotTell: [{ when: 'the version is not known and no run has succeeded', given: ({ server }) => { delete server['version']; server['globalSettings'] = { Parameters: [] }; server['runHistory'] = []; }, missing: ['syncServers.version'] }],
});
