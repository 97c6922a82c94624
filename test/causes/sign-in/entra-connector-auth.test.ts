import { describeCause } from '../describe-cause.ts';
import { sealed } from '../sealed.ts';
import type { Company } from '../company.ts';
import { endsWith, event, signsIn } from './trouble.ts';

const SYNC = 'Sync_SYNC01_0d2f4c6b8a10@contoso.onmicrosoft.com';
const fails = (given: Company, result = 'stopped-extension-dll-exception'): void => {
  endsWith(given, 'entra', result);
};

const RUN = 'contoso.onmicrosoft.com - AAD: Export=stopped-extension-dll-exception';

describeCause(sealed('entra-connector-auth'), {
  confirms: [
    { when: 'the runs to Entra stop and the event log speaks of credentials', given: (given) => { fails(given); event(given, 106, 'Failed to connect: AADSTS50126 invalid username or password.'); }, evidenceClass: 'A', remedy: null, shows: ['contoso.onmicrosoft.com - AAD: Export=stopped-extension-dll-exception', 'event'] },
    { when: 'the server is said to be down and the scheduler complains', given: (given) => { fails(given, 'stopped-server-down'); event(given, 906, 'Scheduler: authentication failed.', { source: 'ADSync' }); }, evidenceClass: 'A' },
    { when: 'its account is blocked', given: (given) => { fails(given); given.users.push({ id: 'sync', userPrincipalName: SYNC, accountEnabled: false }); }, evidenceClass: 'A', says: /account is blocked/, shows: ['contoso.onmicrosoft.com - AAD: Export=stopped-extension-dll-exception', 'accountEnabled=false'] },
    { when: 'its account was deleted', given: (given) => { fails(given); given.entra['deletedUsers'] = [{ id: '33333333-cccc-4ccc-8ccc-000000000001', userPrincipalName: SYNC, deletedDateTime: '2026-11-21T08:50:00Z' }]; }, evidenceClass: 'A', says: /was deleted/, shows: ['contoso.onmicrosoft.com - AAD: Export=stopped-extension-dll-exception', 'deletedDateTime=2026-11-21T08:50:00Z'] },
    { when: 'the application of application-based authentication is disabled', given: (given) => { fails(given); given.entra['servicePrincipals'] = [{ id: 'sp', displayName: 'ConnectSyncProvisioning_SYNC01_1', accountEnabled: false }]; }, evidenceClass: 'A', says: /application is disabled/, shows: ['contoso.onmicrosoft.com - AAD: Export=stopped-extension-dll-exception', 'servicePrincipal: accountEnabled=false'] },
    { when: 'its last sign-in was refused for an expired password', given: (given) => { fails(given); signsIn(given, 50055); }, evidenceClass: 'A', says: /50055/, shows: ['contoso.onmicrosoft.com - AAD: Export=stopped-extension-dll-exception', 'signIns: status.errorCode=50055'] },
    { when: 'only the result of the runs tells', given: (given) => { fails(given); }, evidenceClass: 'B', shows: ['contoso.onmicrosoft.com - AAD: Export=stopped-extension-dll-exception'] },
    { when: 'only a standby server fails', given: (given) => { fails(given); given.scheduler['StagingModeEnabled'] = true; }, evidenceClass: 'D' },
    { when: 'its sign-in worked before the run failed', given: (given) => { fails(given); signsIn(given, 0, { createdDateTime: '2026-11-20T09:00:00Z' }); }, evidenceClass: 'B', certainty: 'likely', shows: [RUN] },
    { when: 'access was denied', given: (given) => { fails(given); event(given, 115, 'Access to Microsoft Entra ID has been denied.'); }, evidenceClass: 'A', shows: [RUN, 'event'] },
    { when: 'three events say so, of which two are shown', given: (given) => { fails(given); for (const id of [106, 906, 115]) event(given, id, 'Authentication failed.', id === 906 ? { source: 'ADSync' } : {}); }, evidenceClass: 'A', shows: [RUN, 'event', 'event'] },
    { when: 'an event speaks of a password that is not about this', given: (given) => { fails(given); event(given, 652, 'A password was refused.'); }, evidenceClass: 'B', shows: [RUN] },
    { when: 'an account of its name was deleted once and it lives again', given: (given) => { fails(given); given.users.push({ id: 'sync', userPrincipalName: SYNC, accountEnabled: true }); given.entra['deletedUsers'] = [{ id: '33333333-cccc-4ccc-8ccc-000000000001', userPrincipalName: SYNC, deletedDateTime: '2026-11-21T08:50:00Z' }]; }, evidenceClass: 'B', shows: [RUN] },
    { when: 'the cloud recycle bin was not read', given: (given) => { fails(given); delete given.entra['deletedUsers']; }, evidenceClass: 'B' },
    { when: 'its application is enabled and that of somebody else is not', given: (given) => { fails(given); given.entra['servicePrincipals'] = [{ id: 'sp', displayName: 'ConnectSyncProvisioning_SYNC01_1', accountEnabled: true }, { id: 'x', displayName: 'Payroll', accountEnabled: false }]; }, evidenceClass: 'B', shows: [RUN] },
  ],
  rulesOut: [
    { when: 'the runs to Entra succeed', given: () => {} },
    { when: 'the version is refused', given: (given) => { fails(given); event(given, 109, 'This version of Entra Connect is no longer supported.'); } },
    { when: 'a policy refuses the sign-in', given: (given) => { fails(given); signsIn(given, 53003); } },
    { when: 'a proxy stands in the way', given: (given) => { fails(given); event(given, 106, 'The remote server returned an error: (407) Proxy Authentication Required.'); } },
    { when: 'the import says that it stood still too long (code 78)', given: (given) => { fails(given, 'stopped-server-down'); event(given, 109, 'An error occurred. Error Code: 78. Error Description: a full import is required.'); } },
    { when: 'there is no secure channel', given: (given) => { fails(given); event(given, 106, 'Could not create SSL/TLS secure channel.'); } },
    { when: 'its sign-in has worked since', given: (given) => { fails(given); signsIn(given, 0); } },
    { when: 'the export was stopped for its deletes', given: (given) => { fails(given, 'stopped-deletion-threshold-exceeded'); } },
    { when: 'the runs to Entra end in another way', given: (given) => { fails(given, 'stopped-connectivity'); event(given, 106, 'Authentication failed.'); } },
  ],
  cannotTell: [{ when: 'neither the runs nor the heartbeat of the tenant are known', given: ({ server, entra }) => { delete server['runHistory']; delete entra['organization']; }, missing: ['syncServers.runHistory'] }],
});
