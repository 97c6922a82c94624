import { describeCause } from '../describe-cause.ts';
import { sealed } from '../sealed.ts';
import type { Company } from '../company.ts';
import { endsWith, event, signsIn } from './trouble.ts';

const SYNC = 'Sync_SYNC01_0d2f4c6b8a10@contoso.onmicrosoft.com';
const denied = (given: Company): void => {
  endsWith(given, 'entra', 'stopped-extension-dll-exception');
  event(given, 106, 'Failure while exporting.');
  event(given, 115, 'Access to Microsoft Entra ID has been denied.');
};
const roleAudit = (activityDisplayName: string, activityDateTime: string) => ({ activityDisplayName, activityDateTime, result: 'success', targetResources: [{ userPrincipalName: SYNC }] });

const DENIED = 'event=Directory Synchronization 115: Access to Microsoft Entra ID has been denied.';
const fails = (given: Company): void => { endsWith(given, 'entra', 'stopped-extension-dll-exception'); };

describeCause(sealed('entra-access-denied'), {
  confirms: [
    { when: 'access is denied while the sign-in works', given: (given) => { denied(given); signsIn(given, 0); }, remedy: null, shows: ['event=Directory Synchronization 115: Access to Microsoft Entra ID has been denied.', 'signIns: status.errorCode=0'] },
    { when: 'its role was taken away', given: (given) => { denied(given); given.entra['directoryAudits'] = [roleAudit('Remove member from role', '2026-11-21T08:55:00Z')]; }, says: /role .* was taken away/, shows: ['event=Directory Synchronization 115: Access to Microsoft Entra ID has been denied.', 'audit: Remove member from role=Sync_SYNC01_0d2f4c6b8a10@contoso.onmicrosoft.com'] },
    { when: 'its application is disabled', given: (given) => { denied(given); given.entra['servicePrincipals'] = [{ id: 'sp', displayName: 'ConnectSyncProvisioning_SYNC01_1', accountEnabled: false }]; }, says: /application is disabled/, shows: ['event=Directory Synchronization 115: Access to Microsoft Entra ID has been denied.', 'servicePrincipal: accountEnabled=false'] },
    { when: 'only the events tell', given: (given) => { denied(given); }, shows: ['event=Directory Synchronization 115: Access to Microsoft Entra ID has been denied.'] },
    { when: 'only the standby server says so', given: (given) => { denied(given); given.scheduler['StagingModeEnabled'] = true; }, evidenceClass: 'D' },
    { when: 'its role was taken away, whatever code an event names and although the sign-in log was not read', given: (given) => { denied(given); event(given, 906, 'AADSTS50126 invalid username or password.', { source: 'ADSync' }); delete given.entra['signIns']; given.entra['directoryAudits'] = [roleAudit('Remove member from role', '2026-11-21T08:55:00Z')]; }, certainty: 'certain', says: /role/ },
    { when: 'its sign-in works now, whatever code an older event names', given: (given) => { denied(given); event(given, 906, 'AADSTS50126 invalid username or password.', { source: 'ADSync' }); signsIn(given, 0); }, certainty: 'certain' },
    { when: 'the sign-in works and event 106 is missing', given: (given) => { fails(given); event(given, 115, 'Access to Microsoft Entra ID has been denied.'); signsIn(given, 0); }, certainty: 'certain' },
    { when: 'only events 106 and 115 tell, which is likely only', given: denied, certainty: 'likely' },
    { when: 'two events say so, of which the newest is shown', given: (given) => { denied(given); event(given, 115, 'Access to Microsoft Entra ID has been denied.', { time: '2026-11-21T09:04:00Z' }); }, shows: [DENIED] },
    { when: 'the role was given back after it had been taken away', given: (given) => { denied(given); given.entra['directoryAudits'] = [roleAudit('Remove member from role', '2026-11-21T08:50:00Z'), roleAudit('Add member to role', '2026-11-21T08:55:00Z')]; }, certainty: 'likely', shows: [DENIED] },
    { when: 'the role was taken away after it had been given, in whatever order the log is', given: (given) => { denied(given); given.entra['directoryAudits'] = [roleAudit('Add member to role', '2026-11-21T08:50:00Z'), roleAudit('Remove member from role', '2026-11-21T08:55:00Z')]; }, certainty: 'certain', says: /role/ },
    { when: 'the removal of its role failed', given: (given) => { denied(given); given.entra['directoryAudits'] = [{ ...roleAudit('Remove member from role', '2026-11-21T08:55:00Z'), result: 'failure' }]; }, certainty: 'likely', shows: [DENIED] },
    { when: 'the role was taken away from somebody else', given: (given) => { denied(given); given.entra['directoryAudits'] = [{ ...roleAudit('Remove member from role', '2026-11-21T08:55:00Z'), targetResources: [{ userPrincipalName: 'admin@contoso.com' }] }]; }, certainty: 'likely', shows: [DENIED] },
    { when: 'something else was taken away from it', given: (given) => { denied(given); given.entra['directoryAudits'] = [roleAudit('Remove member from group', '2026-11-21T08:55:00Z')]; }, certainty: 'likely', shows: [DENIED] },
    { when: 'the audit names the role beside the account, and the connectors were not read', given: (given) => { denied(given); delete given.server['connectors']; given.entra['directoryAudits'] = [{ ...roleAudit('Remove member from role', '2026-11-21T08:55:00Z'), targetResources: [{ userPrincipalName: null }, { userPrincipalName: SYNC }] }]; }, certainty: 'certain', says: /the sync identity .*role/, shows: [DENIED, 'audit: Remove member from role=the sync account'] },
  ],
  rulesOut: [
    { when: 'the runs to Entra succeed', given: () => {} },
    { when: 'already the sign-in is refused', given: (given) => { denied(given); signsIn(given, 50126); } },
    { when: 'the events speak of a refused sign-in', given: (given) => { denied(given); event(given, 906, 'AADSTS50126 invalid username or password.', { source: 'ADSync' }); } },
    { when: 'no event says so', given: (given) => { endsWith(given, 'entra', 'stopped-extension-dll-exception'); } },
    { when: 'an event says so but the last run to Entra did its work', given: (given) => { event(given, 106, 'Failure while exporting.'); event(given, 115, 'Access to Microsoft Entra ID has been denied.'); signsIn(given, 0); } },
    { when: 'another event says so', given: (given) => { fails(given); event(given, 106, 'Access has been denied.'); signsIn(given, 0); } },
    { when: 'event 106, which comes with it, is missing and nothing else tells', given: (given) => { fails(given); event(given, 115, 'Access to Microsoft Entra ID has been denied.'); event(given, 652, 'Failed with a code that says nothing.'); } },
  ],
  cannotTell: [
    { when: 'the sign-in log was not read', given: (given) => { denied(given); delete given.entra['signIns']; }, missing: ['entra.signIns'] },
    { when: 'the event log was not read', given: (given) => { denied(given); delete given.server['events']; }, missing: ['syncServers.events'] },
    { when: 'the runs were not read and Entra has heard nothing for hours', given: (given) => { denied(given); delete given.server['runHistory']; given.entra['organization'] = { onPremisesLastSyncDateTime: '2026-11-20T09:00:00Z' }; }, missing: ['syncServers.runHistory'] },
  ],
});
