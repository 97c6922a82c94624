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

describeCause(sealed('entra-access-denied'), {
  confirms: [
    { when: 'access is denied while the sign-in works', given: (given) => { denied(given); signsIn(given, 0); }, remedy: null },
    { when: 'its role was taken away', given: (given) => { denied(given); given.entra['directoryAudits'] = [roleAudit('Remove member from role', '2026-11-21T08:55:00Z')]; }, says: /role .* was taken away/ },
    { when: 'its application is disabled', given: (given) => { denied(given); given.entra['servicePrincipals'] = [{ id: 'sp', displayName: 'ConnectSyncProvisioning_SYNC01_1', accountEnabled: false }]; }, says: /application is disabled/ },
    { when: 'only the events tell', given: (given) => { denied(given); } },
    { when: 'only the standby server says so', given: (given) => { denied(given); given.scheduler['StagingModeEnabled'] = true; }, evidenceClass: 'D' },
  ],
  rulesOut: [
    { when: 'the runs to Entra succeed', given: () => {} },
    { when: 'already the sign-in is refused', given: (given) => { denied(given); signsIn(given, 50126); } },
    { when: 'the events speak of a refused sign-in', given: (given) => { denied(given); event(given, 906, 'AADSTS50126 invalid username or password.', { source: 'ADSync' }); } },
    { when: 'no event says so', given: (given) => { endsWith(given, 'entra', 'stopped-extension-dll-exception'); } },
  ],
  cannotTell: [
    { when: 'the sign-in log was not read', given: (given) => { denied(given); delete given.entra['signIns']; }, missing: ['entra.signIns'] },
    { when: 'the event log was not read', given: (given) => { denied(given); delete given.server['events']; }, missing: ['syncServers.events'] },
  ],
});
