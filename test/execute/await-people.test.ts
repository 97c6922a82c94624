import assert from 'node:assert/strict';
import { openSqliteStore } from '../../src/adapters/sqlite/open-sqlite-store.ts';
import { createExecutor } from '../../src/execute/run-plan.ts';
import type { Plan, PlanStep } from '../../src/model/plan.ts';
import type { Store } from '../../src/ports/store.ts';
import { addressStep, deltaStep, minutes, personId, samplePlan } from '../contracts/sample-plan.ts';
import { assertDied, dyingStore } from './crash.ts';
import { approved, pretendWorld, type Pretence } from './pretend-world.ts';

const purge = (n: number, lane?: string): PlanStep => ({
  n, version: 1, target: 'Jane Old', operation: 'people.do', says: 'Purge the old account of Jane', before: {}, after: {}, undo: { is: 'cannot-be-undone', because: 'a person did it' },
  params: { task: 'Purge the old account of Jane', about: 'Jane Old', link: 'https://entra.microsoft.com/#deleted', watch: { for: 'user-purged', userId: 'eeeeeeee-0000-4000-8000-000000000001' }, hours: 24 },
  ...(lane === undefined ? {} : { lane }),
});

describe('a step that a person does', () => {
  let store: Store;
  let world: Pretence;
  beforeEach(async () => {
    store = await openSqliteStore({ file: ':memory:', clock: { now: () => minutes(0), sleep: () => Promise.resolve() } });
    world = pretendWorld(store);
  });
  afterEach(() => store.close());

  /** From then on the world shows it. */
  const doneAt = (at: Date): void => {
    const { sleep } = world.clock;
    world.clock.sleep = async (milliseconds) => {
      await sleep(milliseconds);
      if (world.clock.at >= at) world.watched.isDone = true;
    };
  };
  const start = async (steps: readonly PlanStep[]): Promise<Plan> => approved(store, samplePlan(1, { steps }));
  const run = async (steps: readonly PlanStep[]): Promise<Plan> => (await createExecutor(world).run((await start(steps)).content.planId)) ?? assert.fail();
  const journal = async (plan: Plan) => (await store.journal(plan.content.planId)).map((entry) => ('step' in entry ? `${entry.what} ${entry.step}` : entry.what));

  it('counts as done when the world shows it, and the plan goes on', async () => {
    doneAt(minutes(200));
    const end = await run([purge(1), addressStep(2), deltaStep(3)]);
    assert.equal(end.state, 'done', end.says);
    assert.deepEqual(world.relayLink.jobs, ['run 2.1', 'run 3.1']);
    assert.ok(world.clock.at < minutes(200 + 11 + 20), 'seen late');
  });

  it('counts as done when it was done before it was asked for', async () => {
    world.watched.isDone = true;
    const end = await run([purge(1)]);
    assert.equal(end.state, 'done', end.says);
    assert.equal(world.watched.looks, 1);
  });

  it('is waited for with growing pauses, and says now and then that it still is', async () => {
    const end = await run([addressStep(1), purge(2)]);
    assert.equal(end.state, 'partly-done');
    assert.match(end.says, /It was not to be seen within 24 hours\. The account is still in the recycle bin\. The step before it was carried out\.$/);
    assert.ok(world.watched.looks > 100 && world.watched.looks < 250, `${world.watched.looks} looks`);
    const entries = await journal(end);
    assert.ok(entries.filter((entry) => entry === 'looked 2').length >= 22 && entries.length < 40, entries.join());
    assert.ok(world.clock.at >= minutes(6 + 24 * 60) && world.clock.at < minutes(8 + 24 * 60), world.clock.at.toISOString());
  });

  it('is never taken for done while nobody can look', async () => {
    world.watched.isDone = true;
    world.watched.isBlind = true;
    const end = await run([purge(1)]);
    assert.equal(end.state, 'failed');
    assert.match(end.says, /not to be seen within 24 hours\. .*could not be looked at/);
  });

  it('is waited for as long as before when the bot was restarted', async () => {
    const plan = await start([purge(1)]);
    const dying = dyingStore(store, 4, 'after');
    await createExecutor(pretendWorld(dying.store, world)).resumeAll().catch((error: unknown) => assertDied(error));
    const began = world.clock.at;
    assert.equal((await store.planById(plan.content.planId))?.state, 'running');
    world.clock.at = minutes(20 * 60);
    const end = await createExecutor(world).run(plan.content.planId);
    assert.equal(end?.state, 'failed');
    assert.ok(began < minutes(3 * 60));
    assert.ok(world.clock.at < minutes(8 + 24 * 60), 'the hours began anew');
    assert.equal((await journal(plan)).filter((entry) => entry === 'began 1').length, 1);
  });

  it('keeps a run from being taken for abandoned, as long as its bot lives', async () => {
    const plan = await start([purge(1)]);
    const executor = createExecutor(world);
    const other = createExecutor(pretendWorld(store, world));
    const seen: number[] = [];
    const { sleep } = world.clock;
    world.clock.sleep = async (milliseconds) => {
      await sleep(milliseconds);
      seen.push((await other.abandoned()).length);
    };
    await executor.run(plan.content.planId);
    assert.ok(seen.length > 100 && seen.every((count) => count === 0));
  });

  it('is taken over by another bot when its own has died', async () => {
    const plan = await start([purge(1)]);
    const dying = dyingStore(store, 4, 'after');
    await createExecutor(pretendWorld(dying.store, world)).resumeAll().catch((error: unknown) => assertDied(error));
    const other = createExecutor(pretendWorld(store, world));
    assert.deepEqual(await other.abandoned(), []);
    world.clock.at = new Date(world.clock.at.getTime() + 150 * 60_000);
    assert.deepEqual(await other.abandoned(), [plan.content.planId]);
  });

  it('does not keep the other objects of a plan from their steps', async () => {
    doneAt(minutes(300));
    const end = await run([purge(1, 'a'), { ...addressStep(2), lane: 'a' }, { ...addressStep(3), lane: 'b' }, { ...addressStep(4), lane: 'b' }]);
    assert.equal(end.state, 'done', end.says);
    assert.deepEqual(world.relayLink.jobs, ['run 3.1', 'run 4.1', 'run 2.1']);
  });

  it('is not waited for any more when the run may not go on', async () => {
    world.relayLink.onWrite = () => void world.people.removed.add(personId(2));
    const end = await run([purge(1, 'a'), { ...addressStep(2), lane: 'b' }, { ...addressStep(3), lane: 'b' }]);
    assert.equal(end.state, 'partly-done', end.says);
    assert.ok(world.clock.at < minutes(30), 'it was waited for');
    assert.match(end.says, /may no longer approve this/);
  });
});
