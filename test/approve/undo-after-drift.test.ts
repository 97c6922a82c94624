import assert from 'node:assert/strict';
import { mergeAddresses } from '../../src/approve/merge-addresses.ts';
import { undoSteps } from '../../src/approve/undo-plan.ts';
import { driftedReply, leftOutReply } from '../../src/commands/say-drift.ts';
import type { JournalEntry, Observation } from '../../src/model/journal.ts';
import type { Plan, PlanStep } from '../../src/model/plan.ts';
import { addressStep, auditOf, cloudStep, deltaStep, MADE, personId, samplePlan, TENANT } from '../contracts/sample-plan.ts';
import { approvalsInHand, place, type ApprovalsInHand } from './approvals-in-hand.ts';

const A = 'smtp:a@contoso.com';
const B = 'SMTP:b@contoso.com';
const C = 'smtp:c@contoso.com';
const D = 'smtp:d@contoso.com';

interface Row {
  readonly when: string;
  readonly before: readonly string[];
  readonly after: readonly string[];
  readonly now: readonly string[];
  /** The list that the undo leaves; null where it is not safe. */
  readonly leaves: readonly string[] | null;
}
const ROWS: readonly Row[] = [
  { when: 'nobody has changed anything', before: [A, B], after: [B], now: [B], leaves: [A, B] },
  { when: 'others have added one', before: [A, B], after: [B], now: [B, D], leaves: [A, B, D] },
  { when: 'others have removed another one', before: [A, B, C], after: [B, C], now: [B], leaves: [A, B] },
  { when: 'others have removed what the plan added', before: [B], after: [B, C], now: [B, D], leaves: [B, D] },
  { when: 'others have put back what the plan removed', before: [A, B], after: [B], now: [A, B, D], leaves: [A, B, D] },
  { when: 'what the plan added stands beside new ones', before: [B], after: [B, C], now: [B, C, D], leaves: [B, D] },
  { when: 'a prefix was repaired and another address added since', before: ['a@contoso.com', B], after: [A, B], now: [A, B, D], leaves: ['a@contoso.com', B, D] },
  { when: 'a prefix was repaired and somebody has put the old spelling back', before: ['a@contoso.com', B], after: [A, B], now: ['a@contoso.com', B, D], leaves: ['a@contoso.com', B, D] },
  { when: 'the primary was changed by the plan and others have added one', before: ['SMTP:a@contoso.com', 'smtp:b@contoso.com'], after: [A, B], now: [A, B, D], leaves: ['SMTP:a@contoso.com', 'smtp:b@contoso.com', D] },
  { when: 'others have made another one the primary', before: ['SMTP:a@contoso.com', 'smtp:b@contoso.com'], after: [A, B], now: [A, 'smtp:b@contoso.com', 'SMTP:d@contoso.com'], leaves: null },
  { when: 'others have written what the plan added in other letters', before: [B], after: [B, C], now: [B, 'smtp:C@contoso.com'], leaves: null },
  { when: 'others have put back what the plan removed in other letters', before: [A, B], after: [B], now: [B, 'smtp:A@contoso.com'], leaves: null },
  { when: 'two would be primary', before: ['SMTP:a@contoso.com'], after: [], now: ['SMTP:d@contoso.com'], leaves: null },
  { when: 'none would be primary', before: [A], after: [A, B], now: [A, B, D], leaves: null },
  { when: 'there was no primary before either', before: [A], after: [A, C], now: [A, C, D], leaves: [A, D] },
];

describe('the undo of an address change after others have changed the list', () => {
  for (const { when, before, after, now, leaves } of ROWS) {
    it(`${leaves === null ? 'is not safe' : 'keeps what they did'} when ${when}`, () => {
      const merge = mergeAddresses({ before, after, now });
      if (merge.is === 'unsafe') return assert.equal(leaves, null, merge.because);
      const result = [...now.filter((address) => !merge.remove.includes(address)), ...merge.add];
      assert.deepEqual(result.toSorted(), leaves?.toSorted());
      assert.ok(merge.remove.every((address) => now.includes(address)));
    });
  }
});

const actor = { oid: personId(1), name: 'Ann' };
const ended = (step: number): JournalEntry => ({ at: MADE, what: 'ended', step, attempt: 1, result: { is: 'applied', found: {} } });

describe('undo after drift', () => {
  let hand: ApprovalsInHand;
  beforeEach(async () => {
    hand = await approvalsInHand();
  });
  afterEach(() => hand.store.close());

  const executed = async (steps: readonly PlanStep[]): Promise<Plan> => {
    const plan = await hand.pending(samplePlan(1, { steps }));
    let moved = plan;
    for (const state of ['approved', 'running', 'done'] as const) moved = await hand.store.movePlan(moved, { state, stateSince: MADE }, auditOf('x', plan));
    for (const [at, { n }] of steps.entries()) await hand.store.appendJournal(plan.content.planId, at, ended(n), null);
    return moved;
  };
  const undo = (plan: Plan, keepsOthers = false) => hand.approvals.undo({ planId: plan.content.planId, actor, tenantId: TENANT, place, reason: 'wrong one', keepsOthers });
  const standing = (how: Readonly<Record<number, Observation>>): void => {
    hand.lookAt = (_, { n }) => Promise.resolve(how[n] ?? { stands: 'after', found: {}, says: 'as planned' });
  };
  const found = (...proxyAddresses: readonly string[]): Observation => ({ stands: 'other', found: { proxyAddresses }, says: 'proxyAddresses is another list' });

  it('makes the prepared plan when everything stands as it was left', async () => {
    standing({});
    const proposed = await undo(await executed([addressStep(1), deltaStep(2)]));
    assert.ok(proposed.is === 'proposed');
    assert.deepEqual(proposed.leftOut, []);
    assert.deepEqual(proposed.plan.content.steps.map(({ operation }) => operation), ['ad.change-addresses', 'sync.start-delta']);
  });

  it('makes the prepared plan when nobody can look, for each step is compared before it runs', async () => {
    assert.equal((await undo(await executed([addressStep(1)]))).is, 'proposed');
  });

  it('shows both lists and asks, before it makes anything', async () => {
    standing({ 1: found('smtp:new@contoso.com') });
    const plan = await executed([addressStep(1), deltaStep(2)]);
    const asked = await undo(plan);
    assert.ok(asked.is === 'drifted' && asked.canKeep);
    assert.deepEqual([asked.differences[0]?.planned, asked.differences[0]?.now], [{ proxyAddresses: [] }, { proxyAddresses: ['smtp:new@contoso.com'] }]);
    const { text } = driftedReply(asked);
    for (const part of ['planned proxyAddresses (empty)', 'now proxyAddresses smtp:new@contoso.com', `undo ${plan.code} keeping because`]) assert.ok(text.includes(part), text);
    assert.equal((await hand.store.plansIn(['pending'])).length, 0);
  });

  it('keeps what others have done when it is asked to', async () => {
    standing({ 1: found('smtp:new@contoso.com') });
    const proposed = await undo(await executed([addressStep(1), deltaStep(2)]), true);
    assert.ok(proposed.is === 'proposed');
    const [step] = proposed.plan.content.steps;
    assert.deepEqual(step?.before, { proxyAddresses: ['smtp:new@contoso.com'] });
    assert.deepEqual(step?.after, { proxyAddresses: ['smtp:new@contoso.com', 'smtp:old1@contoso.com'] });
  });

  it('is refused with both lists where it cannot be told apart, also when it is asked to keep', async () => {
    standing({ 3: { stands: 'other', found: { onPremisesImmutableId: ['BBBBBBBBBBBBBBBBBBBBBB=='] }, says: 'another anchor' } });
    const plan = await executed([addressStep(1), cloudStep(3)]);
    for (const keeps of [false, true]) {
      const refused = await undo(plan, keeps);
      assert.ok(refused.is === 'drifted' && !refused.canKeep);
      assert.match(driftedReply(refused).text, /planned onPremisesImmutableId \(empty\)[\s\S]*now onPremisesImmutableId BBBBBBBBBBBBBBBBBBBBBB==[\s\S]*another anchor/);
    }
  });

  it('leaves an object out that cannot be told apart where the plan has others', async () => {
    standing({ 1: found('SMTP:x@contoso.com', 'smtp:OLD1@contoso.com') });
    const plan = await executed([{ ...addressStep(1), lane: 'a' }, { ...addressStep(2), lane: 'b' }]);
    const proposed = await undo(plan, true);
    assert.ok(proposed.is === 'proposed');
    assert.deepEqual(proposed.plan.content.steps.map(({ target, lane }) => [target, lane]), [[addressStep(2).target, 'b']]);
    assert.equal(proposed.leftOut.length, 1);
    assert.match(leftOutReply(proposed.plan.code, proposed.leftOut).text, /Remove smtp:old1@contoso.com from Person 1: others have changed it since/);
  });

  it('does nothing where it is as before already', async () => {
    standing({ 1: { stands: 'before', found: {}, says: 'as it was' } });
    const nothing = await undo(await executed([addressStep(1), deltaStep(2)]));
    assert.ok(nothing.is === 'nothing' && nothing.says.includes('as it was before'));
  });

  it('looks only at the last of two changes of one value', async () => {
    const looks: number[] = [];
    hand.lookAt = (_, { n }) => {
      looks.push(n);
      return Promise.resolve({ stands: 'after', found: {}, says: '' });
    };
    await undo(await executed([addressStep(1, 7), cloudStep(2), addressStep(3, 7)]));
    assert.deepEqual(looks.toSorted(), [2, 3]);
  });
});

describe('the steps of an undo', () => {
  const switchTo = (n: number, after: boolean): PlanStep => ({ n, version: 1, target: 'SYNC01', operation: 'sync.set-scheduler', says: 'Switch', params: { server: 'SYNC01', before: !after, after }, before: {}, after: {}, undo: { is: 'steps', step: { operation: 'sync.set-scheduler', params: { server: 'SYNC01', before: after, after: !after }, says: 'Switch back' } } });
  const byHand: PlanStep = { n: 5, version: 1, target: 'Jane', operation: 'people.do', says: 'Purge Jane', before: {}, after: {}, undo: { is: 'cannot-be-undone', because: 'a person did it' }, params: { task: 'Purge', about: 'Jane', link: null, watch: { for: 'user-live', userId: 'x' }, hours: 1 } };
  const steps = (plan: readonly PlanStep[], applied = plan.map(({ n }) => n)) => undoSteps(samplePlan(1, { steps: plan }, { state: applied.length === plan.length ? 'done' : 'partly-done' }), applied.map(ended));
  const told = (undo: ReturnType<typeof undoSteps>) => (undo.is === 'steps' ? undo.steps.map((step) => `${step.operation}${step.operation === 'sync.set-scheduler' ? ` ${step.params.after ? 'on' : 'off'}` : ''}${step.lane === undefined ? '' : ` in ${step.lane}`}${step.always === true ? ' always' : ''}`) : undo.says);

  it('pause the scheduler again where the plan had paused it, and switch it on in any case', () => {
    assert.deepEqual(told(steps([switchTo(1, false), cloudStep(2), deltaStep(3), { ...switchTo(4, true), always: true }])), ['sync.set-scheduler off', 'entra.set-anchor', 'sync.start-delta', 'sync.set-scheduler on always']);
  });
  it('switch a scheduler on that the plan has left off', () => {
    assert.deepEqual(told(steps([switchTo(1, false), cloudStep(2)])), ['entra.set-anchor', 'sync.set-scheduler on']);
    assert.deepEqual(told(steps([switchTo(1, false), cloudStep(2), { ...switchTo(4, true), always: true }], [1])), ['sync.set-scheduler on']);
  });
  it('are none where only a scheduler was off for a while', () => {
    assert.equal(told(steps([switchTo(1, false), cloudStep(2), { ...switchTo(4, true), always: true }], [1, 4])), 'Plan ' + samplePlan(1, { steps: [switchTo(1, false), cloudStep(2), { ...switchTo(4, true), always: true }] }).code + ' changed nothing that could be undone.');
  });
  it('keep to the lanes, and to the cycle that runs in any case', () => {
    assert.deepEqual(told(steps([{ ...addressStep(1), lane: 'a' }, { ...addressStep(2), lane: 'b' }, { ...deltaStep(3), always: true }])), ['ad.change-addresses in b', 'ad.change-addresses in a', 'sync.start-delta always']);
  });
  it('say what a person did and takes back', () => {
    const undo = steps([addressStep(1), byHand]);
    assert.deepEqual(undo.is === 'steps' && undo.leftOut, ['Purge Jane: a person did it']);
  });
});
