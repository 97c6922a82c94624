import assert from 'node:assert/strict';
import { makePlan, type PlanWish } from '../../src/approve/make-plan.ts';
import { mayRequest } from '../../src/approve/may-request.ts';
import { targetOf } from '../../src/approve/target-of.ts';
import { undoSteps } from '../../src/approve/undo-plan.ts';
import { anchorOfGuid } from '../../src/model/anchor.ts';
import type { Refusal } from '../../src/model/approval.ts';
import type { JournalEntry } from '../../src/model/journal.ts';
import type { StepDraft } from '../../src/model/plan.ts';
import { planHash } from '../../src/protocol/plan-hash.ts';
import { addressStep, cloudStep, deltaStep, MADE, minutes, objectGuid, planId, samplePlan, TENANT } from '../contracts/sample-plan.ts';
import { pretendPolicy, ruleFor } from './pretend-policy.ts';
import { person } from './pretend-people.ts';

const POLICY = pretendPolicy({ requesterGroups: ['r'], approvers: [ruleFor(['a'], 'reversible-one-object'), ruleFor(['f'], 'far-reaching')], approveWithinMinutes: 30, executeWithinMinutes: 10 });
const object = { guid: objectGuid(1), dn: 'CN=Person 1,OU=Staff,DC=corp,DC=contoso,DC=com' };
const ABOUT = { key: objectGuid(1), dn: object.dn, displayName: 'Person 1' };
const draft = ({ n: _n, version: _version, target: _target, before: _before, after: _after, undo: _undo, ...step }: ReturnType<typeof addressStep>): StepDraft => step;
const address = (n: number): StepDraft => draft(addressStep(n));
const delta = draft(deltaStep(1));
const anchor: StepDraft = { operation: 'ad.set-anchor', params: { object, before: null, after: anchorOfGuid(objectGuid(9)) }, says: 'Set the anchor' };
const cloudAnchor = draft(cloudStep(1));
const scheduler: StepDraft = { operation: 'sync.set-scheduler', params: { server: 'SYNC01', before: false, after: true }, says: 'Switch the scheduler on' };
const move: StepDraft = { operation: 'ad.move', params: { object, from: 'OU=Staff,DC=corp', to: 'OU=Sales,DC=corp' }, says: 'Move it' };

const wish = (steps: readonly StepDraft[], change: Partial<PlanWish> = {}): PlanWish => ({
  planId: planId(1), offer: { title: 'Cure', risk: 'low', undo: 'full', steps }, about: ABOUT, cause: 'c', asked: 'person1', reason: 'why not', ticket: null, seal: 'none', requester: person(1),
  place: { conversationId: 'c', threadId: 't', kind: 'channel' }, tenantId: TENANT, agentGroup: 'default', diagnosisHash: 'd', policy: POLICY, notSeen: [], undoes: null, now: new Date(MADE), ...change,
});

describe('a new plan', () => {
  for (const [what, steps, risk] of [
    ['one object and a cycle', [address(1), delta], 'reversible-one-object'],
    ['a cycle alone', [delta], 'reversible-one-object'],
    ['a move', [move], 'reversible-one-object'],
    ['a new anchor in AD', [anchor], 'far-reaching'],
    ['a new anchor in the cloud', [cloudAnchor], 'far-reaching'],
    ['the scheduler', [scheduler], 'far-reaching'],
    ['an anchor among harmless steps', [address(1), anchor, delta], 'far-reaching'],
    ['ten objects', Array.from({ length: 10 }, (_, n) => address(n + 1)), 'reversible-one-object'],
    ['eleven objects', Array.from({ length: 11 }, (_, n) => address(n + 1)), 'far-reaching'],
    ['twelve steps on one object', Array.from({ length: 12 }, () => address(1)), 'reversible-one-object'],
  ] as const) {
    it(`about ${what} is ${risk} and needs as many approvals as the policy says for that`, () => {
      const { content } = makePlan(wish(steps));
      assert.equal(content.riskClass, risk);
      assert.equal(content.quorum.approve, risk === 'far-reaching' ? 2 : 1);
    });
  }

  it('is never made with fewer than one approval', () => {
    assert.equal(makePlan(wish([delta], { policy: { ...POLICY, quorum: { 'reversible-one-object': 0, 'far-reaching': 0 } } })).content.quorum.approve, 1);
  });

  it('fixes hash, times, before, after and undo', () => {
    const plan = makePlan(wish([address(1), delta]));
    assert.equal(plan.hash, planHash(plan.content));
    assert.equal(plan.content.approveBy, minutes(30).toISOString());
    assert.equal(plan.content.executeWithinMinutes, 10);
    const [first, second] = plan.content.steps;
    assert.deepEqual([first?.n, first?.before, first?.after], [1, { proxyAddresses: ['smtp:old1@contoso.com'] }, { proxyAddresses: [] }]);
    assert.equal(first?.undo.is === 'steps' && first.undo.step.operation, 'ad.change-addresses');
    assert.equal(second?.undo.is, 'nothing-to-undo');
  });

  it('has another hash and code with another id, reason aside', () => {
    const plan = makePlan(wish([delta]));
    assert.notEqual(makePlan(wish([delta], { planId: planId(2) })).code, plan.code);
    assert.equal(makePlan(wish([delta], { reason: 'other words' })).hash, plan.hash);
  });

  it('holds every object that it touches once, and the server only where it must', () => {
    const keys = (steps: readonly StepDraft[], about: PlanWish['about'] = ABOUT) => makePlan(wish(steps, { about })).content.targets.map(({ key }) => key);
    assert.deepEqual(keys([address(1), address(2), address(2), delta]), [objectGuid(1), objectGuid(2)]);
    assert.deepEqual(keys([delta], null), ['server:sync01']);
    assert.deepEqual(keys([delta]), [objectGuid(1)]);
    assert.deepEqual(keys([scheduler], null), ['server:sync01']);
    assert.deepEqual(keys([scheduler]), [objectGuid(1), 'server:sync01']);
    assert.deepEqual(keys([address(1), { operation: 'sync.send-password-hash', params: { server: 'SYNC01', object, reason: 'test' }, says: 'Send it' }, delta]), [objectGuid(1)]);
    assert.deepEqual(keys([scheduler, anchor, delta, scheduler]), [objectGuid(1)], 'it only pauses: the runs wait for each other');
    assert.deepEqual(keys([cloudAnchor]), [objectGuid(1), 'eeeeeeee-0000-4000-8000-000000000001']);
    assert.deepEqual(keys([cloudAnchor], { ...ABOUT, cloudId: 'eeeeeeee-0000-4000-8000-000000000001' }), [objectGuid(1)]);
  });
});

describe('the target of a plan', () => {
  const ad = { dn: object.dn, forest: 'corp.contoso.com', attributes: { objectGUID: [anchorOfGuid(objectGuid(1))], displayName: ['Person One'] } };
  it('is the AD object where there is one, else the cloud object', () => {
    assert.deepEqual(targetOf({ asked: 'p', kind: 'user', ad, cloud: { id: 'e1' } }), { key: objectGuid(1), dn: object.dn, cloudId: 'e1', displayName: 'Person One' });
    assert.deepEqual(targetOf({ asked: 'p', kind: 'user', ad: undefined, cloud: { id: 'e1', displayName: 'P' } }), { key: 'e1', cloudId: 'e1', displayName: 'P' });
    assert.equal(targetOf({ asked: 'p', kind: 'user', ad: undefined, cloud: undefined }), null);
  });
});

describe('a request for a change', () => {
  const known = (...groupIds: readonly string[]) => ({ is: 'known' as const, groupIds });
  const who = { is: 'person' as const, person: person(1) };
  const empty = { ...POLICY, requesterGroups: [], approvers: [] };
  const ROWS: readonly (readonly [string, Parameters<typeof mayRequest>[0], Refusal | 'may'])[] = [
    ['a requester', { who, groups: known('r'), policy: POLICY }, 'may'],
    ['an approver', { who, groups: known('f'), policy: POLICY }, 'may'],
    ['a member of other groups', { who, groups: known('x'), policy: POLICY }, 'not-a-requester'],
    ['a guest', { who: { is: 'person', person: person(1, { userType: 'Guest' }) }, groups: known('r'), policy: POLICY }, 'not-a-member'],
    ['a disabled account', { who: { is: 'person', person: person(1, { accountEnabled: false }) }, groups: known('r'), policy: POLICY }, 'not-a-member'],
    ['an external by name', { who: { is: 'person', person: person(1, { upn: 'a#EXT#@b' }) }, groups: known('r'), policy: POLICY }, 'not-a-member'],
    ['nobody', { who: { is: 'nobody' }, groups: known('r'), policy: POLICY }, 'not-a-member'],
    ['somebody whom Graph cannot name', { who: { is: 'unknown', says: 'x' }, groups: known('r'), policy: POLICY }, 'cannot-check'],
    ['somebody whose groups cannot be read', { who, groups: { is: 'unknown', says: 'x' }, policy: POLICY }, 'cannot-check'],
    ['anybody under an empty policy', { who, groups: known('r', 'a', 'f'), policy: empty }, 'nobody-may'],
  ];
  for (const [from, asked, expected] of ROWS) {
    it(`from ${from} gets: ${expected}`, () => {
      const answer = mayRequest(asked);
      assert.equal(answer.is === 'may' ? 'may' : answer.refusal, expected);
    });
  }
});

describe('the undo of a plan', () => {
  const ended = (step: number, is: 'applied' | 'unsure'): JournalEntry => ({ at: MADE, what: 'ended', step, attempt: 1, result: is === 'applied' ? { is, found: {} } : { is, says: 'x' } });
  const looked = (step: number): JournalEntry => ({ at: MADE, what: 'looked', step, attempt: 1, observation: { stands: 'after', found: {}, says: 'x' } });
  const steps = [addressStep(1), addressStep(2), cloudStep(3), deltaStep(4)];
  const done = samplePlan(1, { steps }, { state: 'done' });
  const operations = (undo: ReturnType<typeof undoSteps>) => (undo.is === 'steps' ? undo.steps.map(({ says }) => says) : undo.says);

  it('takes back what was applied, the last first, and starts a cycle', () => {
    assert.deepEqual(operations(undoSteps(done, [ended(1, 'applied'), ended(2, 'unsure'), looked(2), ended(3, 'applied'), ended(4, 'applied')])), [
      'Put the anchor back', 'Give smtp:old2@contoso.com back to Person 2', 'Give smtp:old1@contoso.com back to Person 1', 'Start a delta synchronization cycle on SYNC01',
    ]);
  });
  it('leaves out what was not applied', () => {
    const undo = undoSteps({ ...done, state: 'partly-done' }, [ended(1, 'applied'), ended(2, 'unsure')]);
    assert.deepEqual(operations(undo), ['Give smtp:old1@contoso.com back to Person 1', 'Start a delta synchronization cycle on SYNC01']);
  });
  it('names what cannot be undone', () => {
    const last = { ...addressStep(1), undo: { is: 'cannot-be-undone' as const, because: 'it is gone' } };
    const undo = undoSteps(samplePlan(1, { steps: [last, addressStep(2)] }, { state: 'done' }), [ended(1, 'applied'), ended(2, 'applied')]);
    assert.deepEqual(undo.is === 'steps' && undo.leftOut, ['Remove smtp:old1@contoso.com from Person 1: it is gone']);
  });
  it('is nothing for a plan that changed nothing, or has not ended', () => {
    assert.equal(undoSteps({ ...done, state: 'failed' }, [ended(1, 'unsure')]).is, 'nothing');
    assert.equal(undoSteps(samplePlan(1, { steps: [deltaStep(1)] }, { state: 'done' }), [ended(1, 'applied')]).is, 'nothing');
    for (const state of ['pending', 'approved', 'running', 'unknown', 'denied', 'stale'] as const) assert.equal(undoSteps({ ...done, state }, [ended(1, 'applied')]).is, 'nothing');
  });
});
