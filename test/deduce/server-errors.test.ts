import assert from 'node:assert/strict';
import { cloudErrors } from '../../src/deduce/cloud-errors.ts';
import { serverErrors } from '../../src/deduce/server-errors.ts';
import type { RunProfileResult, RunSyncError, SyncServerDocument } from '../../src/model/evidence.ts';
import { connectorSpaceDnOfAnchor } from '../../src/model/anchor.ts';

const ENTRA = 'contoso.onmicrosoft.com - AAD';
const ANCHOR = 'TpwcjSo/bkucfSobPE1ebw==';
const REFUSED: RunSyncError = { ObjectDn: connectorSpaceDnOfAnchor(ANCHOR), ErrorType: 'LargeObject', FirstOccurred: '2026-11-19T08:00:00Z', RetryCount: 3 };
const THROWN: RunSyncError = { ObjectDn: 'CN=A,DC=x', ErrorType: 'sync-rule-error-function-triggered', DateOccurred: '2026-11-21T08:30:00Z' };

const run = (profile: string, hour: number, given: { readonly errors?: readonly RunSyncError[]; readonly result?: string; readonly connector?: string } = {}): RunProfileResult => ({
  ConnectorName: given.connector ?? ENTRA, RunProfileName: profile, RunNumber: hour, IsRunComplete: true,
  StartDate: `2026-11-21T${String(hour).padStart(2, '0')}:00:00Z`, EndDate: `2026-11-21T${String(hour).padStart(2, '0')}:05:00Z`,
  Result: given.result ?? ((given.errors ?? []).length === 0 ? 'success' : 'completed-export-errors'), RunStepResults: [{ SyncErrors: { SyncErrorsList: given.errors ?? [] } }],
});
const server = (runHistory: readonly RunProfileResult[] | undefined, staging: boolean | null = false, name = 'SYNC01'): SyncServerDocument => ({ name, runHistory, ...(staging === null ? {} : { scheduler: { StagingModeEnabled: staging } }) });
const told = (...servers: readonly SyncServerDocument[]): unknown => {
  const { errors, unread } = serverErrors(servers);
  return [errors.map(({ source, kind, type, standby }) => `${source} ${kind} ${type}${standby ? ' (staging)' : ''}`), unread.map(({ detail }) => detail)];
};
const CLEAN = run('Export', 9);
const NO_EXPORT = 'SYNC01: its history has no finished export to Entra, so its export errors cannot be told';

describe('The errors that stand on sync servers', () => {
  for (const [title, servers, expected] of [
    ['are those of the newest export', [server([run('Export', 9, { errors: [REFUSED] }), run('Export', 8, { errors: [REFUSED, THROWN] })])], [['SYNC01 export LargeObject'], []]],
    ['are gone after a clean export', [server([CLEAN, run('Export', 8, { errors: [REFUSED] })])], [[], []]],
    ['outlive an export that never got to its objects', [server([run('Export', 9, { result: 'stopped-server-down' }), run('Export', 8, { errors: [REFUSED] })])], [['SYNC01 export LargeObject'], []]],
    ['are told by a run that was ended because of them', [server([run('Export', 9, { result: 'stopped-error-limit', errors: [REFUSED] }), run('Export', 8)])], [['SYNC01 export LargeObject'], []]],
    ['outlive a clean run of another kind and another connector', [server([run('Delta Import', 9), run('Export', 9, { connector: 'corp' }), run('Export', 8, { errors: [REFUSED] })])], [['SYNC01 export LargeObject'], []]],
    ['of the rules are of a full synchronisation as well as of a delta', [server([CLEAN, run('Delta Synchronization', 8, { connector: 'corp' }), run('Full Synchronization', 7, { connector: 'corp', errors: [THROWN] })])], [[], []]],
    ['are told apart by what refused', [server([CLEAN, run('Export', 9, { connector: 'corp', errors: [THROWN] }), run('Delta Synchronization', 8, { connector: 'corp', errors: [THROWN] }), run('Delta Import', 7, { connector: 'corp', errors: [THROWN] })])], [['SYNC01 write-back sync-rule-error-function-triggered', 'SYNC01 synchronisation sync-rule-error-function-triggered', 'SYNC01 import sync-rule-error-function-triggered'], []]],
    ['are marked on a server in staging mode', [server([CLEAN]), server([run('Export', 9, { errors: [REFUSED] })], true, 'SYNC02')], [['SYNC02 export LargeObject (staging)'], []]],
    ['cannot be told of the exporting server where only staging ones answer', [server([CLEAN], true)], [[], ['Only servers in staging mode answered; the errors of the one that exports are missing']]],
    ['cannot be told without a finished export', [server([run('Delta Import', 9)])], [[], [NO_EXPORT]]],
    ['cannot be told from an empty history', [server([])], [[], [NO_EXPORT]]],
    ['are doubtful where the role of the server is not known', [server([CLEAN], null)], [[], ['SYNC01: whether it is in staging mode could not be read, so its errors may be of a server that exports nothing']]],
    ['may be more than a run lists', [server([run('Export', 9, { errors: Array.from({ length: 500 }, () => REFUSED) })])], [Array.from({ length: 500 }, () => 'SYNC01 export LargeObject'), ['SYNC01: a run gives no more than the first 500 of its errors']]],
  ] as const) it(title, () => assert.deepEqual(told(...servers), expected));

  it('name an object of the Entra space by its anchor and one of AD by its DN', () => {
    const { errors } = serverErrors([server([run('Export', 9, { errors: [REFUSED] }), run('Delta Synchronization', 8, { connector: 'corp', errors: [THROWN] })])]);
    assert.deepEqual(errors.map(({ object }) => [object.anchor, object.dn]), [[ANCHOR, undefined], [undefined, 'CN=A,DC=x']]);
    assert.deepEqual(errors.map(({ firstSeen, lastSeen }) => [firstSeen, lastSeen]), [['2026-11-19T08:00:00Z', '2026-11-21T09:05:00Z'], [undefined, '2026-11-21T08:30:00Z']]);
  });
});

describe('The errors that stand in Entra', () => {
  it('are each value set aside, under one word for both spellings of the property', () => {
    const aside = (property: string) => ({ category: 'PropertyConflict', propertyCausingError: property, occurredDateTime: '2026-11-20T08:00:00Z', value: 'x' });
    const found = cloudErrors({ users: [{ id: '1', userPrincipalName: 'a@x', onPremisesProvisioningErrors: [aside('ProxyAddresses'), aside('ProxyAddress')] }], contacts: [{ id: '2', displayName: 'Press', onPremisesProvisioningErrors: [] }] });
    assert.deepEqual(found.map(({ kind, type }) => [kind, type]), [['quarantine', 'PropertyConflict: ProxyAddress'], ['quarantine', 'PropertyConflict: ProxyAddress']]);
  });
  it('leave out what a service has resolved', () => {
    const found = cloudErrors({ groups: [{ id: '1', displayName: 'Sales', serviceProvisioningErrors: [{ isResolved: true, serviceInstance: 'exchange/1' }, { isResolved: false, serviceInstance: 'exchange/1', errorDetail: '<ErrorDescription>no</ErrorDescription>', createdDateTime: '2026-11-20T08:00:00Z' }] }] });
    assert.deepEqual(found.map(({ kind, type, text, object }) => [kind, type, text, object.name]), [['service', 'refused by Exchange', 'no', 'Sales']]);
  });
});
