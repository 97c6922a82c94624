import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openSqliteStore } from '../../src/adapters/sqlite/open-sqlite-store.ts';
import { nonceHash } from '../../src/approve/nonce-hash.ts';
import { createApprovals, type Approvals, type Pressed } from '../../src/approve/press.ts';
import { AUDIT_EVENTS } from '../../src/model/audit-events.ts';
import { PLAN_STATES, type Plan } from '../../src/model/plan.ts';
import type { KeptEvent, Store } from '../../src/ports/store.ts';
import { addressStep, minutes, objectGuid, personId, planId, samplePlan, TENANT } from '../contracts/sample-plan.ts';
import { createExecutor } from '../../src/execute/run-plan.ts';
import { approved, pretendWorld } from '../execute/pretend-world.ts';
import { pretendPeople, type PretendPeople } from './pretend-people.ts';
import { pretendPolicy, ruleFor } from './pretend-policy.ts';

const place = { conversationId: '19:ops@thread.tacv2', threadId: '1', kind: 'channel' } as const;
const ADA = personId(1);
const APPROVER = personId(2);

describe('the words of the audit trail', () => {
  let store: Store;
  let people: PretendPeople;
  let approvals: Approvals;
  let policy = pretendPolicy({ approvers: [ruleFor(['group-approvers'])] });
  let now = minutes(5);
  let uuids = 0;

  beforeEach(async () => {
    [now, uuids, policy] = [minutes(5), 100, pretendPolicy({ approvers: [ruleFor(['group-approvers'])] })];
    people = pretendPeople();
    store = await openSqliteStore({ file: ':memory:', clock: { now: () => now, sleep: () => Promise.resolve() } });
    approvals = createApprovals({
      store, people, relays: () => Promise.resolve([]), policy: () => policy, clock: { now: () => now }, tenantId: TENANT, agentGroup: 'default',
      random: { uuid: () => planId((uuids += 1)), nonce: () => 'nonce' },
    });
  });
  afterEach(() => store.close());

  const propose = async (by = 1, tenantId = TENANT): Promise<Plan | null> => {
    const proposed = await approvals.propose({
      actor: { oid: personId(by), name: `Admin ${by}` }, tenantId, place, cause: 'duplicate-proxy-two-ad-objects', asked: 'person1', reason: 'she asked', diagnosis: null,
      offer: { title: 'Take the address off', risk: 'low', undo: 'full', steps: [addressStep(1)] }, about: { key: objectGuid(1), displayName: 'Person 1' },
    });
    if (proposed.is !== 'proposed') return null;
    const { planId: id } = proposed.plan.content;
    await store.addPlanCard({ planId: id, rev: 1, nonceHash: nonceHash('secret'), place, message: { conversationId: place.conversationId, activityId: 'm1' } });
    return proposed.plan;
  };
  const press = async (plan: Plan, by: number, change: Partial<Pressed> = {}): Promise<unknown> =>
    approvals.press({
      planId: plan.content.planId, verdict: 'approve', actor: { oid: personId(by), name: `Admin ${by}` }, by: 'button', tenantId: TENANT, conversationId: place.conversationId,
      activityId: `activity-${by}`, replyToId: 'm1', comment: 'seen', card: { rev: 1, nonce: 'secret', altered: false }, ...change,
    });
  const made = async (): Promise<Plan> => (await propose()) ?? assert.fail('no plan was made');
  const last = async (): Promise<KeptEvent> => (await store.auditTrail(0, 100)).at(-1)?.event ?? assert.fail();

  const TOLD: readonly { readonly title: string; readonly does: () => Promise<unknown>; readonly event: string; readonly actor: string | null; readonly rule: string | null; readonly facts?: Readonly<Record<string, unknown>> }[] = [
    { title: 'a request', does: made, event: 'plan.created', actor: ADA, rule: null, facts: { reason: 'she asked', groupId: 'group-requesters' } },
    { title: 'an approval', does: async () => press(await made(), 2), event: 'decision.accepted', actor: APPROVER, rule: null, facts: { verdict: 'approve', groupId: 'group-approvers', checkedAt: minutes(5).toISOString(), comment: 'seen' } },
    { title: 'a denial', does: async () => press(await made(), 2, { verdict: 'deny' }), event: 'decision.accepted', actor: APPROVER, rule: null, facts: { verdict: 'deny', change: 'denied', groupId: 'group-approvers' } },
    { title: 'an approval of the requester', does: async () => press(await made(), 1), event: 'decision.refused', actor: ADA, rule: 'R5', facts: { refusal: 'own-plan', groupsAsked: ['group-approvers'] } },
    { title: 'an approval by a card from elsewhere', does: async () => press(await made(), 2, { replyToId: 'm2' }), event: 'decision.refused', actor: APPROVER, rule: 'R16' },
    { title: 'an approval of somebody else\'s tenant', does: async () => press(await made(), 2, { tenantId: 'another' }), event: 'decision.refused', actor: APPROVER, rule: 'R2' },
    { title: 'an approval after the time', does: async () => { const plan = await made(); now = minutes(66); await press(plan, 2); }, event: 'plan.expired', actor: null, rule: 'R19' },
    { title: 'an approval under another policy', does: async () => { const plan = await made(); policy = { ...policy, version: 'another' }; await press(plan, 2); }, event: 'plan.stale', actor: null, rule: 'R12' },
    { title: 'a plan taken back', does: async () => approvals.cancel({ planId: (await made()).content.planId, actor: { oid: ADA, name: 'Ada' }, tenantId: TENANT }), event: 'plan.cancelled', actor: ADA, rule: null },
    { title: 'a plan taken back by somebody else', does: async () => approvals.cancel({ planId: (await made()).content.planId, actor: { oid: personId(9), name: 'Mallory' }, tenantId: TENANT }), event: 'cancel.refused', actor: personId(9), rule: 'R5' },
  ];
  for (const { title, does, event, actor, rule, facts = {} } of TOLD) {
    it(`tell of ${title}: who acted and who had asked, plan, rule and evidence`, async () => {
      await does();
      const told = await last();
      assert.deepEqual([told.event, told.actor, told.rule], [event, actor, rule]);
      const plan = (told.planId === null ? null : await store.planByCode(String(told.facts['code']))) ?? assert.fail();
      assert.deepEqual([told.planId, told.facts['requester'], told.facts['planHash']], [plan.content.planId, ADA, plan.hash]);
      for (const [name, value] of Object.entries(facts)) assert.deepEqual(told.facts[name], value, name);
    });
  }

  it('tell of a refused request, which has no plan', async () => {
    assert.equal(await propose(1, 'another'), null);
    const { event, actor, planId: id, rule, facts } = await last();
    assert.deepEqual([event, actor, id, rule, facts['refusal'], facts['asked']], ['plan.refused', ADA, null, 'R2', 'other-tenant', 'person1']);
  });

  it('tell of every event of a run whose it was, and who had decided', async () => {
    const plan = await approved(store, samplePlan(7));
    await createExecutor(pretendWorld(store)).run(plan.content.planId);
    const run = (await store.auditTrail(0, 100)).map(({ event }) => event).filter(({ event }) => !['plan.created', 'decision.accepted'].includes(event));
    assert.deepEqual([...new Set(run.map(({ event }) => event))], ['plan.running', 'step.began', 'step.ended', 'run.closed', 'plan.done']);
    for (const { event, planId: id, facts } of run) assert.deepEqual([id, facts['requester'], facts['planHash'], facts['code']], [plan.content.planId, ADA, plan.hash, plan.code], event);
    assert.deepEqual(run[0]?.facts['deciders'], [{ oid: APPROVER, verdict: 'approve' }]);
  });

  const SOURCES = globSync(join(import.meta.dirname, '..', '..', 'src', '**', '*.ts'), { exclude: (name) => name.endsWith('audit-events.ts') }).map((file) => readFileSync(file, 'utf8')).join('\n');

  it('are all spoken: a word that nothing writes is not in the list', () => {
    const composed = [...PLAN_STATES.map((state) => `plan.${state}`), ...['began', 'ended', 'looked', 'unseen'].map((what) => `step.${what}`), ...['closed', 'stopped'].map((what) => `run.${what}`), ...['not-started', 'waiting', 'verified', 'not-verified'].map((is) => `cure.${is}`)];
    for (const template of ['`plan.${as}`', '`step.${dated.what}`', '`run.${dated.what}`', '`cure.${verification.is}`']) assert.ok(SOURCES.includes(template), template);
    assert.deepEqual(Object.keys(AUDIT_EVENTS).filter((word) => !composed.includes(word) && !SOURCES.includes(`'${word}'`)), []);
  });
});
