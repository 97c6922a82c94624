import assert from 'node:assert/strict';
import { openSqliteStore } from '../../src/adapters/sqlite/open-sqlite-store.ts';
import { createCureWatch } from '../../src/execute/verify-cure.ts';
import type { Diagnosis } from '../../src/model/diagnosis.ts';
import type { Plan, PlanContent } from '../../src/model/plan.ts';
import type { CloudUser } from '../../src/model/evidence.ts';
import type { Store } from '../../src/ports/store.ts';
import { TenantError } from '../../src/ports/tenant.ts';
import { auditOf, cloudStep, minutes, samplePlan } from '../contracts/sample-plan.ts';
import { pretendClock } from './pretend-world.ts';

const CAUSE = 'duplicate-proxy-two-ad-objects';
const healthy: Diagnosis = { format: 'syncwhy-diagnosis/1', subject: { asked: 'person1' }, verdict: 'synced', summary: 'Person 1 is in Entra ID.', findings: [], cannotTell: [], chain: [], unread: [], candidates: [] };
const sick: Diagnosis = {
  ...healthy, verdict: 'not-synced', summary: 'Person 1 is not in Entra ID.',
  findings: [{ cause: CAUSE, area: 'duplicates', layer: 4, evidenceClass: 'B', certainty: 'certain', title: 'The address is held twice', says: 'x', evidence: [], fixAfter: [] }],
};
const blind: Diagnosis = { ...healthy, cannotTell: [{ cause: CAUSE, missing: ['directory.entries'] }] };
const incomplete: Diagnosis = { ...healthy, verdict: 'incomplete' };
const gone: Diagnosis = { ...healthy, verdict: 'not-found', summary: 'Nobody is called person1.' };

describe('the watch over a cure', () => {
  let store: Store;
  let clock = pretendClock();
  let plan: Plan;
  /** Where the account of the plan is, look by look; the last one for ever. */
  let places: ('live' | 'in the bin' | 'nowhere' | 'down')[] = [];
  const tenant = {
    user: (): Promise<CloudUser | null> => {
      const is = places.length > 1 ? places.shift() : places[0];
      binned = is === 'in the bin' ? { id: 'u1' } : null;
      return is === 'down' ? Promise.reject(new TenantError('unreachable', 'secret inner words')) : Promise.resolve(is === 'live' ? { id: 'u1' } : null);
    },
    deletedUser: () => Promise.resolve(binned),
  };
  let binned: CloudUser | null = null;
  beforeEach(async () => {
    clock = pretendClock();
    places = ['down'];
    store = await openSqliteStore({ file: ':memory:', clock });
    plan = samplePlan(1, {}, { state: 'done', verification: { is: 'waiting', since: minutes(6).toISOString(), says: 'Waiting.' } });
    await store.addPlan(plan, auditOf('plan.created', plan));
  });
  afterEach(() => store.close());

  /** Answers from the list, the last one for ever; a `null` is a failure. */
  const watching = (...answers: readonly (Diagnosis | null)[]) => {
    const seen: string[] = [];
    let at = 0;
    const watch = createCureWatch({
      store, clock, tenant,
      diagnose: (asked) => {
        seen.push(asked);
        const answer = answers[Math.min(at, answers.length - 1)] ?? null;
        at += 1;
        return answer === null ? Promise.reject(new Error('secret inner words')) : Promise.resolve(answer);
      },
      onProgress: () => undefined,
    });
    return { watch, seen };
  };

  it('ends when the cause was looked for and is gone', async () => {
    const { watch, seen } = watching(sick, sick, healthy);
    const end = await watch.watch(plan.content.planId);
    assert.equal(end?.verification.is, 'verified');
    assert.deepEqual(seen, ['person1', 'person1', 'person1']);
    assert.equal(end?.state, 'done');
    assert.equal(end?.stateSince, plan.stateSince);
  });

  it('is content with another finding, as long as this cause is gone', async () => {
    const other = { ...sick, findings: sick.findings.map((finding) => ({ ...finding, cause: 'another' })) };
    assert.equal((await watching(other).watch.watch(plan.content.planId))?.verification.is, 'verified');
  });

  for (const [name, answer, says] of [
    ['the cause stays', sick, /Still to be seen: The address is held twice/],
    ['the cause cannot be judged', blind, /could not be read/],
    ['the diagnosis is incomplete', incomplete, /could not be read/],
    ['the object is gone', gone, /no longer found as one object/],
    ['the question fails', null, /could not be asked again/],
  ] as const) {
    it(`gives up after 90 minutes when ${name}, and says why`, async () => {
      const { watch, seen } = watching(answer);
      const end = await watch.watch(plan.content.planId);
      assert.ok(end?.verification.is === 'not-verified');
      assert.match(end.verification.says, says);
      assert.doesNotMatch(end.verification.says, /secret/);
      assert.ok(clock.at >= minutes(96) && clock.at < minutes(102), clock.at.toISOString());
      assert.ok(seen.length < 40, `asked ${seen.length} times`);
    });
  }

  it('asks once for each round, however often it is told to watch', async () => {
    const { watch, seen } = watching(sick, healthy);
    await Promise.all([watch.watch(plan.content.planId), watch.resumeAll(), watch.watch(plan.content.planId)]);
    assert.equal(seen.length, 2);
  });

  it('goes on after a restart from the time that the store remembers', async () => {
    clock.at = minutes(100);
    await watching(sick).watch.resumeAll();
    assert.equal((await store.planById(plan.content.planId))?.verification.is, 'not-verified');
    const again = watching(sick);
    await again.watch.resumeAll();
    assert.deepEqual(again.seen, []);
  });

  describe('whose object was removed', () => {
    const REMOVES: Partial<PlanContent> = { steps: [{ ...cloudStep(1), operation: 'entra.delete-user', params: { userId: 'u1', userName: 'person1@contoso.com' } }] };
    beforeEach(async () => {
      plan = samplePlan(2, REMOVES, { state: 'done', verification: { is: 'waiting', since: minutes(6).toISOString(), says: 'Waiting.' } });
      await store.addPlan(plan, auditOf('plan.created', plan));
    });

    for (const [what, there, is, says] of [
      ['is verified once it is seen in the recycle bin', ['nowhere', 'in the bin'], 'verified', /person1@contoso\.com is in the recycle bin of Entra/],
      ['is verified once it has been seen nowhere for five minutes', ['nowhere'], 'verified', /neither live nor in the recycle bin/],
      ['is not verified while it is live', ['live'], 'not-verified', /is live/],
      ['is not verified while Entra cannot be asked', ['down'], 'not-verified', /could not be looked for/],
      ['is not verified by an absence that ended', ['nowhere', 'nowhere', 'live'], 'not-verified', /is live/],
    ] as const) {
      it(what, async () => {
        places = [...there];
        const verification = (await watching(gone).watch.watch(plan.content.planId))?.verification;
        assert.equal(verification?.is, is);
        assert.match(verification !== undefined && 'says' in verification ? verification.says : '', says);
        assert.doesNotMatch(JSON.stringify(verification), /secret/);
        assert.equal(clock.at >= minutes(11), what.includes('five minutes') || is === 'not-verified');
      });
    }

    it('is not looked for while the question itself cannot be answered', async () => {
      places = ['in the bin'];
      assert.equal((await watching(incomplete).watch.watch(plan.content.planId))?.verification.is, 'not-verified');
    });

    it('is not taken for cured by its absence where the plan removed nothing', async () => {
      places = ['in the bin'];
      await store.addPlan(samplePlan(3, {}, { state: 'done', verification: { is: 'waiting', since: minutes(6).toISOString(), says: 'Waiting.' } }), auditOf('plan.created', plan));
      assert.equal((await watching(gone).watch.watch(samplePlan(3).content.planId))?.verification.is, 'not-verified');
    });
  });
});
