import assert from 'node:assert/strict';
import type { EvidenceDocument, SyncServerDocument } from '../../src/model/evidence.ts';
import { heartbeatSightings } from '../../src/watch/heartbeat-sightings.ts';

const at = '2026-11-21T12:00:00Z';
const RUN = { ConnectorName: 'contoso.onmicrosoft.com - AAD', RunProfileName: 'Export', IsRunComplete: true, Result: 'success', StartDate: '2026-11-21T11:40:00Z', EndDate: '2026-11-21T11:41:00Z' };
const SERVER: SyncServerDocument = {
  name: 'SYNC01', version: '2.6.84.0', scheduler: { StagingModeEnabled: false, SyncCycleInProgress: false, CurrentlyEffectiveSyncCycleInterval: '00:30:00' }, runHistory: [RUN],
  connectors: [{ Name: 'contoso.onmicrosoft.com - AAD', Type: 'Extensible2' }], statistics: [{ ConnectorName: 'contoso.onmicrosoft.com - AAD', ExportDeletes: 0, TotalConnectors: 1000 }], exportDeletionThreshold: { DeletionPrevention: 'EnabledForCount', ThresholdCount: 500 },
};
const ORGANIZATION = { id: 'o', onPremisesSyncEnabled: true, onPremisesLastSyncDateTime: '2026-11-21T11:41:00Z' };
const document = (server: Partial<SyncServerDocument> = {}, organization: object = {}, more: Partial<EvidenceDocument> = {}): EvidenceDocument => ({ format: 'syncwhy-evidence/1', takenAt: at, syncServers: [{ ...SERVER, ...server }], entra: { organization: { ...ORGANIZATION, ...organization } }, unread: [], ...more });
const LATE = { runHistory: [{ ...RUN, StartDate: '2026-11-21T10:30:00Z', EndDate: '2026-11-21T10:31:00Z' }] };
const deletes = (ExportDeletes: number) => ({ statistics: [{ ConnectorName: 'contoso.onmicrosoft.com - AAD', ExportDeletes, TotalConnectors: 1000 }] });
const ALL = ['check tenant heartbeat', 'check cycles of SYNC01', 'check deletions of SYNC01', 'check next version of SYNC01'];

const ROWS: readonly (readonly [when: string, document: EvidenceDocument, explained: boolean, seen: readonly string[], read: readonly string[]])[] = [
  ['all is well', document(), false, [], ALL],
  ['Entra heard of no server for three hours', document({}, { onPremisesLastSyncDateTime: '2026-11-21T08:59:00Z' }), false, ['Entra has not heard of any sync server for hours'], ALL],
  ['something graver explains that', document(LATE, { onPremisesLastSyncDateTime: '2026-11-21T08:59:00Z' }), true, [], ALL.slice(2)],
  ['synchronisation is switched off in the tenant', document({}, { onPremisesSyncEnabled: false, onPremisesLastSyncDateTime: '2026-01-01T00:00:00Z' }), false, [], ALL],
  ['the tenant was not read', document({}, {}, { unread: [{ what: 'entra.organization', why: 'access-denied' }] }), false, [], ALL.slice(1)],
  ['the last cycle is two intervals ago', document(LATE), false, ['SYNC01 runs no cycles'], ALL],
  ['a cycle is running', document({ ...LATE, scheduler: { ...SERVER.scheduler, SyncCycleInProgress: true } }), false, [], ALL],
  ['the runs were not read', document({ runHistory: undefined }), false, [], ALL.filter((each) => !each.includes('cycles'))],
  ['the server is in staging mode', document({ ...LATE, ...deletes(499), scheduler: { StagingModeEnabled: true } }), false, [], ALL.slice(0, 1)],
  ['few deletions wait', document(deletes(399)), false, [], ALL],
  ['as many deletions wait as nearly stop the export', document(deletes(400)), false, ['Many deletions wait on SYNC01'], ALL],
  ['the threshold is a part of all objects', document({ ...deletes(80), exportDeletionThreshold: { DeletionPrevention: 'EnabledForPercentage', ThresholdPercentage: 10 } }), false, ['Many deletions wait on SYNC01'], ALL],
  ['the protection is off', document({ ...deletes(4000), exportDeletionThreshold: { DeletionPrevention: 'Disabled' } }), false, [], ALL],
  ['the threshold was not told', document({ ...deletes(4000), exportDeletionThreshold: undefined }), false, [], ALL.filter((each) => !each.includes('deletions'))],
  ['a version will be refused within three months', document({ version: '2.4.0.0' }, { onPremisesLastSyncDateTime: '2026-08-01T11:41:00Z' }, { takenAt: '2026-08-01T12:00:00Z' }), true, ['SYNC01 must be upgraded soon'], ALL.slice(2)],
  ['it will be refused, but not for a long time', document({ version: '2.4.0.0' }, {}, { takenAt: '2026-06-01T12:00:00Z' }), true, [], ALL.slice(2)],
];

describe('Signs of life', () => {
  for (const [when, given, explained, seen, read] of ROWS) {
    it(`${seen.length === 0 ? 'have nothing to tell' : `tell that ${seen.join()}`} when ${when}`, () => {
      const told = heartbeatSightings(given, explained);
      assert.deepEqual([told.sightings.map(({ title }) => title), told.read], [seen, read]);
      assert.ok(told.sightings.every(({ source }) => read.includes(source)));
    });
  }
});
