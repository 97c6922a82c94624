import assert from 'node:assert/strict';
import { gatherErrors, type ErrorSources } from '../../src/watch/gather-errors.ts';
import { connectorSpaceDnOfAnchor } from '../../src/model/anchor.ts';
import type { RunSyncError, SyncServerDocument } from '../../src/model/evidence.ts';
import type { OnPremFragment, ReadRequest } from '../../src/model/relay-job.ts';

const anchorAt = (at: number): string => Buffer.from(String(at).padStart(16, '0')).toString('base64');
const refused = (at: number, type: string): RunSyncError => ({ ObjectDn: connectorSpaceDnOfAnchor(anchorAt(at)), ErrorType: type });
const server = (errors: readonly RunSyncError[], given: Partial<SyncServerDocument> = {}): SyncServerDocument => ({
  name: 'SYNC01', scheduler: { StagingModeEnabled: false }, ...given,
  runHistory: [{ ConnectorName: 'contoso.onmicrosoft.com - AAD', RunProfileName: 'Export', IsRunComplete: true, Result: 'completed-export-errors', StartDate: '2026-11-21T09:00:00Z', RunStepResults: [{ SyncErrors: { SyncErrorsList: errors } }] }],
});

/** A company whose relay answers the first question with these servers, and the closer ones as given. */
function world(first: OnPremFragment, closer: (request: ReadRequest) => OnPremFragment = () => ({ unread: [] })): { readonly asked: ReadRequest[]; readonly world: ErrorSources } {
  const asked: ReadRequest[] = [];
  const read = (request: ReadRequest): Promise<OnPremFragment> => {
    asked.push(request);
    return Promise.resolve(asked.length === 1 ? first : closer(request));
  };
  return { asked, world: { relayLink: { read }, tenant: { provisioningErrors: () => Promise.resolve({ entra: {}, unread: [] }) } } };
}

describe('Gathering the errors of the company', () => {
  it('asks the runs for the errors of all objects, and nothing closer where there are none', async () => {
    const { asked, world: given } = world({ syncServers: [server([])], unread: [] });
    await gatherErrors(given);
    assert.deepEqual(asked, [{ reading: 'sync.servers', version: 1, params: { dns: [], anchors: [], only: ['scheduler', 'globalSettings', 'runHistory'], errors: 'all' } }]);
  });
  it('looks closer at forty objects, of each sort some', async () => {
    const errors = [...Array.from({ length: 300 }, (_, at) => refused(at, 'LargeObject')), refused(999, 'ObjectTypeMismatch')];
    const { asked, world: given } = world({ syncServers: [server(errors)], unread: [] });
    const { current } = await gatherErrors(given);
    assert.equal(current.length, 301);
    const [, holders] = asked;
    assert.ok(holders?.reading === 'ad.holders');
    assert.equal(holders.params.anchors.length, 40);
    assert.ok(holders.params.anchors.includes(anchorAt(999)));
  });
  it('names the object that AD knows by the anchor, and keeps the words of the engine', async () => {
    const { world: given } = world({ syncServers: [server([refused(1, 'AttributeValueMustBeUnique')])], unread: [] }, ({ reading }) => reading === 'ad.holders'
      ? { forests: [{ name: 'x', entries: [{ dn: 'CN=Ann,DC=x', attributes: { objectGUID: [anchorAt(1)], displayName: ['Ann Other'] } }] }], unread: [] }
      : { syncServers: [{ name: 'SYNC01', csObjects: [{ DistinguishedName: connectorSpaceDnOfAnchor(anchorAt(1)), ExportError: { ErrorLiteral: 'Unable to update', conflict: { attributeName: 'OnPremiseSecurityIdentifier', attributeValues: ['S-1-5'] } } }] }], unread: [] });
    const [error] = (await gatherErrors(given)).current;
    assert.deepEqual([error?.object.dn, error?.object.name, error?.text], ['CN=Ann,DC=x', 'Ann Other', 'AttributeValueMustBeUnique Unable to update OnPremiseSecurityIdentifier']);
  });
  it('keeps the error as the run gives it where nothing closer can be read', async () => {
    const { world: given } = world({ syncServers: [server([refused(1, 'LargeObject')])], unread: [] }, () => ({ unread: [{ what: 'directory', why: 'failed' }] }));
    const { current } = await gatherErrors(given);
    assert.deepEqual(current.map(({ type, object }) => [type, object.anchor]), [['LargeObject', anchorAt(1)]]);
  });
  it('says of a server without its runs that they are missing, once', async () => {
    const silent = await gatherErrors(world({ syncServers: [{ name: 'SYNC01', scheduler: { StagingModeEnabled: false } }], unread: [] }).world);
    assert.deepEqual([silent.unread.map(({ detail }) => detail), silent.sources], [['SYNC01: its runs were not given'], []]);
    const told = await gatherErrors(world({ syncServers: [{ name: 'SYNC01' }], unread: [{ what: 'syncServers.SYNC01.runHistory', why: 'timed-out', detail: 'too slow' }] }).world);
    assert.deepEqual(told.unread.map(({ detail }) => detail), ['too slow']);
  });
  it('counts what staging servers list apart', async () => {
    const { current, staging } = await gatherErrors(world({ syncServers: [server([]), server([refused(1, 'LargeObject'), refused(2, 'LargeObject')], { name: 'SYNC02', scheduler: { StagingModeEnabled: true } })], unread: [] }).world);
    assert.deepEqual([current, staging], [[], [{ server: 'SYNC02', errors: 2 }]]);
  });
});
