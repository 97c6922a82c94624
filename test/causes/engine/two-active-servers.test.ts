import { describeCause } from '../describe-cause.ts';
import { sealed } from '../sealed.ts';
import { ENTRA, FOREST, secondServer } from './on-the-server.ts';

const exported = (at: string, more = {}) => [{ ConnectorName: ENTRA, RunProfileName: 'Export', Result: 'success', IsRunComplete: true, StartDate: at, EndDate: at, ...more }];

describeCause(sealed('two-active-servers'), {
  confirms: [
    { when: 'two servers out of staging mode exported within two hours', given: (given) => { secondServer(given, {}); }, remedy: null, says: /SYNC01.*SYNC02/ },
    { when: 'the second exported two hours ago to the second', given: (given) => { secondServer(given, {}, { runHistory: exported('2026-11-21T07:10:00Z') }); } },
    { when: 'a third one is in staging mode', given: (given) => { secondServer(given, {}, { runHistory: exported('2026-11-21T07:30:00Z') }); secondServer(given, { StagingModeEnabled: true }, { name: 'SYNC03' }); } },
  ],
  rulesOut: [
    { when: 'there is one server', given: () => {} },
    { when: 'agents of Cloud Sync work in the tenant, which are no second server', given: ({ entra }) => { entra['synchronizationJobs'] = { 'aaaaaaaa-0000-4000-8000-000000000001': [{ id: 'AD2AADProvisioning' }] }; } },
    { when: 'the second is in staging mode', given: (given) => { secondServer(given, { StagingModeEnabled: true }); } },
    { when: 'the second exported last three hours ago', given: (given) => { secondServer(given, {}, { runHistory: exported('2026-11-21T06:00:00Z') }); } },
    { when: 'the second exports to AD only', given: (given) => { secondServer(given, {}, { runHistory: exported('2026-11-21T09:00:00Z', { ConnectorName: FOREST }) }); } },
    { when: 'every export of the second fails', given: (given) => { secondServer(given, {}, { runHistory: exported('2026-11-21T09:00:00Z', { Result: 'stopped-extension-dll-exception' }) }); } },
    { when: 'one server stands in the evidence twice', given: ({ servers, server }) => { servers.push(structuredClone(server)); } },
  ],
  cannotTell: [
    { when: 'the runs of the second were not read', given: (given) => { secondServer(given, {}); delete given.servers[1]?.['runHistory']; }, missing: ['syncServers.runHistory'] },
    { when: 'the mode of the second is not known', given: (given) => { secondServer(given, { StagingModeEnabled: null }, { globalSettings: { Parameters: [] } }); }, missing: ['syncServers.scheduler'] },
  ],
});
