import assert from 'node:assert/strict';
import { openSqliteStore } from '../../src/adapters/sqlite/open-sqlite-store.ts';
import { createExecutor } from '../../src/execute/run-plan.ts';
import type { Plan, PlanContent } from '../../src/model/plan.ts';
import type { Store } from '../../src/ports/store.ts';
import { addressStep, auditOf, cloudStep, deltaStep, minutes, personId, samplePlan } from '../contracts/sample-plan.ts';
import { assertHonest, surviveCrash } from './crash.ts';
import { approved, POLICY, pretendWorld, type Manner, type Pretence } from './pretend-world.ts';

describe('the executor', () => {
  let store: Store;
  let world: Pretence;
  beforeEach(async () => {
    store = await openSqliteStore({ file: ':memory:', clock: { now: () => minutes(0), sleep: () => Promise.resolve() } });
    world = pretendWorld(store);
  });
  afterEach(() => store.close());

  const run = async (change: Partial<PlanContent> = { steps: [addressStep(1), deltaStep(2)] }, deciders: readonly number[] = [2]): Promise<Plan> => {
    const plan = await approved(store, samplePlan(1, change), deciders);
    const end = await createExecutor(world).run(plan.content.planId);
    assert.ok(end !== null);
    assert.deepEqual(await store.planById(plan.content.planId), end);
    return end;
  };
  const journal = async (plan: Plan) => (await store.journal(plan.content.planId)).map((entry) => (entry.what === 'closed' ? `closed ${entry.as}` : entry.what === 'stopped' ? 'stopped' : `${entry.what} ${entry.step}.${entry.attempt}`));

  it('runs the steps in order, here and through the relay, and waits for the cure', async () => {
    const end = await run({ steps: [addressStep(1), deltaStep(2), cloudStep(3)] });
    assert.equal(end.state, 'done');
    assert.equal(end.verification.is, 'waiting');
    assert.deepEqual(world.relayLink.jobs, ['run 1.1', 'run 2.1']);
    assert.deepEqual([...world.relayLink.writes], [[1, 1], [2, 1], [3, 1]]);
    assert.deepEqual(await journal(end), ['began 1.1', 'ended 1.1', 'began 2.1', 'ended 2.1', 'began 3.1', 'ended 3.1', 'closed done']);
    assert.deepEqual(world.progress.map(({ state }) => state).filter((state, at, all) => state !== all[at - 1]), ['running', 'done']);
  });

  it('knows which plans nobody has moved for long, so that another bot takes over those of one that has died', async () => {
    const plan = await approved(store, samplePlan(1, { steps: [addressStep(1), deltaStep(2)] }));
    const executor = createExecutor(world);
    assert.deepEqual(await executor.abandoned(), []);
    world.clock.at = minutes(7);
    assert.deepEqual(await executor.abandoned(), [plan.content.planId]);
    const dead = pretendWorld(store, { clock: world.clock });
    dead.relayLink.step = () => new Promise(() => undefined);
    void createExecutor(dead).run(plan.content.planId);
    while ((await store.journal(plan.content.planId)).length === 0) await new Promise((resolve) => setImmediate(resolve));
    world.clock.at = minutes(36);
    assert.deepEqual(await executor.abandoned(), []);
    world.clock.at = minutes(38);
    assert.deepEqual(await executor.abandoned(), [plan.content.planId]);
    const run = executor.run(plan.content.planId);
    assert.deepEqual(await executor.abandoned(), [], 'it is in hand');
    assert.equal((await run)?.state, 'failed', 'too late to start: the first bot was handed nothing back');
    assert.equal(world.relayLink.writes.size, 0);
  });

  it('has written "began" with its fence before anything is changed', async () => {
    const seen: string[] = [];
    const raw = world.relayLink.step;
    world.relayLink.step = async (job) => {
      const last = (await store.journal(job.plan.planId)).at(-1);
      seen.push(last?.what === 'began' && last.fence === job.fence ? 'written' : 'missing');
      return raw(job);
    };
    await run();
    assert.deepEqual(seen, ['written', 'written']);
  });

  it('stops before the first step when the cause has gone meanwhile', async () => {
    world = pretendWorld(store, { isStillNeeded: () => Promise.resolve('no') });
    const end = await run();
    assert.equal(end.state, 'stale');
    assert.match(end.says, /Already fixed/);
    assert.equal(world.relayLink.writes.size, 0);
  });

  it('does not start while nobody can say whether the cause is still there', async () => {
    world = pretendWorld(store, { isStillNeeded: () => Promise.resolve('unknown') });
    const end = await run();
    assert.equal(end.state, 'expired');
    assert.equal(world.relayLink.writes.size, 0);
  });

  it('hands nothing out any more when another bot has looked at the step', async () => {
    world.relayLink.manners = ['no-relay', 'works'];
    const raw = world.relayLink.step;
    world.relayLink.step = async (job) => {
      const answer = await raw(job);
      const written = await store.journal(job.plan.planId);
      if (written.length === 1) await store.appendJournal(job.plan.planId, 1, { at: minutes(6).toISOString(), what: 'looked', step: 1, attempt: 1, observation: { stands: 'before', found: {}, says: 'as it was' } }, null);
      return answer;
    };
    const plan = await approved(store, samplePlan(1));
    const end = await createExecutor(world).run(plan.content.planId);
    assert.equal(end?.state, 'running', 'the plan is the other bot\'s now');
    assert.deepEqual([world.relayLink.jobs, world.relayLink.writes.size], [['run 1.1'], 0]);
  });

  it('does not start when the approver has lost the right while no relay was there', async () => {
    world.relayLink.manners = Array.from({ length: 60 }, () => 'no-relay' as const);
    const raw = world.relayLink.step;
    world.relayLink.step = (job) => {
      world.people.removed.add(personId(2));
      return raw(job);
    };
    const end = await run();
    assert.equal(end.state, 'failed');
    assert.match(end.says, /may no longer approve/);
    assert.equal(world.relayLink.writes.size, 0);
    assert.ok(world.clock.now().getTime() - minutes(6).getTime() <= 90_000, 'it was found out late');
  });

  it('waits for no cure after an undo', async () => {
    const plan = await approved(store, samplePlan(1, {}, { undoes: '7F3K-92QD' }));
    const end = await createExecutor(world).run(plan.content.planId);
    assert.equal(end?.state, 'done');
    assert.equal(end?.verification.is, 'not-started');
  });

  const ENDS: readonly { readonly manners: readonly Manner[]; readonly ends: Plan['state']; readonly journal: readonly string[]; readonly writes: number }[] = [
    { manners: ['fails'], ends: 'failed', journal: ['began 1.1', 'ended 1.1', 'closed failed'], writes: 0 },
    { manners: ['works', 'fails'], ends: 'partly-done', journal: ['began 1.1', 'ended 1.1', 'began 2.1', 'ended 2.1', 'closed partly-done'], writes: 1 },
    { manners: ['refuses'], ends: 'failed', journal: ['began 1.1', 'ended 1.1', 'closed failed'], writes: 0 },
    { manners: ['loses the answer'], ends: 'done', journal: ['began 1.1', 'ended 1.1', 'looked 1.1', 'began 2.1', 'ended 2.1', 'closed done'], writes: 2 },
    { manners: ['is unsure but works'], ends: 'done', journal: ['began 1.1', 'ended 1.1', 'looked 1.1', 'began 2.1', 'ended 2.1', 'closed done'], writes: 2 },
    { manners: ['loses the job'], ends: 'done', journal: ['began 1.1', 'ended 1.1', 'looked 1.1', 'looked 1.1', 'began 1.2', 'ended 1.2', 'began 2.1', 'ended 2.1', 'closed done'], writes: 2 },
    { manners: ['no-relay', 'no-relay', 'works'], ends: 'done', journal: ['began 1.1', 'ended 1.1', 'began 2.1', 'ended 2.1', 'closed done'], writes: 2 },
  ];
  for (const row of ENDS) {
    it(`ends as ${row.ends} when the relay ${row.manners.join(', then ')}`, async () => {
      world.relayLink.manners = [...row.manners];
      const end = await run();
      assert.equal(end.state, row.ends);
      assert.deepEqual(await journal(end), row.journal);
      assert.equal([...world.relayLink.writes.values()].reduce((sum, n) => sum + n, 0), row.writes);
    });
  }

  it('gives each attempt a higher fence', async () => {
    world.relayLink.manners = ['loses the job'];
    const end = await run();
    const fences = (await store.journal(end.content.planId)).flatMap((entry) => (entry.what === 'began' ? [entry.fence] : []));
    assert.deepEqual(fences, [...new Set(fences)].sort((a, b) => a - b));
    assert.equal(fences.length, 3);
  });

  it('gives up when no relay comes within the window, with nothing changed', async () => {
    world.relayLink.manners = Array<Manner>(1000).fill('no-relay');
    const end = await run();
    assert.equal(end.state, 'failed');
    assert.match(end.says, /No relay took this step: no relay is there\. Nothing was changed\.$/);
    assert.ok(world.clock.at <= minutes(20));
    assert.equal(world.relayLink.writes.size, 0);
  });

  it('stops as stale when the object has drifted', async () => {
    world.relayLink.stands.set(1, 'other');
    const end = await run();
    assert.equal(end.state, 'stale');
    assert.equal(world.relayLink.writes.size, 0);
  });

  it('ends as unknown when it cannot tell, and starts nothing more', async () => {
    world.relayLink.manners = ['loses the answer'];
    world.relayLink.onWrite = () => world.relayLink.stands.set(1, 'other');
    const end = await run();
    assert.equal(end.state, 'unknown');
    assert.deepEqual(world.relayLink.jobs, ['run 1.1', 'look 1.1']);
  });

  it('ends as unknown when nobody can look, and is settled by a later look', async () => {
    world.relayLink.manners = ['works', 'loses the answer'];
    world.relayLink.isBlind = true;
    const end = await run();
    assert.equal(end.state, 'unknown');
    const executor = createExecutor(world);
    assert.equal((await executor.settle(end.content.planId))?.state, 'unknown');
    assert.equal((await executor.run(end.content.planId))?.state, 'unknown');
    world.relayLink.isBlind = false;
    const settled = await executor.settle(end.content.planId);
    assert.equal(settled?.state, 'done');
    assert.deepEqual([...world.relayLink.writes], [[1, 1], [2, 1]]);
  });

  it('starts nothing more when an unknown plan is settled', async () => {
    world.relayLink.manners = ['loses the answer'];
    world.relayLink.isBlind = true;
    const end = await run();
    world.relayLink.isBlind = false;
    assert.equal((await createExecutor(world).settle(end.content.planId))?.state, 'partly-done');
    assert.deepEqual([...world.relayLink.writes], [[1, 1]]);
  });

  it('does not start when the window is over', async () => {
    world.clock.at = minutes(21);
    const end = await run();
    assert.equal(end.state, 'expired');
    assert.match(end.says, /had to start before 09:20 UTC\. Nothing was changed/);
    assert.deepEqual(world.relayLink.jobs, []);
  });

  it('does not start by a clock that stands before the approval', async () => {
    world.clock.at = minutes(-10);
    const end = await run();
    assert.equal(end.state, 'stale');
    assert.deepEqual(world.relayLink.jobs, []);
  });

  it('does not start when an approver is no longer one', async () => {
    world.people.removed.add(personId(2));
    const end = await run();
    assert.equal(end.state, 'stale');
    assert.match(end.says, /^Admin 2 may no longer approve this\./);
    assert.deepEqual(world.relayLink.jobs, []);
  });

  it('does not start when one of two approvers was disabled', async () => {
    world.people.disabled.add(personId(3));
    const end = await run({ riskClass: 'far-reaching', quorum: { approve: 2, deny: 1 } }, [2, 3]);
    assert.equal(end.state, 'stale');
  });

  it('does not start under another policy', async () => {
    world = pretendWorld(store, { policy: () => ({ ...POLICY, version: 'policy-2' }) });
    const end = await run();
    assert.equal(end.state, 'stale');
    assert.match(end.says, /policy has changed/);
  });

  it('waits while the approvers cannot be checked, and starts when they can', async () => {
    world.people.graphIsDown = true;
    const { sleep } = world.clock;
    world.clock.sleep = async (milliseconds) => {
      await sleep(milliseconds);
      if (world.clock.at >= minutes(10)) world.people.graphIsDown = false;
    };
    assert.equal((await run()).state, 'done');
    assert.ok(world.clock.at >= minutes(10));
  });

  it('lets the plan expire when the approvers cannot be checked in time', async () => {
    world.people.graphIsDown = true;
    const end = await run();
    assert.equal(end.state, 'expired');
    assert.match(end.says, /could not check with Microsoft Entra ID/);
  });

  it('checks the approvers again before a step of a long run', async () => {
    world.relayLink.onWrite = () => {
      world.clock.at = minutes(13);
      world.people.removed.add(personId(2));
    };
    const end = await run();
    assert.equal(end.state, 'partly-done');
    assert.match(end.says, /Admin 2 may no longer approve this\. The remaining steps were not started/);
    assert.deepEqual([...world.relayLink.writes], [[1, 1]]);
  });

  it('checks the approvers again before the second step of a short run', async () => {
    world.relayLink.onWrite = () => void world.people.removed.add(personId(2));
    const end = await run();
    assert.equal(end.state, 'partly-done');
    assert.match(end.says, /Admin 2 may no longer approve this\. The remaining steps were not started/);
    assert.deepEqual([...world.relayLink.writes], [[1, 1]]);
  });

  it('waits before the second step while the approvers cannot be checked, and goes on when they can', async () => {
    world.relayLink.onWrite = (step) => {
      world.people.graphIsDown = step === 1;
    };
    const { sleep } = world.clock;
    world.clock.sleep = async (milliseconds) => {
      await sleep(milliseconds);
      world.people.graphIsDown = false;
    };
    assert.equal((await run()).state, 'done');
    assert.deepEqual([...world.relayLink.writes], [[1, 1], [2, 1]]);
  });

  it('stops before the second step when the approvers cannot be checked at all', async () => {
    world.relayLink.onWrite = () => {
      world.people.graphIsDown = true;
    };
    const end = await run();
    assert.equal(end.state, 'partly-done');
    assert.match(end.says, /could not check with Microsoft Entra ID/);
    assert.deepEqual([...world.relayLink.writes], [[1, 1]]);
  });

  it('does not start when both approvals turn out to be of one person', async () => {
    world.people.humans.set(personId(3), 'e2');
    const end = await run({ riskClass: 'far-reaching', quorum: { approve: 2, deny: 1 } }, [2, 3]);
    assert.equal(end.state, 'stale');
    assert.match(end.says, /^Admin 2 and Admin 3 are accounts of one person\. Nothing was changed/);
    const refusal = (await store.auditTrail(0, 100)).find(({ event }) => event.event === 'plan.stale');
    assert.equal(refusal?.event.rule, 'R6');
  });

  it('does not start when the approver turns out to be the requester', async () => {
    world.people.humans.set(personId(1), 'E2');
    const end = await run();
    assert.equal(end.state, 'stale');
    assert.match(end.says, /^Admin 2 may no longer approve this/);
  });

  it('starts within four hours of the approval whatever the plan says', async () => {
    world.clock.at = minutes(5 + 4 * 60 + 1);
    const end = await run({ executeWithinMinutes: 10_000 });
    assert.equal(end.state, 'expired');
    assert.match(end.says, /had to start before 13:05 UTC/);
    assert.deepEqual(world.relayLink.jobs, []);
  });

  it('runs a plan once, however often and by however many it is asked to', async () => {
    const plan = await approved(store, samplePlan(1, { steps: [addressStep(1), deltaStep(2)] }));
    const executors = Array.from({ length: 5 }, () => createExecutor(pretendWorld(store, world)));
    await Promise.all(executors.flatMap((executor) => [executor.run(plan.content.planId), executor.run(plan.content.planId), executor.resumeAll()]));
    assert.equal((await store.planById(plan.content.planId))?.state, 'done');
    assert.deepEqual([...world.relayLink.writes], [[1, 1], [2, 1]]);
  });

  it('leaves a plan alone that was cancelled before it started', async () => {
    const plan = await approved(store, samplePlan(1));
    await store.movePlan(plan, { state: 'cancelled', stateSince: minutes(6).toISOString() }, auditOf('plan.cancelled', plan));
    assert.equal((await createExecutor(world).run(plan.content.planId))?.state, 'cancelled');
    assert.deepEqual(world.relayLink.jobs, []);
  });
});

describe('a run whose process dies', function () {
  this.timeout(60_000);
  const STORIES: readonly (readonly Manner[])[] = [[], ['works', 'fails'], ['loses the answer'], ['loses the job'], ['is unsure but works', 'loses the answer'], ['no-relay', 'works', 'refuses']];

  for (const manners of STORIES) {
    it(`ends honestly and never writes twice, at whatever write it dies, when the relay ${manners.join(', then ') || 'works'}`, async () => {
      const { wrote } = await surviveCrash({ manners, dieAt: 0, when: 'before', dieAgainAt: 0 });
      assert.ok(wrote >= 6);
      for (let dieAt = 1; dieAt <= wrote; dieAt += 1) {
        for (const when of ['before', 'after'] as const) {
          const outcome = await surviveCrash({ manners, dieAt, when, dieAgainAt: 0 });
          assertHonest(outcome, `died ${when} write ${dieAt}`);
          if (manners.length === 0) assert.equal(outcome.end.state, 'done', `died ${when} write ${dieAt}: ${outcome.end.says}`);
        }
      }
    });
  }
});
