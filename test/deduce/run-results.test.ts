import assert from 'node:assert/strict';
import { actionOf, didItsWork, endedRuns, isEntraRun, lastWorkingRun, newestRuns, newestWithResult, resultsOf } from '../../src/deduce/run-results.ts';
import type { RunProfileResult } from '../../src/model/evidence.ts';

const ENTRA = 'contoso.onmicrosoft.com - AAD';
const of = (...runs: readonly RunProfileResult[]) => [{ server: 'SYNC01', staging: false, value: runs }];
const run = (RunNumber: number, StartDate: string, more: RunProfileResult = {}): RunProfileResult => ({ ConnectorName: 'corp.contoso.com', RunProfileName: 'Delta Import', Result: 'success', IsRunComplete: true, RunNumber, StartDate, ...more });
const numbers = (runs: readonly { readonly run: RunProfileResult }[]) => runs.map((each) => each.run.RunNumber);

describe('run results', () => {
  it('are told newest first, whatever order the history has, and without the run that is still going', () => {
    const history = of(run(1, '2026-11-21T08:00:00Z'), run(3, '2026-11-21T10:00:00Z', { IsRunComplete: false, Result: 'in-progress' }), run(2, '2026-11-21T09:00:00Z'));
    assert.deepEqual(numbers(endedRuns(history)), [2, 1]);
  });

  it('of a run that never started count although it is not complete', () => {
    assert.deepEqual(numbers(endedRuns(of(run(1, '2026-11-21T08:00:00Z', { IsRunComplete: false, Result: 'no-start-credentials' })))), [1]);
  });

  it('are kept apart by server, connector and action, and a full import replaces a delta import', () => {
    const history = [
      ...of(run(1, '2026-11-21T08:00:00Z', { Result: 'dropped-connection' }), run(2, '2026-11-21T08:30:00Z', { RunProfileName: 'Full Import' }), run(3, '2026-11-21T08:10:00Z', { RunProfileName: 'Export' }), run(4, '2026-11-21T08:05:00Z', { ConnectorName: ENTRA })),
      { server: 'SYNC02', staging: true, value: [run(5, '2026-11-21T07:00:00Z')] },
    ];
    assert.deepEqual(numbers(newestRuns(history)), [2, 3, 4, 5]);
    assert.deepEqual(newestWithResult(history, ['dropped-connection']), []);
  });

  it('tell the result of a step as well', () => {
    const stopped = run(1, '2026-11-21T08:00:00Z', { Result: 'Completed-Export-Errors', RunStepResults: [{ StepResult: 'stopped-error-limit' }, { StepResult: null }] });
    assert.deepEqual(resultsOf(stopped), ['completed-export-errors', 'stopped-error-limit']);
    assert.deepEqual(numbers(newestWithResult(of(stopped), ['stopped-error-limit'])), [1]);
  });

  for (const [profile, action] of [['Delta Import', 'import'], ['FULL IMPORT', 'import'], ['Delta Synchronization', 'synchronise'], ['Export', 'export'], ['Nightly', 'other']] as const) {
    it(`of the profile ${profile} belong to ${action}`, () => assert.equal(actionOf({ RunProfileName: profile }), action));
  }

  for (const [result, worked] of [['success', true], ['completed-sync-errors', true], ['stopped-server-down', false], ['no-start-ma', false], [null, false]] as const) {
    it(`say that a run with ${String(result)} ${worked ? 'did' : 'did not do'} its work`, () => assert.equal(didItsWork({ Result: result }), worked));
  }

  it('know the connector to Entra by its name or by its fixed identifier', () => {
    assert.ok(isEntraRun({ ConnectorName: ENTRA }));
    assert.ok(isEntraRun({ ConnectorName: 'Cloud', ConnectorId: 'B891884F-051E-4A83-95AF-2544101C9083' }));
    assert.ok(!isEntraRun({ ConnectorName: 'corp.contoso.com' }));
  });

  it('tell when the newest run that did its work began', () => {
    const runs = endedRuns(of(run(2, '2026-11-21T09:00:00Z', { Result: 'stopped-server-down' }), run(1, '2026-11-21T08:00:00Z')));
    assert.equal(lastWorkingRun(runs)?.toISOString(), '2026-11-21T08:00:00.000Z');
    assert.equal(lastWorkingRun([]), undefined);
  });
});
