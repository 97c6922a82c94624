import assert from 'node:assert/strict';
import { cyclesSince } from '../../src/deduce/cycles-since.ts';
import type { RunProfileResult, SyncServerDocument } from '../../src/model/evidence.ts';

const since = new Date('2026-11-21T09:00:00Z');
const run = (at: string, given: Partial<RunProfileResult> = {}): RunProfileResult => ({ ConnectorName: 'contoso.onmicrosoft.com - AAD', RunProfileName: 'Export', IsRunComplete: true, Result: 'success', StartDate: `2026-11-21T${at}Z`, EndDate: `2026-11-21T${at}Z`, ...given });
const server = (runHistory: readonly RunProfileResult[] | undefined, StagingModeEnabled = false, name = 'SYNC01'): SyncServerDocument => ({ name, scheduler: { StagingModeEnabled }, ...(runHistory === undefined ? {} : { runHistory }) });

const ROWS: readonly (readonly [what: string, servers: readonly SyncServerDocument[], cycles: number | null])[] = [
  ['exports that began later', [server([run('09:10:00'), run('09:40:00'), run('08:40:00')])], 2],
  ['one that had complaints about single objects', [server([run('09:10:00', { Result: 'completed-export-errors' })])], 1],
  ['none that was stopped', [server([run('09:10:00', { Result: 'stopped-server-down' })])], 0],
  ['none that is still running', [server([run('09:10:00', { IsRunComplete: false, EndDate: undefined })])], 0],
  ['no import and no synchronisation', [server([run('09:10:00', { RunProfileName: 'Delta Import' }), run('09:11:00', { RunProfileName: 'Delta Synchronization' })])], 0],
  ['no export to AD', [server([run('09:10:00', { ConnectorName: 'corp.contoso.com' })])], 0],
  ['none of a server in staging mode', [server([run('08:10:00')]), server([run('09:10:00')], true, 'SYNC02')], 0],
  ['nothing where only servers in staging mode answered', [server([run('09:10:00')], true)], null],
  ['nothing where the runs were not read', [server(undefined)], null],
  ['nothing where no server is known', [], null],
];

describe('The cycles since a moment', () => {
  for (const [what, servers, cycles] of ROWS) {
    it(`count ${what}`, () => {
      assert.equal(cyclesSince(servers, since), cycles);
    });
  }
});
