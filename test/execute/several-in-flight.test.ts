import assert from 'node:assert/strict';
import { openSqliteStore } from '../../src/adapters/sqlite/open-sqlite-store.ts';
import { createExecutor } from '../../src/execute/run-plan.ts';
import type { JournalEntry } from '../../src/model/journal.ts';
import type { Plan, PlanStep } from '../../src/model/plan.ts';
import { StoreUnavailable, type Store } from '../../src/ports/store.ts';
import { verifyChain } from '../../src/protocol/audit-chain.ts';
import { addressStep, cloudStep, deltaStep, minutes, personId, samplePlan } from '../contracts/sample-plan.ts';
import { assertDied, dyingStore } from './crash.ts';
import { approved } from './pretend-world.ts';
import { sharedClock } from './shared-clock.ts';
import { ANSWERS_IN, inLane, slowSite, slowWorld, type SlowSite } from './slow-world.ts';

/** A step before all lanes, three objects of two steps each in the cloud, and a cycle that runs in any case. */
const STEPS: readonly PlanStep[] = [addressStep(1), ...['a', 'b', 'c'].flatMap((lane, at) => [inLane(lane, cloudStep(2 * at + 2)), inLane(lane, cloudStep(2 * at + 3))]), { ...deltaStep(8), always: true }];

describe('a run that has several steps in flight', function () {
  this.timeout(120_000);
  let store: Store;
  let site: SlowSite;
  let plan: Plan;
  beforeEach(() => begin());
  afterEach(() => store.close());

  const begin = async (steps = STEPS): Promise<void> => {
    store = await openSqliteStore({ file: ':memory:', clock: { now: () => minutes(0), sleep: () => Promise.resolve() } });
    site = slowSite(sharedClock());
    plan = await approved(store, samplePlan(1, { steps }));
  };
  const anew = async (steps = STEPS): Promise<void> => {
    await store.close();
    await begin(steps);
  };
  const run = (bot = slowWorld(store, site)) => createExecutor(bot).run(plan.content.planId);
  const journal = async (): Promise<readonly string[]> => (await store.journal(plan.content.planId)).map((entry) => ('step' in entry ? `${entry.what} ${entry.step}.${entry.attempt}` : entry.what === 'closed' ? `closed ${entry.as}` : entry.what));
  const tookSteps = (since: Date): number => (site.clock.at.getTime() - since.getTime()) / (3 * ANSWERS_IN);
  const assertOnce = (title = ''): void => {
    for (const [step, count] of site.writes) assert.equal(count, 1, `step ${step} was written ${count} times ${title}`);
  };
  const until = async (isSo: () => boolean | Promise<boolean>): Promise<void> => {
    while (!(await isSo())) await new Promise((resolve) => setImmediate(resolve));
  };

  it('carries out three objects in the time of one, each step after the one before it, and the cycle after all', async () => {
    const since = site.clock.at;
    const end = await run();
    assert.equal(end?.state, 'done', end?.says);
    assert.deepEqual([site.most, tookSteps(since)], [{ cloud: 3, relay: 1 }, 4]);
    const entries = await journal();
    assert.deepEqual(entries.slice(0, 5), ['began 1.1', 'ended 1.1', 'began 2.1', 'began 4.1', 'began 6.1']);
    assert.deepEqual(entries.slice(-3), ['began 8.1', 'ended 8.1', 'closed done']);
    for (const [one, next] of [[2, 3], [4, 5], [6, 7]]) assert.ok(entries.indexOf(`ended ${one}.1`) < entries.indexOf(`began ${next}.1`));
    assertOnce();
  });

  it('has never two steps at the relay', async () => {
    await anew(STEPS.map((step): PlanStep => (step.lane === 'b' ? { ...addressStep(step.n), lane: 'b' } : step.lane === 'c' ? { ...addressStep(step.n), lane: 'c' } : step)));
    assert.equal((await run())?.state, 'done');
    assert.deepEqual(site.most, { cloud: 1, relay: 1 });
  });

  it('lets the others go on when one fails, and tells of it', async () => {
    site.refused.add(4);
    const end = await run();
    assert.equal(end?.state, 'partly-done');
    assert.match(end?.says ?? '', /^1 of 3 objects: .*no rights\. 2 of 3 objects: carried out\.$/);
    assert.deepEqual([...site.writes.keys()].toSorted(), [1, 2, 3, 6, 7, 8]);
  });

  const STOPS: readonly (readonly [what: string, stop: (bot: ReturnType<typeof slowWorld>) => void, says: RegExp])[] = [
    ['an approver loses the right', ({ people }) => void people.removed.add(personId(2)), /Admin 2 may no longer approve this/],
    ['its campaign is stopped', () => void (store.stoppedCampaignOf = () => Promise.resolve('north')), /The campaign north was stopped/],
  ];
  for (const [what, stop, says] of STOPS) {
    it(`sees through what it has begun when ${what}, begins nothing else, and runs what runs in any case after all of it`, async () => {
      const bot = slowWorld(store, site);
      site.late.set(6, 20 * ANSWERS_IN);
      site.onWrite = (step) => {
        if (step === 4) stop(bot);
      };
      const end = await run(bot);
      assert.equal(end?.state, 'partly-done', end?.says);
      assert.match(end?.says ?? '', says);
      assert.deepEqual([...site.writes.keys()].toSorted(), [1, 2, 4, 6, 8]);
      const entries = await journal();
      assert.deepEqual(entries.slice(5), ['ended 2.1', 'ended 4.1', 'ended 6.1', 'stopped', 'began 8.1', 'ended 8.1', 'closed partly-done']);
    });
  }

  it('ends honestly and writes nothing twice at whatever write its bot dies, though what it had sent lands while another bot looks', async () => {
    const tell = async (dieAt: number, when: 'before' | 'after') => {
      await anew();
      const dying = dyingStore(store, dieAt, when);
      const first = createExecutor(slowWorld(dying.store, site)).resumeAll().catch((error: unknown) => assertDied(error));
      await Promise.race([first, dying.death]);
      await createExecutor(slowWorld(store, site)).resumeAll();
      await first;
      const end = (await store.planById(plan.content.planId)) ?? assert.fail();
      const inFlight = await mostBegun();
      assert.equal(verifyChain(await store.auditTrail(0, 10_000)).is, 'whole');
      return { end, inFlight, wrote: dying.count() };
    };
    const mostBegun = async (): Promise<number> => {
      let [open, most] = [0, 0];
      for (const { what } of await store.journal(plan.content.planId)) most = Math.max(most, (open += what === 'began' ? 1 : what === 'ended' ? -1 : 0));
      return most;
    };
    const { wrote, inFlight } = await tell(0, 'after');
    assert.equal(inFlight, 3);
    assert.ok(wrote >= 27, `${wrote}`);
    let diedWithThree = 0;
    for (let dieAt = 1; dieAt <= wrote; dieAt += 1) {
      for (const when of ['before', 'after'] as const) {
        const told = await tell(dieAt, when);
        const where = `${when} ${dieAt}: ${told.end.state}: ${told.end.says}`;
        assert.equal(told.end.state, 'done', where);
        assert.equal(site.writes.size, 8, where);
        assertOnce(where);
        if (told.inFlight >= 3) diedWithThree += 1;
      }
    }
    assert.ok(diedWithThree > 20, `${diedWithThree}`);
  });

  it('loses the run to another bot that has looked, with all that is in flight, and starts nothing more', async () => {
    const first = run();
    await until(() => site.most.cloud === 3);
    const { planId } = plan.content;
    const known = (await store.journal(planId)).length;
    const seen: JournalEntry = { at: site.clock.at.toISOString(), what: 'looked', step: 4, attempt: 1, observation: { stands: 'before', found: {}, says: 'as it was' } };
    await store.appendJournal(planId, known, seen, null);
    assert.equal((await first)?.state, 'running', 'the plan is the other bot\'s now');
    assert.equal((await store.journal(planId)).length, known + 1);
    assert.deepEqual([...site.writes.keys()].toSorted(), [1, 2, 4, 6], 'what was sent lands');
    const end = await run();
    assert.equal(end?.state, 'done', end?.says);
    assert.equal(site.writes.size, 8);
    assertOnce();
  });

  it('takes nothing in that another bot has written while a step is in flight', async () => {
    const append = store.appendJournal.bind(store);
    site.late.set(2, -100);
    store.appendJournal = async (planId, after, entry, audit) => {
      await append(planId, after, entry, audit);
      if (entry.what !== 'ended' || entry.step !== 2) return;
      await append(planId, after + 1, { at: entry.at, what: 'looked', step: 4, attempt: 1, observation: { stands: 'before', found: {}, says: 'as it was' } }, null);
    };
    assert.equal((await run())?.state, 'running', 'the plan is the other bot\'s now');
    assert.deepEqual((await journal()).slice(5), ['ended 2.1', 'looked 4.1']);
    store.appendJournal = append;
    assert.equal((await run())?.state, 'done');
    assertOnce();
  });

  it('is carried out once by however many bots that take it up at the same time or in the middle', async () => {
    const runs = [run(), run()];
    await until(() => site.most.cloud === 3);
    runs.push(run(), run());
    await Promise.all(runs);
    const end = (await store.planById(plan.content.planId)) ?? assert.fail();
    assert.equal(end.state, 'done', end.says);
    assert.equal(site.writes.size, 8);
    assertOnce();
  });

  it('sees everything through that is in flight when the store fails for once, and goes on later', async () => {
    const append = store.appendJournal.bind(store);
    let failures = 0;
    store.appendJournal = (planId, after, entry, audit) => {
      if (entry.what !== 'ended' || entry.step !== 2 || failures > 0) return append(planId, after, entry, audit);
      failures += 1;
      return Promise.reject(new StoreUnavailable('The database does not answer.'));
    };
    site.late.set(6, 20 * ANSWERS_IN);
    await assert.rejects(run(), StoreUnavailable);
    const entries = await journal();
    assert.deepEqual(entries.filter((entry) => entry.startsWith('ended')).toSorted(), ['ended 1.1', 'ended 4.1', 'ended 6.1']);
    const end = await run();
    assert.equal(end?.state, 'done', end?.says);
    assertOnce();
  });

  it('does not keep other objects waiting for a sync server that another plan has', async () => {
    const held = samplePlan(2, { targets: [{ key: 'other', displayName: 'Other' }] });
    await anew([inLane('a', deltaStep(1)), inLane('a', cloudStep(2)), inLane('b', cloudStep(3)), inLane('b', cloudStep(4))]);
    const other = await approved(store, held);
    await store.movePlan(other, { state: 'running', stateSince: minutes(5).toISOString() }, { event: 'plan.running', at: minutes(5).toISOString(), actor: null, planId: held.content.planId, rule: null, facts: {} });
    assert.equal(await store.claimServer('sync01', held.content.planId), null);
    site.onWrite = (step) => {
      if (step === 4) void store.releaseServers(['sync01'], held.content.planId);
    };
    const end = await run();
    assert.equal(end?.state, 'done', end?.says);
    assert.deepEqual([...site.writes.keys()], [3, 4, 1, 2]);
  });
});
