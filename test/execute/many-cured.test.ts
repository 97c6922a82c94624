import assert from 'node:assert/strict';
import { openSqliteStore } from '../../src/adapters/sqlite/open-sqlite-store.ts';
import { isStillNeeded } from '../../src/execute/still-needed.ts';
import { createCureWatch } from '../../src/execute/verify-cure.ts';
import type { Diagnosis } from '../../src/model/diagnosis.ts';
import type { Plan } from '../../src/model/plan.ts';
import type { Store } from '../../src/ports/store.ts';
import { addressStep, auditOf, minutes, objectGuid, samplePlan } from '../contracts/sample-plan.ts';
import { planHash } from '../../src/protocol/plan-hash.ts';
import { pretendClock } from './pretend-world.ts';

const CAUSE = 'proxy-missing-smtp-prefix';

const diagnosis = (is: 'there' | 'gone' | 'blind'): Diagnosis =>
  ({ format: 'syncwhy-diagnosis/1', subject: { asked: 'x' }, verdict: is === 'blind' ? 'incomplete' : is === 'there' ? 'not-synced' : 'synced', summary: 'So it is.', findings: is === 'there' ? [{ cause: CAUSE, title: 'T', evidenceClass: 'A' }] : [], cannotTell: [], chain: [], unread: [], candidates: [] }) as never;

function planForMany(people: number): Plan {
  const plan = samplePlan(1);
  const content = { ...plan.content, steps: Array.from({ length: people }, (_, at) => ({ ...addressStep(at + 1), lane: objectGuid(at + 1) })), targets: Array.from({ length: people }, (_, at) => ({ key: objectGuid(at + 1), displayName: `Person ${at + 1}` })) };
  return { ...plan, content, hash: planHash(content), cause: CAUSE };
}

const NEEDED: readonly { readonly of: readonly ('there' | 'gone' | 'blind')[]; readonly is: 'yes' | 'no' | 'unknown' }[] = [
  { of: ['gone', 'gone'], is: 'no' },
  { of: ['gone', 'there'], is: 'yes' },
  { of: ['blind', 'there'], is: 'yes' },
  { of: ['blind', 'gone'], is: 'unknown' },
];

describe('a plan for many that has run', () => {
  let store: Store;
  beforeEach(async () => {
    store = await openSqliteStore({ file: ':memory:', clock: pretendClock() });
  });
  afterEach(() => store.close());

  for (const { of, is } of NEEDED) {
    it(`is ${is === 'yes' ? 'still needed' : is === 'no' ? 'not needed any more' : 'not known to be needed'} when of two the cause is ${of.join(' and ')}`, async () => {
      const asked: string[] = [];
      const answer = await isStillNeeded(planForMany(2), (about) => {
        asked.push(about);
        return Promise.resolve(diagnosis(of[asked.length - 1] ?? 'gone'));
      });
      assert.equal(answer, is);
      assert.deepEqual(asked, [objectGuid(1), objectGuid(2)].slice(0, asked.length));
    });
  }

  it('is verified object by object, asks nobody twice who is cured, and leaves out whom it has not changed', async () => {
    const plan = planForMany(6);
    const clock = pretendClock();
    await store.addPlan(plan, auditOf('plan.created', plan));
    let now = plan;
    for (const state of ['approved', 'running'] as const) now = await store.movePlan(now, { state, stateSince: minutes(5).toISOString() }, auditOf('plan.running', plan));
    const ran = [1, 2, 3, 4, 5];
    for (const [at, step] of ran.entries()) await store.appendJournal(plan.content.planId, at, { at: minutes(6).toISOString(), what: 'ended', step, attempt: 1, result: { is: 'applied', found: {} } }, null);
    await store.movePlan(now, { state: 'partly-done', stateSince: minutes(6).toISOString(), verification: { is: 'waiting', since: clock.at.toISOString(), says: '' } }, auditOf('plan.partly-done', plan));
    const asked: string[] = [];
    const says: string[] = [];
    const watch = createCureWatch({
      store, clock, tenant: { user: () => assert.fail(), deletedUser: () => assert.fail() },
      diagnose: (about) => {
        asked.push(about);
        const isSlow = about === objectGuid(2) && asked.filter((each) => each === about).length < 3;
        return Promise.resolve(diagnosis(isSlow ? 'there' : 'gone'));
      },
      onProgress: ({ verification }) => void says.push('says' in verification ? verification.says : ''),
    });
    const after = await watch.watch(plan.content.planId);
    assert.equal(after?.verification.is, 'verified');
    assert.equal(after.state, 'partly-done');
    assert.deepEqual(ran.map((n) => asked.filter((each) => each === objectGuid(n)).length), [1, 3, 1, 1, 1]);
    assert.ok(!asked.includes(objectGuid(6)));
    assert.match(says[0] ?? '', /Gone for 4 of 5 objects\. Not yet: Person 2\./);
  });
});
