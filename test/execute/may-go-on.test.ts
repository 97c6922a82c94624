import assert from 'node:assert/strict';
import { openSqliteStore } from '../../src/adapters/sqlite/open-sqlite-store.ts';
import { createExecutor } from '../../src/execute/run-plan.ts';
import type { PlanStep } from '../../src/model/plan.ts';
import { addressStep, cloudStep, deltaStep, minutes, samplePlan } from '../contracts/sample-plan.ts';
import { approved } from './pretend-world.ts';
import { sharedClock } from './shared-clock.ts';
import { inLane, slowSite, slowWorld } from './slow-world.ts';

const LANES: readonly PlanStep[] = [addressStep(1), ...['a', 'b', 'c'].flatMap((lane, at) => [inLane(lane, cloudStep(2 * at + 2)), inLane(lane, cloudStep(2 * at + 3))]), { ...deltaStep(8), always: true }];

/** How often Entra ID was asked who somebody is: a question about the approvers asks twice, for the requester and the one approver. */
async function asked(steps: readonly PlanStep[], late: readonly (readonly [step: number, milliseconds: number])[]): Promise<number> {
  const store = await openSqliteStore({ file: ':memory:', clock: { now: () => minutes(0), sleep: () => Promise.resolve() } });
  try {
    const site = slowSite(sharedClock());
    for (const [step, milliseconds] of late) site.late.set(step, milliseconds);
    const plan = await approved(store, samplePlan(1, { steps }));
    const bot = slowWorld(store, site);
    assert.equal((await createExecutor(bot).run(plan.content.planId))?.state, 'done');
    return bot.people.asked;
  } finally {
    await store.close();
  }
}

describe('the question whether a run may go on', () => {
  it('is asked before every step of a plan without lanes, but the first and what runs in any case', async () => {
    assert.equal(await asked(LANES.map((step): PlanStep => ({ ...step, lane: undefined })), []), 2 * 7);
  });

  it('is asked once for what is started together', async () => assert.equal(await asked(LANES, []), 2 * 3));

  it('is asked once for the steps of several objects that are started within a second', async () => assert.equal(await asked(LANES, [[4, 300], [6, 600]]), 2 * 3));

  it('is asked again for those that are started later', async () => assert.equal(await asked(LANES, [[4, 300], [6, 1200]]), 2 * 4));
});
