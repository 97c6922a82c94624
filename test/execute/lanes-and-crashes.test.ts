import assert from 'node:assert/strict';
import { openSqliteStore } from '../../src/adapters/sqlite/open-sqlite-store.ts';
import { createExecutor } from '../../src/execute/run-plan.ts';
import type { Plan, PlanStep } from '../../src/model/plan.ts';
import type { Store } from '../../src/ports/store.ts';
import { verifyChain } from '../../src/protocol/audit-chain.ts';
import { addressStep, deltaStep, minutes, samplePlan } from '../contracts/sample-plan.ts';
import { assertDied, dyingStore } from './crash.ts';
import { approved, pretendWorld, type Manner, type Pretence } from './pretend-world.ts';

const inLane = (lane: string, step: PlanStep): PlanStep => ({ ...step, lane });
/** Three objects of two steps each, then a cycle that runs in any case. */
const STEPS: readonly PlanStep[] = [...['a', 'b', 'c'].flatMap((lane, at) => [inLane(lane, addressStep(2 * at + 1)), inLane(lane, addressStep(2 * at + 2))]), { ...deltaStep(7), always: true }];

const open = (): Promise<Store> => openSqliteStore({ file: ':memory:', clock: { now: () => minutes(0), sleep: () => Promise.resolve() } });

describe('a run with lanes', function () {
  this.timeout(120_000);

  interface Told {
    readonly end: Plan;
    readonly world: Pretence;
    readonly wrote: number;
  }
  const tell = async (manners: readonly Manner[], dieAt: number, when: 'before' | 'after'): Promise<Told> => {
    const store = await open();
    const plan = await approved(store, samplePlan(1, { steps: STEPS }));
    const world = pretendWorld(store);
    world.relayLink.manners = [...manners];
    let wrote = 0;
    for (const at of [dieAt, 0]) {
      const dying = dyingStore(store, at, when);
      await createExecutor(pretendWorld(dying.store, world)).resumeAll().catch((error: unknown) => assertDied(error));
      wrote = Math.max(wrote, dying.count());
    }
    const end = (await store.planById(plan.content.planId)) ?? assert.fail();
    assert.equal(verifyChain(await store.auditTrail(0, 10_000)).is, 'whole');
    await store.close();
    return { end, world, wrote };
  };

  const STORIES: readonly (readonly [manners: readonly Manner[], ends: Plan['state'], says: RegExp])[] = [
    [[], 'done', /^Done for all 3 objects/],
    [['fails'], 'partly-done', /^1 of 3 objects: Remove .* no rights\. 2 of 3 objects: carried out\.$/],
    [['works', 'fails', 'refuses'], 'partly-done', /^2 of 3 objects: .*no rights\. .*not in my policy\. 1 of 3 objects: carried out\.$/],
    [['fails', 'fails', 'fails'], 'failed', /^3 of 3 objects: .* Nothing was changed\.$/],
    [['loses the answer', 'works', 'fails'], 'partly-done', /^1 of 3 objects/],
    [['loses the job'], 'done', /^Done for all 3 objects/],
  ];
  for (const [manners, ends, says] of STORIES) {
    it(`ends as ${ends} when the relay ${manners.join(', then ') || 'works'}, whatever write its bot dies at, and writes nothing twice`, async () => {
      const { end, wrote, world } = await tell(manners, 0, 'after');
      assert.equal(end.state, ends, end.says);
      assert.match(end.says, says);
      assert.equal(world.relayLink.writes.has(7), ends !== 'failed', 'the cycle');
      for (let dieAt = 1; dieAt <= wrote; dieAt += 1) {
        for (const when of ['before', 'after'] as const) {
          const told = await tell(manners, dieAt, when);
          const where = `${when} ${dieAt}: ${told.end.state}: ${told.end.says}`;
          assert.ok(['done', 'partly-done', 'failed', 'unknown'].includes(told.end.state), where);
          for (const [step, count] of told.world.relayLink.writes) assert.equal(count, 1, `step ${step} ${where}`);
          const changed = [1, 2, 3, 4, 5, 6].filter((step) => told.world.relayLink.writes.has(step));
          if (told.end.state === 'done') assert.equal(changed.length, 6, where);
          if (told.end.state === 'failed') assert.equal(changed.length, 0, where);
          if (changed.length > 0) assert.ok(told.world.relayLink.writes.has(7), `no cycle ${where}`);
        }
      }
    });
  }

  it('is settled when every step whose end is not known has been seen, not before', async () => {
    const store = await open();
    const world = pretendWorld(store);
    const plan = await approved(store, samplePlan(1, { steps: STEPS }));
    world.relayLink.manners = ['loses the answer', 'loses the answer', 'works', 'works', 'works'];
    world.relayLink.isBlind = true;
    const executor = createExecutor(world);
    const end = await executor.run(plan.content.planId);
    assert.equal(end?.state, 'unknown', end?.says);
    assert.match(end?.says ?? '', /^2 of 3 objects: .*nobody could look for 30 minutes.*1 of 3 objects: carried out\.$/);
    assert.ok(world.relayLink.writes.has(7), 'the cycle runs in any case');
    const real = world.relayLink.step;
    world.relayLink.step = (job) => {
      world.relayLink.isBlind = job.step === 3;
      return real(job);
    };
    assert.equal((await executor.settle(plan.content.planId))?.state, 'unknown');
    world.relayLink.step = real;
    world.relayLink.isBlind = false;
    const settled = await executor.settle(plan.content.planId);
    assert.equal(settled?.state, 'partly-done', settled?.says);
    assert.match(settled?.says ?? '', /2 of 3 objects: not carried out to the end\. 1 of 3 objects: carried out\.$/);
    assert.deepEqual([...world.relayLink.writes].toSorted(), [[1, 1], [3, 1], [5, 1], [6, 1], [7, 1]]);
    await store.close();
  });
});
