import assert from 'node:assert/strict';
import { cyclePatience, spokenSpan, stillRunning } from '../../../src/operations/on-prem/cycle-patience.ts';
import type { RunProfileResult } from '../../../src/model/evidence.ts';

const HOUR = 60 * 60_000;
const SINCE = new Date('2026-11-21T09:00:00.000Z');
const run = (profile: string, startedHoursAgo: number, tookHours: number, connector = 'corp.contoso.com'): RunProfileResult => ({
  ConnectorName: connector, RunProfileName: profile, RunNumber: 1, Result: 'success', IsRunComplete: true,
  StartDate: new Date(SINCE.getTime() - startedHoursAgo * HOUR).toISOString(), EndDate: new Date(SINCE.getTime() - (startedHoursAgo - tookHours) * HOUR).toISOString(),
});
const FULL = [run('Full Import', 100, 1), run('Full Synchronization', 99, 3), run('Export', 96, 0.5)];

describe('the patience with a cycle', () => {
  for (const [what, kind, runs, lastHours, longestHours] of [
    ['a full one of which nothing is known has six hours', 'full', [], null, 6],
    ['three times as long as the parts of the last full one took', 'full', FULL, 4.5, 13.5],
    ['of both connectors', 'full', [...FULL, run('Full Import', 100, 1.5, 'contoso.onmicrosoft.com - AAD')], 6, 18],
    ['the newest run of each part counts', 'full', [...FULL, run('Full Synchronization', 500, 40)], 4.5, 13.5],
    ['a short one gives no less than six hours', 'full', [run('Full Import', 10, 0.1), run('Full Synchronization', 9, 0.1)], 0.2, 6],
    ['three days are the most', 'full', [run('Full Synchronization', 100, 50)], 50, 72],
    ['delta runs say nothing of a full one', 'full', [run('Delta Import', 2, 1), run('Delta Synchronization', 1, 0.5)], null, 6],
    ['an export alone says nothing', 'full', [run('Export', 2, 1)], null, 6],
    ['a run that has not ended says nothing', 'full', [{ ...run('Full Synchronization', 100, 50), IsRunComplete: false }], null, 6],
    ['a run of the cycle itself says nothing', 'full', [run('Full Import', -1, 5)], null, 6],
    ['a delta one of which nothing is known has ten minutes', 'delta', [], null, 1 / 6],
    ['a slow delta one has three times as long', 'delta', [run('Delta Import', 2, 0.25), run('Delta Synchronization', 1.7, 0.25)], 0.5, 1.5],
    ['a delta one never more than four hours', 'delta', [run('Delta Synchronization', 9, 3)], 3, 4],
  ] as const) {
    it(`is such that ${what}`, () => {
      const { lastMs, longestMs } = cyclePatience(kind, runs, SINCE);
      assert.equal(lastMs === null ? null : Math.round(lastMs / HOUR * 100) / 100, lastHours);
      assert.equal(Math.round(longestMs / HOUR * 1000), Math.round(longestHours * 1000));
    });
  }

  it('is told with its clock', () => {
    const says = stillRunning({ kind: 'full', server: 'SYNC01', since: SINCE, now: new Date(SINCE.getTime() + 2.25 * HOUR), patience: { lastMs: 4.5 * HOUR, longestMs: 13.5 * HOUR } });
    assert.equal(says, 'the full cycle on SYNC01 has been running for 2 hours 15 minutes; the parts of the last one took 4 hours 30 minutes together. I look until 2026-11-21 22:30 UTC.');
  });

  it('is told also where nothing is known of an earlier one', () => {
    const says = stillRunning({ kind: 'full', server: 'SYNC01', since: SINCE, now: new Date(SINCE.getTime() + 60_000), patience: { lastMs: null, longestMs: 6 * HOUR } });
    assert.match(says, /for 1 minute; no earlier full cycle is in its run history\. I look until 2026-11-21 15:00 UTC\.$/);
  });

  it('speaks in hours and minutes', () => assert.deepEqual([0, 60_000, HOUR, 61 * 60_000, 25 * HOUR].map(spokenSpan), ['0 minutes', '1 minute', '1 hour', '1 hour 1 minute', '25 hours']));
});
