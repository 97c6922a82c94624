import { describeCause } from '../describe-cause.ts';
import { sealed } from '../sealed.ts';
import type { Company } from '../company.ts';
import { exportErrorOn, standby, syncError } from './on-the-server.ts';

const met = (given: Company, ErrorType: string, more: Record<string, unknown> = {}): void => {
  exportErrorOn(given, 1, { ErrorType, RetryCount: 1, ...more });
};

describeCause(sealed('transient-object-error'), {
  confirms: [
    { when: 'the export met an unexpected error once', given: (given) => { met(given, 'unexpected-error'); }, remedy: 'start-delta-cycle', says: /the error unexpected-error; the engine has tried again 1 time so far.*09:30/ },
    { when: 'two writers met in the metaverse', given: (given) => { syncError(given, { ErrorType: 'locking-error-needs-retry', RetryCount: 2 }); } },
    { when: 'the anchor is told to be taken right after the accounts were linked', given: (given) => { met(given, 'duplicate-anchor', { RetryCount: 0 }); } },
    { when: 'Entra was throttling', given: (given) => { met(given, 'extension-dll-exception', { ErrorLiteral: 'The request was throttled. Try again later.' }); } },
  ],
  rulesOut: [
    { when: 'it has no error', given: () => {} },
    { when: 'the error is still there after four tries', given: (given) => { met(given, 'unexpected-error', { RetryCount: 4 }); } },
    { when: 'the error is still there after three tries', given: (given) => { met(given, 'locking-error-needs-retry', { RetryCount: 3 }); } },
    { when: 'the error is of a lasting kind', given: (given) => { met(given, 'constraint-violation'); } },
    { when: 'the anchor is taken and no account was linked', given: (given) => { met(given, 'duplicate-anchor'); given.user['onPremisesImmutableId'] = null; } },
    { when: 'a clean export has followed', given: (given) => { met(given, 'unexpected-error', { LatestOccurrence: '2026-11-20T09:01:00Z' }); } },
    { when: 'only a standby server says so', given: (given) => { met(given, 'unexpected-error'); standby(given); } },
  ],
  cannotTell: [
    { when: 'the tries were not counted', given: (given) => { met(given, 'unexpected-error', { RetryCount: null }); }, missing: ['syncServers.csObjects'] },
    { when: 'the anchor is taken and Entra was not read', given: (given) => { met(given, 'duplicate-anchor'); delete given.entra['users']; }, missing: ['entra.users'] },
  ],
});
