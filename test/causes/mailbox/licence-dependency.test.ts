import { describeCause } from '../describe-cause.ts';
import { sealed } from '../sealed.ts';
import { failedAttempt, refused } from './refused.ts';

describeCause(sealed('licence-dependency'), {
  confirms: [
    { when: 'Entra gives this error', given: (given) => refused(given, 'DependencyViolation'), evidenceClass: 'A', says: /ENTERPRISEPACK/ },
    { when: 'the assignment is active but for one licence', given: (given) => refused(given, 'DependencyViolation', { state: 'ActiveWithError' }), evidenceClass: 'A' },
    { when: 'the newest attempt failed with this sentence', given: (given) => failedAttempt(given, 'License assignment failed because service plan X depends on the service plan(s) Y'), evidenceClass: 'A' },
  ],
  rulesOut: [
    { when: 'every assignment is active', given: () => {} },
    { when: 'the assignment was refused for another reason', given: (given) => refused(given, 'CountViolation') },
    { when: 'the error belongs to an assignment that is active again', given: (given) => refused(given, 'DependencyViolation', { state: 'Active' }) },
    { when: 'a later attempt succeeded', given: (given) => { failedAttempt(given, 'License assignment failed because service plan X depends on the service plan(s) Y'); const [failed] = given.entra['directoryAudits'] as Record<string, unknown>[]; given.entra['directoryAudits'] = [failed, { ...failed, result: 'success', resultReason: '', activityDateTime: '2026-11-20T11:00:00Z' }]; } },
    { when: 'another account was refused', given: (given) => failedAttempt(given, 'License assignment failed because service plan X depends on the service plan(s) Y', { targetResources: [{ id: 'other' }] }) },
    { when: 'the account is not in Entra', given: ({ users }) => { users.splice(0); } },
  ],
  cannotTell: [{ when: 'the states of its licences were not read', given: ({ user }) => { delete user['licenseAssignmentStates']; }, missing: ['entra.users'] }],
});
