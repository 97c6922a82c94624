import { describeCause } from '../describe-cause.ts';
import { sealed } from '../sealed.ts';
import type { Company } from '../company.ts';

const changed = ({ ad }: Company, at = '20261121090500.0Z'): void => {
  ad.attributes['whenChanged'] = [at];
};

describeCause(sealed('change-not-due-yet'), {
  confirms: [
    { when: 'AD was changed after the start of the last import', given: changed, remedy: 'start-delta-cycle', layer: 3, says: /09:30/ },
    { when: 'the object is too new to be in the connector space', given: (given) => { changed(given); given.ad.attributes['whenCreated'] = ['20261121090500.0Z']; given.server['csObjects'] = []; }, layer: 2 },
    { when: 'a cycle is running already, and then nothing is started', given: (given) => { changed(given); given.scheduler['SyncCycleInProgress'] = true; }, layer: 3, remedy: null },
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
  ],
});
