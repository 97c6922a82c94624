import assert from 'node:assert/strict';
import { openSqliteStore } from '../../src/adapters/sqlite/open-sqlite-store.ts';
import { createExecutor } from '../../src/execute/run-plan.ts';
import { letGo, serversInUse } from '../../src/execute/server-locks.ts';
import type { JournalEntry, StepResult } from '../../src/model/journal.ts';
import type { Plan, PlanStep } from '../../src/model/plan.ts';
import type { RelayJob } from '../../src/model/relay-job.ts';
import type { Store } from '../../src/ports/store.ts';
import { addressStep, deltaStep, minutes, objectGuid, samplePlan } from '../contracts/sample-plan.ts';
import { approved, pretendWorld, type Pretence } from './pretend-world.ts';

const switchTo = (n: number, after: boolean, server = 'SYNC01'): PlanStep => ({
  n, version: 1, target: server, operation: 'sync.set-scheduler', says: `Switch the scheduler ${after ? 'on' : 'off'}`,
  params: { server, before: !after, after }, before: { SyncCycleEnabled: [String(!after)] }, after: { SyncCycleEnabled: [String(after)] }, undo: { is: 'nothing-to-undo' },
  ...(after ? { always: true as const } : {}),
});
const pausing = (n: number): Plan => samplePlan(n, { steps: [switchTo(1, false), addressStep(2), deltaStep(3), switchTo(4, true)] });
const cycling = (n: number): Plan => samplePlan(n, { steps: [addressStep(1), deltaStep(2)], targets: [{ key: objectGuid(n + 50), displayName: 'Other' }] });

describe('the sync server of a run', () => {
  let store: Store;
  let world: Pretence;
  let jobs: string[];
  beforeEach(async () => {
    store = await openSqliteStore({ file: ':memory:', clock: { now: () => minutes(0), sleep: () => Promise.resolve() } });
    world = pretendWorld(store);
    jobs = [];
  });
  afterEach(() => store.close());

  /** A world whose relay stands for itself, so that the steps of two plans do not mix. */
  const worldOf = (plan: Plan, pauseAfter = 0): Pretence => {
    const own = pretendWorld(store, { clock: world.clock });
    const raw = own.relayLink.step;
    own.relayLink.step = async (job: Extract<RelayJob, { kind: 'step' }>) => {
      jobs.push(`${plan.code} ${job.step}`);
      const answer = await raw(job);
      if (job.step === pauseAfter) await world.clock.sleep(60_000);
      return answer;
    };
    return own;
  };
  const runBoth = async (one: Plan, other: Plan): Promise<readonly (Plan | null)[]> => {
    for (const plan of [one, other]) await approved(store, plan);
    return Promise.all([createExecutor(worldOf(one, 2)).run(one.content.planId), createExecutor(worldOf(other, 1)).run(other.content.planId)]);
  };
  const between = (plan: Plan, from: number, to: number): readonly string[] => jobs.slice(jobs.indexOf(`${plan.code} ${from}`), jobs.indexOf(`${plan.code} ${to}`));

  it('is left alone by a cycle of another plan while one has switched its scheduler off', async () => {
    const [pause, cycle] = [pausing(1), cycling(2)];
    const ends = await runBoth(pause, cycle);
    assert.deepEqual(ends.map((end) => end?.state), ['done', 'done']);
    assert.ok(!between(pause, 1, 4).includes(`${cycle.code} 2`), jobs.join(', '));
    assert.ok(jobs.indexOf(`${cycle.code} 1`) < jobs.indexOf(`${pause.code} 4`), 'what is not at the server need not wait');
  });

  it('is switched off by one plan only at a time', async () => {
    const [one, other] = [pausing(1), pausing(2)];
    const ends = await runBoth(one, other);
    assert.deepEqual(ends.map((end) => end?.state), ['done', 'done']);
    const atServer = jobs.filter((job) => !job.endsWith(' 2')).map((job) => job.split(' ')[0]);
    assert.equal(atServer.filter((code, at) => code !== atServer[at - 1]).length, 2, jobs.join(', '));
  });

  it('is not waited for without end: the step is refused with the plan that has it', async () => {
    const [pause, cycle] = [pausing(1), cycling(2)];
    const running = await approved(store, pause);
    await store.movePlan(running, { state: 'running', stateSince: minutes(5).toISOString() }, { event: 'plan.running', at: minutes(5).toISOString(), actor: null, planId: pause.content.planId, rule: null, facts: {} });
    assert.equal(await store.claimServer('sync01', pause.content.planId), null);
    await approved(store, cycle);
    const end = await createExecutor(worldOf(cycle)).run(cycle.content.planId);
    assert.equal(end?.state, 'partly-done');
    assert.match(end?.says ?? '', new RegExp(`Nothing was started: plan ${pause.code} is at work on sync01`));
    assert.deepEqual(jobs, [`${cycle.code} 1`]);
  });

  it('is free again when the plan that had it has ended, however it ended', async () => {
    const first = worldOf(pausing(1));
    first.relayLink.manners = ['fails'];
    await approved(store, pausing(1));
    assert.equal((await createExecutor(first).run(pausing(1).content.planId))?.state, 'failed');
    assert.equal(await store.claimServer('sync01', pausing(2).content.planId), null);
  });

  const began = (step: number): JournalEntry => ({ at: minutes(6).toISOString(), what: 'began', step, attempt: 1, fence: 1 });
  const ended = (step: number, is: StepResult['is'] = 'applied'): JournalEntry => ({ at: minutes(6).toISOString(), what: 'ended', step, attempt: 1, result: is === 'applied' ? { is, found: {} } : is === 'drifted' ? { is, found: {}, says: '' } : { is, says: '' } });
  const { steps } = pausing(1).content;
  const USES: readonly (readonly [string, readonly JournalEntry[], readonly string[]])[] = [
    ['nothing was begun', [], []],
    ['it is being switched off', [began(1)], ['sync01']],
    ['switching it off failed', [began(1), ended(1, 'failed')], []],
    ['nobody knows whether it was switched off', [began(1), ended(1, 'unsure')], ['sync01']],
    ['it was switched off', [began(1), ended(1)], ['sync01']],
    ['another step failed', [began(1), ended(1), began(2), ended(2, 'failed')], ['sync01']],
    ['it is being switched on', [began(1), ended(1), began(4)], ['sync01']],
    ['switching it on failed', [began(1), ended(1), began(4), ended(4, 'refused')], ['sync01']],
    ['it was switched on', [began(1), ended(1), began(4), ended(4)], []],
  ];
  for (const [when, journal, uses] of USES) it(`is ${uses.length === 0 ? 'free' : 'held'} when ${when}`, () => assert.deepEqual(serversInUse(steps, journal), uses));

  it('is kept for a step that is about to start there, though the one before has ended', async () => {
    const plan = samplePlan(1, { steps: [{ ...deltaStep(1), lane: 'a' }, { ...deltaStep(2), lane: 'b' }] });
    const released: (readonly string[])[] = [];
    const pretence = { store: { ...store, releaseServers: (servers: readonly string[]) => Promise.resolve(void released.push(servers)) } };
    for (const inHand of [[2], []]) await letGo(pretence, plan, { journal: [began(1), ended(1)], known: 0, inHand: new Set(inHand) });
    await letGo(pretence, plan, { journal: [began(1), ended(1)], known: 2, inHand: new Set() });
    assert.deepEqual(released, [['sync01']]);
  });

  it('is held for its cycle only by a plan that leaves the scheduler alone', () => {
    const plan = cycling(1).content.steps;
    assert.deepEqual(serversInUse(plan, [began(1), ended(1), began(2)]), ['sync01']);
    assert.deepEqual(serversInUse(plan, [began(1), ended(1), began(2), ended(2)]), []);
  });
});
