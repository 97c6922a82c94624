import { describeCause } from '../describe-cause.ts';
import { sealed } from '../sealed.ts';
import type { Company } from '../company.ts';

const changed = ({ ad }: Company, at = '20261121090500.0Z'): void => {
  ad.attributes['whenChanged'] = [at];
};

const away = 'CN=John Smith,OU=Elsewhere,DC=corp,DC=contoso,DC=com';

describeCause(sealed('change-not-due-yet'), {
  confirms: [
    { when: 'AD was changed after the start of the last import', given: changed, remedy: 'start-delta-cycle', layer: 3, says: /09:30/, shows: ['whenChanged=20261121090500.0Z', 'last import started=2026-11-21T09:00:00.000Z', 'NextSyncCycleStartTimeInUTC=2026-11-21T09:30:00Z'] },
    { when: 'the object is too new to be in the connector space', given: (given) => { changed(given); given.ad.attributes['whenCreated'] = ['20261121090500.0Z']; given.server['csObjects'] = []; }, layer: 2 },
    { when: 'a cycle is running already, and then nothing is started', given: (given) => { changed(given); given.scheduler['SyncCycleInProgress'] = true; }, layer: 3, remedy: null },
    { when: 'the server does not tell whether it is in staging mode, and then nothing is started', given: (given) => { changed(given); delete given.scheduler['StagingModeEnabled']; }, layer: 3, remedy: null },
    { when: 'the state of the service was not read', given: (given) => { changed(given); delete given.server['service']; }, layer: 3 },
    { when: 'the service did not tell its state', given: (given) => { changed(given); given.server['service'] = { status: null }; }, layer: 3 },
    { when: 'the connectors were not read, and the one of its forest bears the name of the forest', given: (given) => { changed(given); delete given.server['connectors']; }, layer: 3 },
    { when: 'the connector space was not read', given: (given) => { changed(given); delete given.server['csObjects']; }, layer: 3 },
    { when: 'it was moved out of all containers, which the next cycle will carry out', given: (given) => { changed(given); given.ad.dn = away; }, layer: 3 },
    { when: 'the engine does not know it and the connectors were not read', given: (given) => { changed(given); given.server['csObjects'] = []; delete given.server['connectors']; given.ad.dn = away; }, layer: 2 },
    { when: 'the next cycle has no time', given: (given) => { changed(given); given.scheduler['NextSyncCycleStartTimeInUTC'] = null; }, layer: 3, says: /after the last import\.$/, shows: ['whenChanged', 'last import started', 'NextSyncCycleStartTimeInUTC=unknown'] },
    { when: 'the account was made after the last import, with its password', given: (given) => { changed(given); Object.assign(given.ad.attributes, { whenCreated: ['20261121090500.0Z'], pwdLastSet: ['134397255000000000'] }); }, layer: 3 },
    { when: 'the time at which it was made is not given', given: (given) => { changed(given); delete given.ad.attributes['whenCreated']; given.ad.attributes['pwdLastSet'] = ['134397255000000000']; }, layer: 3 },
    { when: 'the password was set a moment before something else', given: (given) => { changed(given); given.ad.attributes['pwdLastSet'] = ['134397254960000000']; }, layer: 3 },
  ],
  rulesOut: [
    { when: 'the change is older than the last import', given: () => {} },
    { when: 'the last import is longer ago than one interval: something is stopped', given: (given) => { changed(given); given.bundle['takenAt'] = '2026-11-21T10:10:00Z'; } },
    { when: 'what is awaited is a licence, which has its own delay', given: (given) => { given.user['assignedLicenses'] = []; given.user['licenseAssignmentStates'] = []; } },
    { when: 'the scheduler is off', given: (given) => { changed(given); given.scheduler['SyncCycleEnabled'] = false; } },
    { when: 'the scheduler is suspended', given: (given) => { changed(given); given.scheduler['SchedulerSuspended'] = true; } },
    { when: 'the service does not run', given: (given) => { changed(given); given.server['service'] = { status: 'Stopped' }; } },
    { when: 'it is too new for the connector space and lies in no selected container, so no cycle picks it up', given: (given) => { changed(given); given.server['csObjects'] = []; given.ad.dn = 'CN=John Smith,OU=Elsewhere,DC=corp,DC=contoso,DC=com'; } },
    { when: 'it is a critical system object that the engine does not know', given: (given) => { changed(given); given.server['csObjects'] = []; given.ad.attributes['isCriticalSystemObject'] = ['TRUE']; } },
    { when: 'only a standby server is known', given: (given) => { changed(given); given.scheduler['StagingModeEnabled'] = true; } },
    { when: 'the change was a password, which travels every two minutes', given: (given) => { changed(given); given.ad.attributes['pwdLastSet'] = ['134397255000000000']; } },
    { when: 'the last import of its own forest failed long ago although another forest was read', given: (given) => { changed(given); given.server['runHistory'] = [{ ConnectorName: 'other.example', RunProfileName: 'Delta Import', Result: 'success', StartDate: '2026-11-21T09:00:00Z' }, { ConnectorName: 'corp.contoso.com', RunProfileName: 'Delta Import', Result: 'no-start-credentials', StartDate: '2026-11-21T09:00:00Z' }]; } },
    { when: 'the time of its last change is not given', given: ({ ad }) => { delete ad.attributes['whenChanged']; } },
    { when: 'it was changed at the moment at which the last import began', given: (given) => { changed(given, '20261121090000.0Z'); } },
    { when: 'it was changed lately but the last import is long ago', given: (given) => { changed(given, '20261121100500.0Z'); given.bundle['takenAt'] = '2026-11-21T10:10:00Z'; } },
    { when: 'the password and the change are two seconds apart', given: (given) => { changed(given); given.ad.attributes['pwdLastSet'] = ['134397255020000000']; } },
    { when: 'no import of its forest is known', given: (given) => { changed(given); given.server['runHistory'] = []; } },
  ],
  cannotTell: [
    { when: 'the connectors were not read and no run bears the name of its forest', given: (given) => { changed(given); delete given.server['connectors']; given.server['runHistory'] = []; }, missing: ['syncServers.connectors'] },
  ],
});
