import assert from 'node:assert/strict';
import type { Pressed } from '../../src/approve/press.ts';
import type { Diagnosis } from '../../src/model/diagnosis.ts';
import type { RelayState } from '../../src/model/relay-job.ts';
import { addressStep, auditOf, objectGuid, personId, samplePlan, TENANT } from '../contracts/sample-plan.ts';
import { approvalsInHand, POLICY, pressed, proposal, type ApprovalsInHand } from './approvals-in-hand.ts';

describe('approvals, by the rules', () => {
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

  it('lets an approver withdraw the approval before the run, and that ends the plan', async () => {
    for (const [quorum, from] of [[2, 'pending'], [1, 'approved']] as const) {
      const plan = await pending(samplePlan(quorum, { quorum: { approve: quorum, deny: 1 } }), from);
      await approvals.press(pressed(plan, 2, { card: { rev: 1, nonce: from, altered: false } }));
      assert.equal(await stateOf(plan), from);
      const { planId: id } = plan.content;
      const other = await approvals.cancel({ planId: id, actor: { oid: personId(3), name: 'Admin 3' }, tenantId: TENANT });
      assert.equal(other.is === 'refused' && other.refusal, 'not-your-plan');
      const withdrawn = await approvals.cancel({ planId: id, actor: { oid: personId(2), name: 'whatever' }, tenantId: TENANT });
      assert.equal(withdrawn.is === 'cancelled' && withdrawn.plan.says, 'Admin 2 has withdrawn the approval. Nothing was changed.');
      const late = await approvals.press(pressed(plan, 4, { card: null, by: 'text' }));
      assert.equal(late.is === 'refused' && late.refusal, 'already-decided');
    }
    assert.ok((await events()).includes('plan.cancelled R14'));
  });

  it('lets nobody withdraw from a run, nor after a denial', async () => {
    const running = await pending(samplePlan(1));
    await approvals.press(pressed(running, 2));
    await store.movePlan((await store.planById(running.content.planId)) ?? running, { state: 'running', stateSince: hand.now.toISOString() }, auditOf('plan.running', running));
    const denied = await pending(samplePlan(2), 'other');
    await approvals.press(pressed(denied, 2, { verdict: 'deny', comment: 'no', card: { rev: 1, nonce: 'other', altered: false } }));
    const answers = await Promise.all([running, denied].map(({ content }) => approvals.cancel({ planId: content.planId, actor: { oid: personId(2), name: 'Admin 2' }, tenantId: TENANT })));
    assert.deepEqual(answers.map((answer) => answer.is === 'refused' && answer.refusal), ['already-decided', 'not-your-plan']);
  });

  it('counts two accounts of one human once, also when they press at the same time', async () => {
    const plan = await pending(samplePlan(1, { riskClass: 'far-reaching', quorum: { approve: 2, deny: 1 } }));
    people.humans.set(personId(3), 'E2');
    const answers = await Promise.all([2, 3].map((by) => approvals.press(pressed(plan, by))));
    assert.deepEqual(answers.map((answer) => (answer.is === 'refused' ? answer.refusal : answer.is)).sort(), ['accepted', 'same-human']);
    assert.equal(await stateOf(plan), 'pending');
    assert.ok((await events()).includes('decision.refused R6'));
    assert.deepEqual((await store.decisions(plan.content.planId)).map(({ decider }) => decider.personKey), ['E2']);
  });

  it('counts a sealed approval when the person comes back from the sign-in with the same activity', async () => {
    const plan = await pending({ ...samplePlan(1), seal: 'sign-in' });
    const { planId: id } = plan.content;
    const refusalOf = async (change: Partial<Pressed>): Promise<string> => {
      const answer = await approvals.press(pressed(plan, 2, change));
      return answer.is === 'refused' ? answer.refusal : answer.is;
    };
    assert.equal(await refusalOf({ activityId: 'first' }), 'request-not-sealed');
    const seal = { planId: id, verdict: 'approve' as const, idToken: 'a.b.c', at: hand.now.toISOString() };
    await store.addSeal({ ...seal, role: 'requester', oid: personId(1) }, auditOf('seal.added', plan));
    assert.equal(await refusalOf({ activityId: 'second' }), 'seal-needed');
    await store.addSeal({ ...seal, role: 'approver', oid: personId(2) }, auditOf('seal.added', plan));
    assert.equal(await refusalOf({ activityId: 'second', by: 'text', card: null }), 'seal-needed', 'the press itself is no sign-in');
    assert.equal(await refusalOf({ activityId: 'second', by: 'text', card: null, isSealed: true }), 'accepted');
    assert.equal(await stateOf(plan), 'approved');
  });

  it('asks for a reason, and for a ticket where the policy does, and writes down both with the right to ask', async () => {
    const silent = await approvals.propose(proposal(1, { reason: ' ' }));
    assert.equal(silent.is === 'refused' && silent.refusal, 'reason-needed');
    hand.policy = { ...POLICY, ticket: { needed: true, pattern: '^INC[0-9]+$' } };
    const untracked = await approvals.propose(proposal(1));
    assert.equal(untracked.is === 'refused' && untracked.refusal, 'ticket-needed');
    const proposed = await approvals.propose(proposal(1, { reason: ' she asked ', ticket: ' INC1 ' }));
    assert.ok(proposed.is === 'proposed');
    assert.deepEqual([proposed.plan.reason, proposed.plan.ticket, proposed.plan.content.requester.personKey], ['she asked', 'INC1', 'E1']);
    const created = (await store.auditTrail(0, 100)).find(({ event }) => event.event === 'plan.created')?.event.facts;
    const { reason, ticket, policyVersion, groupId, checkedAt, personKey, seal } = created ?? {};
    assert.deepEqual({ reason, ticket, policyVersion, groupId, checkedAt, personKey, seal }, { reason: 'she asked', ticket: 'INC1', policyVersion: 'policy-1', groupId: 'group-requesters', checkedAt: hand.now.toISOString(), personKey: 'E1', seal: 'none' });
    assert.deepEqual((await events()).slice(0, 2), ['plan.refused R14', 'plan.refused R14']);
  });

  it('makes no plan from what could not be read', async () => {
    const diagnosis: Diagnosis = { format: 'syncwhy-diagnosis/1', subject: { asked: 'person1' }, verdict: 'not-synced', summary: '', findings: [], cannotTell: [], chain: [], candidates: [], unread: [{ what: 'syncServers', why: 'timed-out' }] };
    const blind = await approvals.propose(proposal(1, { diagnosis }));
    assert.ok(blind.is === 'refused');
    assert.equal(blind.refusal, 'source-unread');
    assert.match(blind.says, /^I could not read the sync server, on which this change rests/);
    assert.deepEqual(await events(), ['plan.refused R29']);
    assert.equal((await approvals.propose(proposal(1, { diagnosis, offer: { ...proposal(1).offer, steps: [addressStep(1)] } }))).is, 'proposed');
  });

  it('gives a plan the strongest seal that policy and relays ask for', async () => {
    const relay: RelayState = { relayId: 'r', host: 'h', version: '1', policyHash: 'p', readOnly: false, seals: { 'ad.change-addresses': 'own-machine' }, lastSeen: hand.now.toISOString() };
    const sealOf = async (n: number): Promise<string> => {
      const proposed = await approvals.propose(proposal(1, { offer: { ...proposal(1).offer, steps: [addressStep(1, n)] }, about: { key: objectGuid(n), displayName: 'x' } }));
      return proposed.is === 'proposed' ? proposed.plan.seal : proposed.is;
    };
    assert.equal(await sealOf(1), 'none');
    hand.policy = { ...POLICY, seal: { ...POLICY.seal, 'reversible-one-object': 'sign-in' } };
    assert.equal(await sealOf(2), 'sign-in');
    hand.relays = [relay];
    assert.equal(await sealOf(3), 'own-machine');
  });

  it('takes no plan of an administrator account of nobody knows whom', async () => {
    hand.policy = { ...POLICY, adminAccounts: ['admin1'] };
    people.humans.set(personId(1), null);
    const proposed = await approvals.propose(proposal(1));
    assert.equal(proposed.is === 'refused' && proposed.refusal, 'human-unknown');
  });
});
