import { describeCause } from '../describe-cause.ts';
import { sealed } from '../sealed.ts';
import { secondServer, standby } from './on-the-server.ts';

const silent = { onPremisesLastSyncDateTime: '2026-11-21T06:09:00Z' };

describeCause(sealed('no-active-server'), {
  confirms: [
    { when: 'all servers are in staging mode and Entra has heard nothing for three hours', given: (given) => { standby(given); secondServer(given, { StagingModeEnabled: true }); given.entra['organization'] = silent; }, evidenceClass: 'A', remedy: null, says: /SYNC01, SYNC02 are all in staging mode.*06:09/ },
    { when: 'Entra was never synchronised', given: (given) => { standby(given); given.entra['organization'] = { onPremisesLastSyncDateTime: null }; }, evidenceClass: 'A', says: /never synchronised/ },
    { when: 'a server tells by its settings only that it is in staging mode', given: (given) => { delete given.server['scheduler']; given.server['globalSettings'] = { Parameters: [{ Name: 'Microsoft.Synchronize.StagingMode', Value: 'True' }] }; given.entra['organization'] = silent; }, evidenceClass: 'A' },
  ],
  rulesOut: [
    { when: 'a server exports', given: () => {} },
    { when: 'one of two servers exports, whatever Entra says', given: (given) => { secondServer(given, { StagingModeEnabled: true }); given.entra['organization'] = silent; } },
    { when: 'Entra was synchronised three hours ago to the second', given: (given) => { standby(given); given.entra['organization'] = { onPremisesLastSyncDateTime: '2026-11-21T06:10:00Z' }; } },
    { when: 'no sync server is named at all', given: ({ servers }) => { servers.splice(0); } },
    { when: 'Entra was synchronised just now, so an active server exists that is not known here', given: standby },
  ],
  cannotTell: [
    { when: 'the last synchronisation of Entra was not read', given: (given) => { standby(given); delete given.entra['organization']; }, missing: ['entra.organization'] },
    { when: 'one server did not tell its mode', given: (given) => { standby(given); secondServer(given, {}); const [, other] = given.servers; delete other?.['scheduler']; delete other?.['globalSettings']; given.entra['organization'] = silent; }, missing: ['syncServers.scheduler'] },
  ],
});
