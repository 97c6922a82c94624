import assert from 'node:assert/strict';
import { verifyChain } from '../../src/protocol/audit-chain.ts';
import { addressStep, auditOf, deltaStep, minutes, personId, samplePlan, TENANT } from '../contracts/sample-plan.ts';
import { approvalsInHand, POLICY, place, pressed, proposal, type ApprovalsInHand } from './approvals-in-hand.ts';

describe('approvals', () => {
  let hand: ApprovalsInHand;
  let store: ApprovalsInHand['store'];
  let people: ApprovalsInHand['people'];
  let approvals: ApprovalsInHand['approvals'];
  let pending: ApprovalsInHand['pending'];
  let stateOf: ApprovalsInHand['stateOf'];
  let events: ApprovalsInHand['events'];

  beforeEach(async () => {
    hand = await approvalsInHand();
    ({ store, people, approvals, pending, stateOf, events } = hand);
  });
  afterEach(() => store.close());

  it('lets exactly one of fifty parallel approvals move the plan, and the others learn who it was', async () => {
    const plan = await pending();
    const answers = await Promise.all(Array.from({ length: 50 }, (_, n) => approvals.press(pressed(plan, n + 2))));
    const accepted = answers.filter(({ is }) => is === 'accepted');
    assert.equal(accepted.length, 1);
    assert.equal(await stateOf(plan), 'approved');
    const [decision] = await store.decisions(plan.content.planId);
    for (const answer of answers) {
      if (answer.is === 'refused') assert.match(answer.says, new RegExp(`already approved by ${decision?.decider.name} `));
    }
    assert.equal((await store.planById(plan.content.planId))?.version, 2);
    assert.equal((await events()).filter((event) => event === 'decision.refused R21').length, 49);
    assert.equal(verifyChain(await store.auditTrail(0, 1000)).is, 'whole');
  });

  it('counts both of two parallel approvals of a far-reaching plan', async () => {
    const plan = await pending(samplePlan(1, { riskClass: 'far-reaching', quorum: { approve: 2, deny: 1 } }));
    const answers = await Promise.all([2, 3].map((by) => approvals.press(pressed(plan, by))));
    assert.deepEqual(answers.map((answer) => answer.is === 'accepted' && answer.change).sort(), ['approved', 'still-pending']);
    assert.equal(await stateOf(plan), 'approved');
    assert.equal((await store.decisions(plan.content.planId)).length, 2);
  });

  it('needs two different people for a far-reaching plan', async () => {
    const plan = await pending(samplePlan(1, { riskClass: 'far-reaching', quorum: { approve: 2, deny: 1 } }));
    const first = await approvals.press(pressed(plan, 2));
    assert.match(first.says, /Approved by Admin 2 \(09:05 UTC\); waiting for a second admin\./);
    const again = await approvals.press(pressed(plan, 2, { activityId: 'typed', by: 'text', card: null }));
    assert.equal(again.is === 'refused' && again.refusal, 'already-decided-by-you');
    assert.equal(await stateOf(plan), 'pending');
  });

  it('gives the same answer to a press that Teams delivers again, and counts it once', async () => {
    const plan = await pending();
    const first = await approvals.press(pressed(plan, 2));
    const sameId = await approvals.press(pressed(plan, 2));
    hand.now = minutes(2 * 24 * 60);
    const newId = await approvals.press(pressed(plan, 2, { activityId: 'again' }));
    assert.deepEqual([first, sameId, newId].map(({ is, says }) => [is, says]), Array(3).fill(['accepted', 'Approved by Admin 2 (09:05 UTC).']));
    assert.equal((await store.decisions(plan.content.planId)).length, 1);
  });

  it('gives the same answer to both halves of a double click', async () => {
    const plan = await pending();
    const answers = await Promise.all(['a', 'b', 'c'].map((activityId) => approvals.press(pressed(plan, 2, { activityId }))));
    assert.deepEqual(answers.map(({ is }) => is), ['accepted', 'accepted', 'accepted']);
    assert.equal((await store.decisions(plan.content.planId)).length, 1);
  });

  it('answers from the decision itself when the process died between the decision and its answer', async () => {
    const plan = await pending();
    const { putAnswer } = store;
    store.putAnswer = () => Promise.reject(new Error('the process died'));
    await assert.rejects(approvals.press(pressed(plan, 2)), /died/);
    store.putAnswer = putAnswer;
    const again = await approvals.press(pressed(plan, 2));
    assert.equal(again.is === 'accepted' && again.change, 'approved');
    assert.equal((await store.decisions(plan.content.planId)).length, 1);
  });

  it('lets the missing comment follow on the same card', async () => {
    const plan = await pending();
    const without = await approvals.press(pressed(plan, 2, { verdict: 'deny', comment: '' }));
    assert.equal(without.is === 'refused' && without.refusal, 'comment-needed');
    const answer = await approvals.press(pressed(plan, 2, { verdict: 'deny', comment: 'not her', activityId: 'second' }));
    assert.equal(answer.is === 'accepted' && answer.change, 'denied');
  });

  it('audits every refusal with its rule and leaves the plan as it was', async () => {
    const plan = await pending();
    people.removed.add(personId(4));
    await approvals.press(pressed(plan, 1));
    await approvals.press(pressed(plan, 4));
    await approvals.press(pressed(plan, 2, { card: { rev: 1, nonce: 'secret', altered: true } }));
    await approvals.press(pressed(plan, 2, { replyToId: 'copy', activityId: 'x' }));
    people.graphIsDown = true;
    await approvals.press(pressed(plan, 3));
    assert.deepEqual((await events()).slice(1), ['decision.refused R5', 'decision.refused R9', 'decision.refused R15', 'decision.refused R16', 'decision.refused R9']);
    assert.deepEqual(await store.planById(plan.content.planId), plan);
  });

  it('asks about the person at every press', async () => {
    const plan = await pending(samplePlan(1, { riskClass: 'far-reaching', quorum: { approve: 2, deny: 1 } }));
    await approvals.press(pressed(plan, 2));
    people.removed.add(personId(3));
    const late = await approvals.press(pressed(plan, 3));
    assert.equal(late.is === 'refused' && late.refusal, 'not-an-approver');
    people.removed.clear();
    assert.equal((await approvals.press(pressed(plan, 3, { activityId: 'later' }))).is, 'accepted');
  });

  it('expires a plan at the press that comes too late', async () => {
    const plan = await pending();
    hand.now = minutes(61);
    const answer = await approvals.press(pressed(plan, 2));
    assert.equal(answer.is === 'refused' && answer.refusal, 'too-late');
    assert.equal(await stateOf(plan), 'expired');
    assert.deepEqual((await events()).slice(1), ['decision.refused R19', 'plan.expired R19']);
  });

  it('does not expire a plan by a clock that stands back', async () => {
    const plan = await pending();
    hand.now = minutes(-30);
    const answer = await approvals.press(pressed(plan, 2));
    assert.equal(answer.is === 'refused' && answer.refusal, 'too-late');
    assert.equal(await stateOf(plan), 'pending');
  });

  it('makes a plan of another policy stale', async () => {
    const plan = await pending();
    hand.policy = { ...POLICY, version: 'policy-2' };
    const answer = await approvals.press(pressed(plan, 2));
    assert.equal(answer.is === 'refused' && answer.refusal, 'policy-changed');
    assert.equal(await stateOf(plan), 'stale');
  });

  it('knows no plan of a made-up id', async () => {
    const plan = samplePlan(99);
    assert.equal((await approvals.press(pressed(plan, 2))).is, 'no-such-plan');
    assert.deepEqual(await events(), ['decision.refused R15']);
  });

  it('makes a plan with its own hash, code and time limits', async () => {
    const proposed = await approvals.propose(proposal(1));
    assert.ok(proposed.is === 'proposed');
    const { plan } = proposed;
    assert.match(plan.code, /^[2-9A-Z]{4}-[2-9A-Z]{4}$/);
    assert.equal(plan.content.approveBy, minutes(65).toISOString());
    assert.deepEqual(plan.content.steps.map(({ n, target, undo }) => [n, target, undo.is]), [[1, 'CN=Person 1,OU=Staff,DC=corp,DC=contoso,DC=com', 'steps'], [2, 'SYNC01', 'nothing-to-undo']]);
    assert.deepEqual(await store.planByCode(plan.code), plan);
  });

  it('names the plan in the way, unless its time is over', async () => {
    const first = await approvals.propose(proposal(1));
    assert.ok(first.is === 'proposed');
    const second = await approvals.propose(proposal(2));
    assert.ok(second.is === 'refused');
    assert.equal(second.refusal, 'target-busy');
    assert.match(second.says, new RegExp(`Plan ${first.plan.code} by admin1@contoso.com is open`));
    hand.now = minutes(70);
    assert.equal((await approvals.propose(proposal(2))).is, 'proposed');
    assert.equal(await stateOf(first.plan), 'expired');
  });

  it('draws another id when the code is taken', async () => {
    const first = await approvals.propose(proposal(1));
    assert.ok(first.is === 'proposed');
    await store.movePlan(first.plan, { state: 'cancelled', stateSince: hand.now.toISOString() }, auditOf('plan.cancelled', first.plan));
    await store.addPlan({ ...samplePlan(50), code: first.plan.code }, auditOf('plan.created'));
    hand.uuids = 100;
    const second = await approvals.propose(proposal(1, { offer: proposal(1).offer }));
    assert.equal(second.is, 'proposed');
    assert.notEqual(second.is === 'proposed' && second.plan.content.planId, first.plan.content.planId);
  }).timeout(5000);

  it('makes one plan of ten parallel requests for one object', async () => {
    const all = await Promise.all(Array.from({ length: 10 }, (_, n) => approvals.propose(proposal(n + 1))));
    assert.equal(all.filter(({ is }) => is === 'proposed').length, 1);
    assert.equal(all.filter((each) => each.is === 'refused' && each.refusal === 'target-busy').length, 9);
  });

  it('lets only those ask whom the policy names', async () => {
    people.removed.add(personId(1));
    const refused = await approvals.propose(proposal(1));
    assert.equal(refused.is === 'refused' && refused.refusal, 'not-a-requester');
    people.disabled.add(personId(2));
    const disabled = await approvals.propose(proposal(2));
    assert.equal(disabled.is === 'refused' && disabled.refusal, 'not-a-member');
    hand.policy = { ...POLICY, approvers: [] };
    const nobody = await approvals.propose(proposal(3));
    assert.equal(nobody.is === 'refused' && nobody.refusal, 'nobody-may');
    people.graphIsDown = true;
    const unknown = await approvals.propose(proposal(3));
    assert.equal(unknown.is === 'refused' && unknown.refusal, 'cannot-check');
    assert.deepEqual(await events(), ['plan.refused R9', 'plan.refused R3', 'plan.refused R10', 'plan.refused R9']);
  });

  it('lets only the requester cancel, and only before the run', async () => {
    const plan = await pending();
    const actor = { oid: personId(2), name: 'Admin 2' };
    const other = await approvals.cancel({ planId: plan.content.planId, actor, tenantId: TENANT });
    assert.equal(other.is === 'refused' && other.refusal, 'not-your-plan');
    const own = await approvals.cancel({ planId: plan.content.planId, actor: { oid: personId(1), name: 'Ann' }, tenantId: TENANT });
    assert.equal(own.is === 'cancelled' && own.plan.says, 'Cancelled by Ann. Nothing was changed.');
    const twice = await approvals.cancel({ planId: plan.content.planId, actor: { oid: personId(1), name: 'Ann' }, tenantId: TENANT });
    assert.equal(twice.is === 'refused' && twice.refusal, 'already-decided');
  });

  it('makes the undo of an executed plan as a plan of its own', async () => {
    const plan = await pending(samplePlan(1, { steps: [addressStep(1), deltaStep(2)] }));
    let moved = await store.movePlan(plan, { state: 'approved', stateSince: hand.now.toISOString() }, auditOf('x', plan));
    const { planId: id } = plan.content;
    await store.appendJournal(id, 0, { at: hand.now.toISOString(), what: 'ended', step: 1, attempt: 1, result: { is: 'applied', found: {} } }, null);
    const early = await approvals.undo({ planId: id, actor: { oid: personId(1), name: 'Ann' }, tenantId: TENANT, place, reason: 'wrong one' });
    assert.equal(early.is, 'nothing');
    for (const state of ['running', 'partly-done'] as const) moved = await store.movePlan(moved, { state, stateSince: hand.now.toISOString() }, auditOf('x', plan));
    const undo = await approvals.undo({ planId: id, actor: { oid: personId(1), name: 'Ann' }, tenantId: TENANT, place, reason: 'wrong one' });
    assert.ok(undo.is === 'proposed');
    assert.equal(undo.plan.undoes, plan.code);
    assert.deepEqual(undo.plan.content.steps.map(({ operation }) => operation), ['ad.change-addresses', 'sync.start-delta']);
    assert.deepEqual(undo.plan.content.steps[0]?.after, plan.content.steps[0]?.before);
    assert.equal(undo.plan.state, 'pending');
  });

  it('tidies overdue and outdated plans', async () => {
    await pending();
    assert.deepEqual(await approvals.tidy(), []);
    hand.now = minutes(61);
    assert.deepEqual((await approvals.tidy()).map(({ state }) => state), ['expired']);
    assert.deepEqual(await approvals.tidy(), []);
  });
});
