import { describeCause } from '../describe-cause.ts';
import { sealed } from '../sealed.ts';
import { endsWith, event, signsIn } from './trouble.ts';

const STOPPED = 'stopped-extension-dll-exception';

describeCause(sealed('conditional-access-blocks-sync'), {
  confirms: [
    {
      when: 'the sign-in log of the sync account names a policy',
      given: (given) => { endsWith(given, 'entra', STOPPED); signsIn(given, 53003, { conditionalAccessStatus: 'failure', appliedConditionalAccessPolicies: [{ displayName: 'MFA for everybody', result: 'failure' }] }); },
      evidenceClass: 'A', remedy: null, says: /MFA for everybody/,
    },
    { when: 'the sign-in log says that a second factor was asked for', given: (given) => { signsIn(given, 50076); }, evidenceClass: 'A' },
    { when: 'event 906 speaks of an interactive sign-in', given: (given) => { endsWith(given, 'entra', STOPPED); event(given, 906, 'AADSTS50079: the user must use multi-factor authentication.', { source: 'ADSync' }); }, evidenceClass: 'C' },
    { when: 'event 6900 says that the service may not show itself to authenticate', given: (given) => { event(given, 6900, 'ADSync service is not allowed to interact with the desktop to authenticate.', { source: 'ADSync' }); }, evidenceClass: 'C' },
  ],
  rulesOut: [
    { when: 'nothing fails', given: () => {} },
    { when: 'a policy is new, but the password has expired', given: (given) => { endsWith(given, 'entra', STOPPED); signsIn(given, 50055); given.entra['conditionalAccessPolicies'] = [{ id: 'p', displayName: 'MFA', state: 'enabled' }]; } },
    { when: 'a policy failed, but the code says that the password is wrong', given: (given) => { endsWith(given, 'entra', STOPPED); signsIn(given, 50126, { conditionalAccessStatus: 'failure' }); } },
    { when: 'the sync account has signed in since', given: (given) => { endsWith(given, 'entra', STOPPED); signsIn(given, 0); } },
    { when: 'a run has reached Entra since', given: (given) => { signsIn(given, 53003, { createdDateTime: '2026-11-21T08:00:00Z' }); } },
    { when: 'another account was refused', given: (given) => { endsWith(given, 'entra', STOPPED); signsIn(given, 53003, { userPrincipalName: 'mjones@contoso.com' }); } },
  ],
  cannotTell: [
    { when: 'the runs fail and the sign-in log was not read', given: (given) => { endsWith(given, 'entra', STOPPED); delete given.entra['signIns']; }, missing: ['entra.signIns'] },
    { when: 'the runs fail and the event log was not read', given: (given) => { endsWith(given, 'entra', STOPPED); delete given.server['events']; }, missing: ['syncServers.events'] },
  ],
});
