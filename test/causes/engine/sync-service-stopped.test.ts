import { describeCause } from '../describe-cause.ts';
import { sealed } from '../sealed.ts';
import { event, onlyService, secondServer } from './on-the-server.ts';

const STOPPED = { status: 'Stopped', startType: 'Automatic', account: 'CONTOSO\\svc-sync' };

describeCause(sealed('sync-service-stopped'), {
  confirms: [
    { when: 'the service does not run and so nothing else could be read', given: (given) => { onlyService(given, STOPPED); delete given.server['events']; }, evidenceClass: 'A', remedy: 'start-service-again', proposes: /"sync\.restart-service".*"before":null/, says: /SYNC01 is stopped.*2026-11-21 09:02 UTC/, shows: ['service ADSync=Stopped'] },
    { when: 'the service does not run although older answers of the cmdlets lie beside it', given: ({ server }) => { server['service'] = STOPPED; }, evidenceClass: 'A' },
    { when: 'the log tells when it stopped, which is what matters because Windows does not try again', given: (given) => { onlyService(given, STOPPED); event(given, 'Service Control Manager', 7036, 'The Microsoft Azure AD Sync service entered the stopped state.', '2026-11-21T04:11:00Z'); given.entra['organization'] = {}; }, evidenceClass: 'A', says: /last stop at 2026-11-21 04:11 UTC/, shows: ['service ADSync=Stopped', 'event at 2026-11-21T04:11:00Z'] },
    { when: 'its account lost the logon right, and then a human mends that first', given: (given) => { onlyService(given, STOPPED); event(given, 'Service Control Manager', 7041, 'The ADSync service was unable to log on as CONTOSO\\svc-sync: the user has not been granted the requested logon type at this computer.'); }, evidenceClass: 'A', says: /right to log on as a service/, shows: ['service ADSync=Stopped', 'event at 2026-11-21T09:06:00Z'] },
    { when: 'its account is locked', given: (given) => { onlyService(given, STOPPED); event(given, 'Service Control Manager', 7038, 'The ADSync service was unable to log on with the currently configured password: the referenced account is currently locked out.'); }, evidenceClass: 'A', says: /locked, disabled, expired/ },
    { when: 'its database has no room', given: (given) => { onlyService(given, STOPPED); event(given, 'ADSync', 6323, 'The server encountered an error because SQL Server is out of disk space.'); }, evidenceClass: 'A', says: /no more room/, shows: ['service ADSync=Stopped', 'event at 2026-11-21T09:06:00Z=ADSync 6323: The server encountered an error because SQL Server is out of disk space.'] },
    { when: 'a system database of LocalDB is damaged', given: (given) => { onlyService(given, STOPPED); event(given, 'Service Control Manager', 7024, 'The Microsoft Azure AD Sync service terminated: the model database is corrupt.'); }, evidenceClass: 'A', says: /system database/ },
    { when: 'it has stopped for another reason than an event about another service tells', given: (given) => { onlyService(given, STOPPED); event(given, 'Service Control Manager', 7038, 'The Spooler service was unable to log on: the account is locked out.'); given.entra['organization'] = {}; }, evidenceClass: 'A', says: /^The service ADSync on SYNC01 is stopped\.$/ },
    { when: 'it is stopped on the only server that may export, and the standby runs', given: (given) => { secondServer(given, { StagingModeEnabled: true }); onlyService(given, STOPPED); }, evidenceClass: 'A' },
    { when: 'Entra was synchronised long after the stop, so another server must export', given: (given) => { onlyService(given, STOPPED); event(given, 'ADSync', 2002, 'The service was stopped.', '2026-11-20T04:11:00Z'); }, evidenceClass: 'D', says: /another server/, shows: ['service ADSync=Stopped', 'event at 2026-11-20T04:11:00Z=ADSync 2002: The service was stopped.'] },
    { when: 'Entra was synchronised after the stop, but not lately', given: (given) => { onlyService(given, STOPPED); event(given, 'ADSync', 2002, 'The service was stopped.', '2026-11-20T04:11:00Z'); given.bundle['takenAt'] = '2026-11-21T15:00:00Z'; }, evidenceClass: 'A' },
    { when: 'the last synchronisation of Entra was not read', given: (given) => { onlyService(given, STOPPED); delete given.entra['organization']; }, evidenceClass: 'A' },
    { when: 'an event tells of the stop and a later one why it does not start', given: (given) => { onlyService(given, STOPPED); event(given, 'Service Control Manager', 7036, 'The Microsoft Azure AD Sync service entered the stopped state.', '2026-11-21T04:11:00Z'); event(given, 'ADSync', 6323, 'The server encountered an error because SQL Server is out of disk space.', '2026-11-21T04:10:00Z'); given.entra['organization'] = {}; }, evidenceClass: 'A', shows: ['service ADSync=Stopped', 'event at 2026-11-21T04:11:00Z', 'event at 2026-11-21T04:10:00Z'] },
  ],
  rulesOut: [
    { when: 'the service runs', given: () => {} },
    { when: 'the service was not read but its cmdlets answer', given: ({ server }) => { delete server['service']; } },
    { when: 'only the standby server has stopped', given: (given) => { secondServer(given, { StagingModeEnabled: true }, { service: STOPPED }); } },
    { when: 'it is stopped on one server and another one is known to export', given: (given) => { secondServer(given, { StagingModeEnabled: false }); onlyService(given, STOPPED); } },
    { when: 'the computer that was asked has no such service at all', given: (given) => { onlyService(given, { status: 'NotInstalled' }); } },
    { when: 'it is stopped on one of two active servers that both still tell their mode', given: (given) => { secondServer(given, {}); given.server['service'] = STOPPED; } },
  ],
  cannotTell: [
    { when: 'the relay answers from the server but the service was not read', given: (given) => { onlyService(given, STOPPED); delete given.server['service']; }, missing: ['syncServers.service'] },
    { when: 'another server runs and nobody knows which of them exports', given: (given) => { secondServer(given, { StagingModeEnabled: null }, { globalSettings: undefined }); onlyService(given, STOPPED); }, missing: ['syncServers.scheduler'] },
    { when: 'one of two active servers runs and the other one tells nothing', given: (given) => { secondServer(given, {}); for (const name of ['scheduler', 'runHistory', 'runStatus', 'connectors', 'csObjects', 'service']) Reflect.deleteProperty(given.server, name); given.server['globalSettings'] = undefined; given.servers[1] = { ...given.servers[1], scheduler: undefined, globalSettings: undefined }; }, missing: ['syncServers.service'] },
    { when: 'the state of the service is given as nothing', given: ({ server }) => { server['service'] = { status: null }; }, missing: ['syncServers.service'] },
    { when: 'the state of the service is given as an empty word', given: ({ server }) => { server['service'] = { status: '' }; }, missing: ['syncServers.service'] },
  ],
});
