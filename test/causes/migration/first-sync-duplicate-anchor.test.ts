import { describeCause } from '../describe-cause.ts';
import { sealed } from '../sealed.ts';
import { exportError, type Company } from '../company.ts';

const relinked = (given: Company, at = '2026-11-21T07:00:00Z', result = 'success'): void => {
  given.entra['directoryAudits'] = [{ activityDateTime: at, activityDisplayName: 'Update user', result, targetResources: [{ id: given.user['id'], modifiedProperties: [{ displayName: 'SourceAnchor', oldValue: '[]', newValue: '["x"]' }] }] }];
};

describeCause(sealed('first-sync-duplicate-anchor'), {
  confirms: [
    { when: 'the export was refused once as not unique after the id was changed today', given: (given) => { relinked(given); exportError(given, { RetryCount: 0 }); }, evidenceClass: 'C', remedy: 'start-delta-cycle' },
    { when: 'the export was refused once as a duplicate anchor', given: (given) => { relinked(given); exportError(given, { RetryCount: 0, ErrorName: 'duplicate-anchor' }); }, evidenceClass: 'C', says: /next cycle/ },
  ],
  rulesOut: [
    { when: 'all is well', given: () => {} },
    { when: 'it was tried again and failed again', given: (given) => { relinked(given); exportError(given, { RetryCount: 1 }); } },
    { when: 'the id was changed days ago', given: (given) => { relinked(given, '2026-11-19T07:00:00Z'); exportError(given, { RetryCount: 0 }); } },
    { when: 'the change of the id failed', given: (given) => { relinked(given, '2026-11-21T07:00:00Z', 'failure'); exportError(given, { RetryCount: 0 }); } },
    { when: 'another error is stated', given: (given) => { relinked(given); exportError(given, { RetryCount: 0, ErrorName: 'DataValidationFailed' }); } },
  ],
  cannotTell: [
    { when: 'the audit log was not read', given: (given) => { exportError(given, { RetryCount: 0 }); delete given.entra['directoryAudits']; }, missing: ['entra.directoryAudits'] },
    { when: 'the connector space was not read after a change of the id', given: (given) => { relinked(given); delete given.server['csObjects']; }, missing: ['syncServers.csObjects'] },
  ],
});
