import assert from 'node:assert/strict';
import { syncStartDelta, syncStartFull } from '../../../src/operations/on-prem/sync-cycles.ts';
import { syncSetScheduler } from '../../../src/operations/on-prem/sync-scheduler-settings.ts';
import { NotApplied } from '../../../src/operations/operation.ts';
import { SyncServerError, type SyncServerFault } from '../../../src/ports/sync-server.ts';
import type { RunProfileResult } from '../../../src/model/evidence.ts';
import { fastClock } from '../../ports/fast-clock.ts';
import { CONNECTORS, finishedRun, memorySyncServer } from '../../ports/memory-sync-server.ts';

const world = () => {
  const clock = fastClock();
  const server = memorySyncServer('SYNC01', () => clock.now());
  return { clock, server, given: { clock, syncServer: () => server, follows: true, written: [] } };
};
const DELTA = { server: 'SYNC01', reason: 'test' };
const ON = { server: 'SYNC01', before: false, after: true };

describe('sync.start-delta', () => {
  it('starts one cycle and ends when every connector has run', async () => {
    const { server, given, clock } = world();
    const since = clock.now();
    await syncStartDelta.apply(given, DELTA);
    assert.deepEqual(server.writes, ['startDelta']);
    assert.equal((await syncStartDelta.look(given, DELTA, since)).stands, 'after');
  });

  it('waits for the end of a cycle that takes its time', async () => {
    const { server, given, clock } = world();
    server.onStart = () => {
      server.state = { ...server.state, SyncCycleInProgress: true };
    };
    let looks = 0;
    server.before = (method) => {
      if (method !== 'recentRuns' || (looks += 1) !== 5) return;
      server.state = { ...server.state, SyncCycleInProgress: false };
      server.runs.unshift(...CONNECTORS.map((name) => finishedRun(name, clock.now())));
    };
    await syncStartDelta.apply(given, DELTA);
    assert.ok(looks >= 5);
  });

  it('is looked at by waiting for the end of a cycle that goes on, without starting another', async () => {
    const { server, given, clock } = world();
    const since = clock.now();
    server.state = { ...server.state, SyncCycleInProgress: true };
    let looks = 0;
    server.before = (method) => {
      if (method !== 'recentRuns' || (looks += 1) !== 5) return;
      server.state = { ...server.state, SyncCycleInProgress: false };
      server.runs.unshift(...CONNECTORS.map((name) => finishedRun(name, clock.now())));
    };
    // The scheduler is asked before the runs, so the end is seen at the look after.
    assert.equal((await syncStartDelta.look(given, DELTA, since)).stands, 'after');
    assert.ok(looks >= 5);
    assert.deepEqual(server.writes, []);
  });

  it('is looked at for a bounded time when the cycle never ends', async () => {
    const { server, given, clock } = world();
    const since = clock.now();
    server.state = { ...server.state, SyncCycleInProgress: true };
    assert.equal((await syncStartDelta.look(given, DELTA, since)).stands, 'other');
    assert.ok(clock.now().getTime() - since.getTime() < 11 * 60_000);
  });

  it('lets a running cycle end and starts its own behind it', async () => {
    const { server, given } = world();
    server.state = { ...server.state, SyncCycleInProgress: true };
    let looks = 0;
    server.before = (method) => {
      if (method === 'scheduler' && (looks += 1) === 4) server.state = { ...server.state, SyncCycleInProgress: false };
    };
    assert.equal((await syncStartDelta.look(given, DELTA, null)).stands, 'before');
    await syncStartDelta.apply(given, DELTA);
    assert.equal(looks >= 4, true);
    assert.deepEqual(server.writes, ['startDelta']);
  });

  it('starts nothing when another cycle never ends', async () => {
    const { server, given } = world();
    server.state = { ...server.state, SyncCycleInProgress: true };
    await assert.rejects(syncStartDelta.apply(given, DELTA), NotApplied);
    assert.deepEqual(server.writes, []);
  });

  it('gives up waiting after a bounded time, in doubt', async () => {
    const { server, given, clock } = world();
    server.onStart = () => undefined;
    const began = clock.now();
    await assert.rejects(syncStartDelta.apply(given, DELTA), (error) => error instanceof SyncServerError && !(error instanceof NotApplied));
    assert.ok(clock.now().getTime() - began.getTime() < 11 * 60_000);
    assert.deepEqual(server.writes, ['startDelta']);
  });

  for (const [what, state] of [
    ['is in staging mode', { StagingModeEnabled: true }],
    ['does not say whether a cycle is running', { SyncCycleInProgress: undefined }],
    ['is suspended', { SchedulerSuspended: true }],
    ['does not say whether it is in staging mode', { StagingModeEnabled: undefined }],
  ] as const) {
    it(`does not start on a server that ${what}`, async () => {
      const { server, given } = world();
      server.state = { ...server.state, ...state };
      assert.equal((await syncStartDelta.look(given, DELTA, null)).stands, 'other');
      await assert.rejects(syncStartDelta.apply(given, DELTA), NotApplied);
      assert.deepEqual(server.writes, []);
    });
  }

  for (const [fault, changed] of [['busy', 'nothing'], ['access-denied', 'nothing'], ['unreachable', 'unknown'], ['timed-out', 'unknown'], ['failed', 'unknown']] as const) {
    it(`that ends in ${fault} has changed ${changed}`, async () => {
      const { server, given } = world();
      server.before = (method) => {
        if (method === 'startDelta') throw new SyncServerError(fault satisfies SyncServerFault, fault);
      };
      await assert.rejects(syncStartDelta.apply(given, DELTA), (error) => (error instanceof NotApplied) === (changed === 'nothing'));
    });
  }

  for (const [what, stands, prepare] of [
    ['before when only older runs are known', 'before', (at: Date) => CONNECTORS.map((name) => finishedRun(name, new Date(at.getTime() - 60_000)))],
    ['after when every connector has run since', 'after', (at: Date) => CONNECTORS.map((name) => finishedRun(name, at))],
    ['after when a run completed with errors of single objects', 'after', (at: Date) => CONNECTORS.map((name) => finishedRun(name, at, 'completed-export-errors'))],
    ['otherwise when one connector has not run', 'other', (at: Date) => CONNECTORS.slice(0, 1).map((name) => finishedRun(name, at))],
    ['otherwise when a run was stopped', 'other', (at: Date) => CONNECTORS.map((name) => finishedRun(name, at, 'stopped-server-down'))],
    ['otherwise while a run goes on', 'other', (at: Date) => CONNECTORS.map((name) => ({ ...finishedRun(name, at), IsRunComplete: false }))],
  ] as const) {
    it(`once started finds the world ${what}`, async () => {
      const { server, given, clock } = world();
      server.runs.push(...prepare(clock.now()));
      assert.equal((await syncStartDelta.look(given, DELTA, clock.now())).stands, stands);
    });
  }
});

describe('sync.start-delta while the next cycle runs already', () => {
  for (const [profile, stands] of [['Export', 'after'], ['Delta Import', 'other']] as const) {
    it(`finds the world ${stands} when the last run of each connector was ${profile}`, async () => {
      const { server, given, clock } = world();
      server.state = { ...server.state, SyncCycleInProgress: true };
      server.runs.push(...CONNECTORS.map((name) => ({ ...finishedRun(name, clock.now()), RunProfileName: profile })));
      assert.equal((await syncStartDelta.look(given, DELTA, clock.now())).stands, stands);
    });
  }
});

describe('sync.start-full', () => {
  const running = (hours: number, history: readonly RunProfileResult[]) => {
    const { server, given, clock } = world();
    const since = clock.now();
    server.said.runHistory = [...history];
    server.state = { ...server.state, SyncCycleInProgress: true };
    clock.forward(hours * 60 * 60_000);
    return { server, look: () => syncStartFull.look(given, DELTA, since), took: () => clock.now().getTime() - since.getTime() - hours * 60 * 60_000 };
  };
  const LAST: readonly RunProfileResult[] = CONNECTORS.map((name) => ({ ...finishedRun(name, new Date('2026-11-14T00:00:00.000Z')), RunProfileName: 'Full Synchronization', EndDate: '2026-11-14T05:00:00.000Z' }));

  for (const [when, hours, history] of [['after five hours, where nothing is known of an earlier one', 5, []], ['after a day, where the last one took ten hours', 24, LAST]] as const) {
    it(`goes on ${when}, and a look tells so after a minute, with its clock`, async () => {
      const { server, look, took } = running(hours, history);
      const seen = await look();
      assert.deepEqual([seen.stands, seen.underWay], ['other', true]);
      assert.match(seen.says, /has been running for .* I look until 2026-11-2\d \d\d:\d\d UTC/);
      assert.ok(took() < 2 * 60_000);
      assert.deepEqual(server.writes, []);
    });
  }

  for (const [when, hours, history] of [['after six hours, where nothing is known of an earlier one', 6.1, []], ['after thirty hours, where the last one took ten', 30.1, LAST]] as const) {
    it(`is given up ${when}`, async () => {
      const seen = await running(hours, history).look();
      assert.deepEqual([seen.stands, seen.underWay], ['other', undefined]);
      assert.match(seen.says, /has not ended yet within/);
    });
  }
});

describe('sync.set-scheduler', () => {
  it('switches the scheduler on', async () => {
    const { server, given } = world();
    server.state = { ...server.state, SyncCycleEnabled: false };
    assert.equal((await syncSetScheduler.look(given, ON, null)).stands, 'before');
    await syncSetScheduler.apply(given, ON);
    assert.equal((await syncSetScheduler.look(given, ON, null)).stands, 'after');
  });

  it('does nothing on a staging server, or when it is on already', async () => {
    for (const state of [{ StagingModeEnabled: true, SyncCycleEnabled: false }, { SyncCycleEnabled: true }]) {
      const { server, given } = world();
      server.state = { ...server.state, ...state };
      await assert.rejects(syncSetScheduler.apply(given, ON), NotApplied);
      assert.deepEqual(server.writes, []);
    }
  });

  it('rejects a look when the server does not say', async () => {
    const { server, given } = world();
    server.state = {};
    await assert.rejects(syncSetScheduler.look(given, ON, null), SyncServerError);
  });
});
