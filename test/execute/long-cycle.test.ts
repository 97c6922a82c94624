import assert from 'node:assert/strict';
import { openSqliteStore } from '../../src/adapters/sqlite/open-sqlite-store.ts';
import { stepMarks } from '../../src/commands/step-marks.ts';
import { createExecutor } from '../../src/execute/run-plan.ts';
import type { Plan } from '../../src/model/plan.ts';
import type { Store } from '../../src/ports/store.ts';
import { deltaStep, minutes, samplePlan } from '../contracts/sample-plan.ts';
import { approved, POLICY, pretendWorld, type Pretence } from './pretend-world.ts';

const HOUR = 60;
const SAYS = 'the full cycle on SYNC01 has been running for long. I look until 2026-11-22 09:00 UTC.';

describe('a cycle that takes hours', () => {
  let store: Store;
  beforeEach(async () => {
    store = await openSqliteStore({ file: ':memory:', clock: { now: () => minutes(0), sleep: () => Promise.resolve() } });
  });
  afterEach(() => store.close());

  /** The relay gives no answer in its time, and says of every look that the cycle goes on, until it has run for so long. */
  async function run({ hours, cycleHours = 24 }: { readonly hours: number; readonly cycleHours?: number }): Promise<{ readonly world: Pretence; readonly end: Plan; readonly looks: number }> {
    const world = pretendWorld(store, { policy: () => ({ ...POLICY, cycleHours }) });
    world.relayLink.manners = ['loses the answer'];
    let looks = 0;
    world.relayLink.look = () => {
      looks += 1;
      world.clock.at = new Date(world.clock.at.getTime() + 60_000);
      return world.clock.at >= minutes(hours * HOUR) ? { stands: 'after', found: {}, says: 'a cycle ran' } : { stands: 'other', found: {}, underWay: true, says: SAYS };
    };
    const plan = await approved(store, samplePlan(1, { steps: [deltaStep(1)] }));
    const end = await createExecutor(world).run(plan.content.planId);
    assert.ok(end !== null);
    return { world, end, looks };
  }

  it('is waited for until it has ended, and is started once', async () => {
    const { world, end, looks } = await run({ hours: 7 });
    assert.equal(end.state, 'done');
    assert.deepEqual([...world.relayLink.writes], [[1, 1]]);
    assert.ok(looks > 100);
  });

  it('is told of in the journal every ten minutes, so that no other bot takes the run for abandoned', async () => {
    const { end } = await run({ hours: 7 });
    const times = (await store.journal(end.content.planId)).map(({ at }) => Date.parse(at));
    assert.ok(times.every((at, n) => n === 0 || at - (times[n - 1] ?? at) < 15 * 60_000));
    assert.ok(times.length < 60, `${times.length} entries`);
  });

  it('is shown as running, with its clock, while it goes on', async () => {
    const { end } = await run({ hours: 7 });
    const journal = await store.journal(end.content.planId);
    const during = journal.slice(0, journal.findIndex((entry) => entry.what === 'looked') + 1);
    assert.deepEqual(stepMarks(during, end.content.steps)[1], { is: 'running', says: SAYS });
  });

  it('is not waited for beyond the hours of the policy; then nobody claims to know', async () => {
    const { world, end } = await run({ hours: 7, cycleHours: 2 });
    assert.equal(end.state, 'unknown');
    assert.match(end.says, /lets me wait for 2 hours and no longer/);
    assert.ok(world.clock.at < minutes(2.5 * HOUR));
  });

  it('that is looked at again after that stays unknown while it runs, and is done when it has ended', async () => {
    const { world, end } = await run({ hours: 7, cycleHours: 2 });
    const executor = createExecutor(world);
    assert.equal((await executor.settle(end.content.planId))?.state, 'unknown');
    world.clock.at = minutes(7 * HOUR);
    assert.equal((await executor.settle(end.content.planId))?.state, 'done');
    assert.deepEqual([...world.relayLink.writes], [[1, 1]]);
  });
});
