import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSqliteStore } from '../../src/adapters/sqlite/open-sqlite-store.ts';
import type { LocalPolicy } from '../../src/boundary/local-policy.ts';
import { createExecutor } from '../../src/execute/run-plan.ts';
import type { Plan, StepDraft } from '../../src/model/plan.ts';
import type { RelayAnswer } from '../../src/model/relay-job.ts';
import type { Clock } from '../../src/ports/clock.ts';
import type { RelayLink } from '../../src/ports/relay-link.ts';
import { openRelayJournal } from '../../src/relay/journal.ts';
import { runJob } from '../../src/relay/run-job.ts';
import { samplePlan } from '../contracts/sample-plan.ts';
import { CONNECTORS, finishedRun, memorySyncServer } from '../ports/memory-sync-server.ts';
import { planWith } from '../ports/relay-jobs.ts';
import { approved, pretendWorld } from './pretend-world.ts';
import { sharedClock } from './shared-clock.ts';

const HOUR = 60 * 60_000;
const OFF: StepDraft = { operation: 'sync.set-scheduler', params: { server: 'SYNC01', before: true, after: false }, says: 'Switch the scheduler off' };
const FULL: StepDraft = { operation: 'sync.start-full', params: { server: 'SYNC01', reason: 'test' }, says: 'Start a full cycle' };
const ON: StepDraft = { operation: 'sync.set-scheduler', params: { server: 'SYNC01', before: false, after: true }, says: 'Switch the scheduler on again', always: true };
const POLICY: LocalPolicy = { readOnly: false, operations: ['sync.set-scheduler', 'sync.start-full'], writableContainers: ['DC=corp,DC=contoso,DC=com'], objectsPerHour: 50, protectedNames: [] };
const QUIET = { info: () => undefined, warn: () => undefined, error: () => undefined };

type Server = ReturnType<typeof memorySyncServer>;

/** A relay as it is: one step or look after the other, and the bot waits for an answer for twelve minutes. */
function oneAtATime(clock: Clock, server: Server, journal: ReturnType<typeof openRelayJournal>): Pick<RelayLink, 'step'> {
  let isBusy = false;
  const site = { clock, directories: [], syncServers: [server] };
  return {
    async step(job) {
      if (isBusy) {
        await clock.sleep(20_000);
        if (isBusy) return { kind: 'no-relay', says: 'no relay takes steps at the moment' };
      }
      isBusy = true;
      const work: Promise<RelayAnswer> = runJob({ site, group: 'default', policy: POLICY, journal, log: QUIET }, job).finally(() => {
        isBusy = false;
      });
      const answer = await Promise.race([work, clock.sleep(12 * 60_000).then(() => 'late' as const)]);
      return answer === 'late' ? { kind: 'no-answer', says: 'the relay did not answer within 12 minutes' } : answer;
    },
  };
}

/** Runs a plan with a full cycle that takes so long. */
async function fullCycle(hours: number): Promise<{ readonly end: Plan; readonly server: Server; readonly took: number; readonly busyElsewhere: number }> {
  const folder = mkdtempSync(join(tmpdir(), 'syncwhy-hours-'));
  const clock = sharedClock();
  const journal = openRelayJournal(join(folder, 'journal.jsonl'));
  const store = await openSqliteStore({ file: ':memory:', clock });
  const server = memorySyncServer('SYNC01', () => clock.now());
  let endsAt = Number.POSITIVE_INFINITY;
  server.onStart = () => {
    server.state = { ...server.state, SyncCycleInProgress: true };
    endsAt = clock.now().getTime() + hours * HOUR;
  };
  server.before = () => {
    if (clock.now().getTime() < endsAt) return;
    endsAt = Number.POSITIVE_INFINITY;
    server.state = { ...server.state, SyncCycleInProgress: false };
    server.runs.unshift(...CONNECTORS.map((name) => ({ ...finishedRun(name, clock.now()), RunProfileName: 'Export' })));
  };
  try {
    const link = oneAtATime(clock, server, journal);
    let longestMs = 0;
    const timed: Pick<RelayLink, 'step'> = { step: async (job) => {
      const began = clock.now().getTime();
      const answer = await link.step(job);
      longestMs = Math.max(longestMs, clock.now().getTime() - began);
      return answer;
    } };
    const plan = await approved(store, samplePlan(1, { steps: planWith([OFF, FULL, ON]).steps }));
    const began = clock.now().getTime();
    const end = await createExecutor({ ...pretendWorld(store, { clock }), relayLink: timed }).run(plan.content.planId);
    return { end: end ?? assert.fail(), server, took: clock.now().getTime() - began, busyElsewhere: longestMs };
  } finally {
    journal.close();
    await store.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

describe('a full cycle at a relay that does one step at a time', () => {
  it('that takes five hours is seen to its end, and the scheduler is on again', async () => {
    const { end, server, took, busyElsewhere } = await fullCycle(5);
    assert.equal(end.state, 'done', end.says);
    assert.equal(server.state.SyncCycleEnabled, true);
    assert.deepEqual(server.writes, ['setCycleEnabled', 'startFull', 'setCycleEnabled']);
    assert.ok(took < 5.2 * HOUR, `${took / HOUR} hours`);
    assert.ok(busyElsewhere < 12 * 60_000, `an answer came after ${busyElsewhere / 60_000} minutes`);
  });

  it('that never ends is given up, and the scheduler is switched on again soon after', async () => {
    const { end, server, took } = await fullCycle(1000);
    assert.equal(end.state, 'unknown', end.says);
    assert.equal(server.state.SyncCycleEnabled, true);
    assert.ok(took < 6.5 * HOUR, `${took / HOUR} hours`);
  });
});
