import { describeCause } from '../describe-cause.ts';
import { sealed } from '../sealed.ts';

describeCause(sealed('staging-mode'), {
  confirms: [
    { when: 'nothing has synchronised Entra for three hours', given: ({ scheduler, entra }) => { scheduler['StagingModeEnabled'] = true; entra['organization'] = { onPremisesLastSyncDateTime: '2026-11-21T06:09:00Z' }; }, evidenceClass: 'A' },
    { when: 'another server must be active, because Entra was synchronised just now', given: ({ scheduler }) => { scheduler['StagingModeEnabled'] = true; }, evidenceClass: 'D', says: /you asked the standby server/ },
    { when: 'the heartbeat of the tenant is not known', given: ({ scheduler, entra }) => { scheduler['StagingModeEnabled'] = true; delete entra['organization']; }, evidenceClass: 'C' },
    { when: 'Entra was never synchronised', given: ({ scheduler, entra }) => { scheduler['StagingModeEnabled'] = true; entra['organization'] = { onPremisesLastSyncDateTime: null }; }, evidenceClass: 'A', says: /never synchronised/ },
    { when: 'the time of the last synchronisation was not among what was read of the tenant', given: ({ scheduler, entra }) => { scheduler['StagingModeEnabled'] = true; entra['organization'] = { id: 'x' }; }, evidenceClass: 'C', says: /is not known/ },
  ],
  rulesOut: [
    { when: 'the server exports', given: () => {} },
    { when: 'the active server was asked as well', given: ({ servers, server, scheduler }) => { servers.unshift({ ...server, name: 'SYNC02', scheduler: { ...scheduler, StagingModeEnabled: true } }); } },
  ],
});
