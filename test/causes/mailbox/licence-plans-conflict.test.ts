import { describeCause } from '../describe-cause.ts';
import { sealed } from '../sealed.ts';
import { failedAttempt, refused } from './refused.ts';

describeCause(sealed('licence-plans-conflict'), {
  confirms: [
    { when: 'Entra gives this error', given: (given) => refused(given, 'MutuallyExclusiveViolation'), evidenceClass: 'A', says: /ENTERPRISEPACK/ },
    { when: 'the assignment is active but for one licence', given: (given) => refused(given, 'MutuallyExclusiveViolation', { state: 'ActiveWithError' }), evidenceClass: 'A' },
    { when: 'the newest attempt failed with this sentence', given: (given) => failedAttempt(given, 'The service plans A and B are mutually exclusive.'), evidenceClass: 'A' },
  ],
  rulesOut: [
    { when: 'every assignment is active', given: () => {} },
    { when: 'the assignment was refused for another reason', given: (given) => refused(given, 'DependencyViolation') },
    { when: 'the error belongs to an assignment that is active again', given: (given) => refused(given, 'MutuallyExclusiveViolation', { state: 'Active' }) },
    { when: 'a later attempt succeeded', given: (given) => { failedAttempt(given, 'The service plans A and B are mutually exclusive.'); const [failed] = given.entra['directoryAudits'] as Record<string, unknown>[]; given.entra['directoryAudits'] = [failed, { ...failed, result: 'success', resultReason: '', activityDateTime: '2026-11-20T11:00:00Z' }]; } },
    { when: 'another account was refused', given: (given) => failedAttempt(given, 'The service plans A and B are mutually exclusive.', { targetResources: [{ id: 'other' }] }) },
    { when: 'the account is not in Entra', given: ({ users }) => { users.splice(0); } },
  ],
  cannotTell: [{ when: 'the states of its licences were not read', given: ({ user }) => { delete user['licenseAssignmentStates']; }, missing: ['entra.users'] }],
});
