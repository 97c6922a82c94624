import assert from 'node:assert/strict';
import { Conflict, type Store } from '../../src/ports/store.ts';
import { verifyChain } from '../../src/protocol/audit-chain.ts';
import { auditOf, MADE, minutes, sampleDecision, samplePlan } from './sample-plan.ts';

const later = minutes(10).toISOString();
const RELAY = { relayId: 'relay-1', group: 'default', host: 'DC01', publicKey: '{}', enrolledAt: MADE, revokedAt: null, lastSeen: null, version: null, policyHash: null, readOnly: false, seals: {}, confirmedAt: null, confirmations: [], keySince: MADE, previousKey: null, rotationWanted: false };

/** What holds when two stores on one database do the same thing at once; `openTwo` gives two on an empty one. */
export function describeStoreRaces(name: string, openTwo: () => Promise<readonly [Store, Store]>): void {
  describe(`two stores on one database ${name}`, () => {
    let one: Store;
    let two: Store;
    beforeEach(async () => {
      [one, two] = await openTwo();
    });
    afterEach(() => Promise.all([one.close(), two.close()]));

    /** Does it `times` on each store, all at once. */
    const both = <Result>(times: number, work: (store: Store, n: number) => Promise<Result>) => Promise.allSettled(Array.from({ length: times * 2 }, (_, n) => work(n % 2 === 0 ? one : two, n)));
    const done = <Result>(outcomes: readonly PromiseSettledResult<Result>[]): readonly Result[] => outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []));
    const onlyConflicts = (outcomes: readonly PromiseSettledResult<unknown>[]): void => {
      for (const outcome of outcomes) if (outcome.status === 'rejected') assert.ok(outcome.reason instanceof Conflict, `not a conflict: ${String(outcome.reason)}`);
    };
    const chainIsWhole = async (links: number): Promise<void> => {
      const chain = verifyChain(await one.auditTrail(0, 10_000));
      assert.equal(chain.is === 'whole' ? chain.links : chain.says, links);
    };

    it('lets exactly one of many decisions on the same view through', async () => {
      const plan = samplePlan(1);
      await one.addPlan(plan, auditOf('plan.created', plan));
      const outcomes = await both(15, (store, n) => store.addDecision(plan, sampleDecision(plan, n + 2), { state: 'approved', stateSince: later }, auditOf('decision.accepted', plan)));
      onlyConflicts(outcomes);
      assert.equal(done(outcomes).length, 1);
      assert.equal((await two.decisions(plan.content.planId)).length, 1);
      await chainIsWhole(2);
    });

    it('lets exactly one of many moves through', async () => {
      const plan = samplePlan(1);
      await one.addPlan(plan, auditOf('plan.created', plan));
      const outcomes = await both(10, (store, n) => store.movePlan(plan, { state: n % 2 === 0 ? 'cancelled' : 'expired', stateSince: later }, auditOf('plan.closed', plan)));
      onlyConflicts(outcomes);
      assert.equal(done(outcomes).length, 1);
      assert.deepEqual(await one.planById(plan.content.planId), done(outcomes)[0]);
      await chainIsWhole(2);
    });

    it('lets only one of many plans hold the same targets, in whatever order they name them', async () => {
      const [a, b] = samplePlan(1, { targets: [...samplePlan(101).content.targets, ...samplePlan(102).content.targets] }).content.targets;
      assert.ok(a !== undefined && b !== undefined);
      const plans = Array.from({ length: 20 }, (_, n) => samplePlan(n + 1, { targets: n % 2 === 0 ? [a, b] : [b, a] }));
      const outcomes = await both(10, (store, n) => store.addPlan(plans[n] ?? assert.fail(), auditOf('plan.created')));
      onlyConflicts(outcomes);
      assert.equal(done(outcomes).length, 1);
      assert.equal((await one.plansIn(['pending'])).length, 1);
      await chainIsWhole(1);
    });

    it('writes a journal in one order', async () => {
      const plan = samplePlan(1);
      await one.addPlan(plan, auditOf('plan.created', plan));
      const { planId } = plan.content;
      const outcomes = await both(10, (store, fence) => store.appendJournal(planId, 0, { at: MADE, what: 'began', step: 1, attempt: 1, fence }, auditOf('step.began', plan)));
      onlyConflicts(outcomes);
      assert.equal(done(outcomes).length, 1);
      assert.equal((await two.journal(planId)).length, 1);
      await chainIsWhole(2);
    });

    it('gives every run its own fence', async () => {
      const fences = done(await both(20, (store) => store.nextFence()));
      assert.equal(new Set(fences).size, 40);
    });

    it('chains what both of them audit, without a gap', async () => {
      const outcomes = await both(40, (store, n) => store.audit(auditOf(`event.${n}`)));
      assert.equal(done(outcomes).length, 80);
      await chainIsWhole(80);
    });

    it('claims an activity, a nonce and a sign-in once', async () => {
      const signIn = { ticketHash: 't', planId: samplePlan(1).content.planId, role: 'approver', verdict: 'approve', form: 'sign-in', oid: samplePlan(1).content.requester.oid, codeVerifier: null, comment: '', activityId: null, conversationId: 'c', expiresAt: later } as const;
      await one.putSignIn(signIn);
      const times = (results: readonly boolean[]): number => results.filter(Boolean).length;
      assert.equal(times(done(await both(10, (store) => store.claimActivity('a', MADE)))), 1);
      assert.equal(times(done(await both(10, (store) => store.useNonce('n', signIn.oid, 'approve')))), 1);
      assert.equal(times(done(await both(10, (store) => store.spendSignIn('t', MADE)))), 1);
    });

    it('enrols one relay with one token, and takes each of its counters once', async () => {
      await one.addEnrolmentToken({ hash: 'h', group: 'default', host: 'DC01', expiresAt: later });
      const enrolled = await both(5, (store, n) => store.enrolRelay('h', { ...RELAY, relayId: `relay-${n}` }, MADE, auditOf('relay.enrolled')));
      assert.equal(done(enrolled).filter(Boolean).length, 1);
      const [relay] = await two.relays();
      assert.ok(relay !== undefined);
      const used = done(await both(30, (store, n) => store.useCounter(relay.relayId, 1 + (n >> 1))));
      assert.equal(used.length, 60);
      assert.equal(used.filter(Boolean).length, 30);
      assert.equal(await one.useCounter(relay.relayId, 500), true);
      assert.equal(await two.useCounter(relay.relayId, 500), false);
    });

    it('shows at once on one what the other has written', async () => {
      const plan = samplePlan(1);
      await one.addPlan(plan, auditOf('plan.created', plan));
      assert.deepEqual(await two.planById(plan.content.planId), plan);
      await two.movePlan(plan, { state: 'cancelled', stateSince: later }, auditOf('plan.cancelled', plan));
      assert.equal((await one.planByCode(plan.code))?.state, 'cancelled');
      await assert.rejects(one.movePlan(plan, { state: 'expired', stateSince: later }, auditOf('plan.expired', plan)), Conflict);
    });
  });
}
