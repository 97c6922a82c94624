import assert from 'node:assert/strict';
import { connectorWork, lastCycle } from '../../src/deduce/last-cycle.ts';
import type { RunProfileResult, RunStepResult } from '../../src/model/evidence.ts';

const AD = 'corp.contoso.com';
const ENTRA = 'contoso.onmicrosoft.com - AAD';
const at = (time: string): string => `2026-11-21T${time}:00Z`;
const run = (connector: string, profile: string, [start, end]: readonly [string, string], given: { readonly result?: string; readonly step?: RunStepResult } = {}): RunProfileResult =>
  ({ ConnectorName: connector, RunProfileName: profile, IsRunComplete: true, Result: given.result ?? 'success', StartDate: at(start), EndDate: at(end), RunStepResults: [given.step ?? {}] });

const CYCLE = [run(AD, 'Delta Import', ['09:00', '09:01']), run(AD, 'Delta Synchronization', ['09:01', '09:02']), run(ENTRA, 'Export', ['09:02', '09:04'], { result: 'completed-export-errors' })];

describe('The last cycle of a sync server', () => {
  it('goes from its first start to its last end and names what was no success', () => {
    const cycle = lastCycle('SYNC01', [...CYCLE, run(AD, 'Delta Import', ['08:30', '08:31'], { result: 'no-start-connection' })]);
    assert.deepEqual(cycle, { start: new Date(at('09:00')), end: new Date(at('09:04')), trouble: [{ connector: ENTRA, profile: 'Export', result: 'completed-export-errors', isStopped: false }] });
  });
  it('does not swallow the cycle before, however close that was', () => {
    assert.deepEqual(lastCycle('SYNC01', [...CYCLE, run(AD, 'Full Import', ['08:58', '08:59'])])?.start, new Date(at('09:00')));
  });
  it('tells a run that never got to its objects from one that complained about some', () => {
    assert.deepEqual(lastCycle('SYNC01', [run(AD, 'Delta Import', ['09:00', '09:00'], { result: 'no-start-credentials' })])?.trouble.map(({ isStopped }) => isStopped), [true]);
  });
  it('is unknown without a run that has ended', () => {
    assert.equal(lastCycle('SYNC01', []), undefined);
    assert.equal(lastCycle('SYNC01', [{ ConnectorName: AD, RunProfileName: 'Delta Import', IsRunComplete: false, Result: 'in-progress', StartDate: at('09:00') }]), undefined);
  });
});

describe('The work of a connector', () => {
  it('adds up the counters of the newest run of each kind', () => {
    const [work] = connectorWork('SYNC01', [
      run(AD, 'Delta Import', ['09:00', '09:01'], { step: { StageAdd: 2, StageUpdate: 3, StageDelete: 1, StageNoChange: 7 } }),
      run(AD, 'Delta Synchronization', ['09:01', '09:02'], { step: { DisconnectorProjectedFlow: 2, DisconnectorProjectedNoFlow: 1, DisconnectorJoinedFlow: 1, DisconnectorFiltered: 4, ConnectorFilteredRemoveMv: 1 } }),
      run(AD, 'Export', ['09:02', '09:03'], { step: { ExportUpdate: 5, ExportFailure: 1 } }),
      run(AD, 'Export', ['08:32', '08:33'], { step: { ExportUpdate: 99 } }),
    ]);
    assert.deepEqual(work, { connector: AD, isEntra: false, at: new Date(at('09:03')), read: 6, unchanged: 7, projected: 3, joined: 1, filtered: 5, exported: 5, failed: 1 });
  });
  it('does not call 0 what was not counted', () => {
    const [work] = connectorWork('SYNC01', [run(ENTRA, 'Export', ['09:02', '09:03'])]);
    assert.deepEqual([work?.isEntra, work?.read, work?.filtered, work?.exported], [true, undefined, undefined, undefined]);
  });
});
