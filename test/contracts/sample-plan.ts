import assert from 'node:assert/strict';
import type { Decision, DecisionVerdict } from '../../src/model/approval.ts';
import { isObjectGuid, isPersonId, isPlanId, type ObjectGuid, type PersonId, type PlanId } from '../../src/model/ids.ts';
import type { Plan, PlanContent, PlanStep } from '../../src/model/plan.ts';
import type { AuditEvent } from '../../src/ports/store.ts';
import { planCode, planHash } from '../../src/protocol/plan-hash.ts';

const padded = (lead: string, n: number): string => `${lead}-0000-4000-8000-${String(n).padStart(12, '0')}`;

export function personId(n: number): PersonId {
  const text = padded('aaaaaaaa', n);
  assert.ok(isPersonId(text));
  return text;
}
export function planId(n: number): PlanId {
  const text = padded('bbbbbbbb', n);
  assert.ok(isPlanId(text));
  return text;
}
export function objectGuid(n: number): ObjectGuid {
  const text = padded('cccccccc', n);
  assert.ok(isObjectGuid(text));
  return text;
}

export const TENANT = 'dddddddd-0000-4000-8000-000000000001';
export const MADE = '2026-11-21T09:00:00.000Z';
/** Minutes after the plan was made. */
export const minutes = (n: number): Date => new Date(Date.parse(MADE) + n * 60_000);

export const addressStep = (n: number, target = n): PlanStep => {
  const object = { guid: objectGuid(target), dn: `CN=Person ${target},OU=Staff,DC=corp,DC=contoso,DC=com` };
  const address = `smtp:old${n}@contoso.com`;
  return {
    n,
    version: 1,
    target: object.dn,
    operation: 'ad.change-addresses',
    params: { object, before: [address], remove: [address], add: [] },
    says: `Remove ${address} from Person ${target}`,
    before: { proxyAddresses: [address] },
    after: { proxyAddresses: [] },
    undo: { is: 'steps', step: { operation: 'ad.change-addresses', params: { object, before: [], remove: [], add: [address] }, says: `Give ${address} back to Person ${target}` } },
  };
};
export const deltaStep = (n: number): PlanStep => ({
  n,
  version: 1,
  target: 'SYNC01',
  operation: 'sync.start-delta',
  params: { server: 'SYNC01', reason: 'address released' },
  says: 'Start a delta cycle on SYNC01',
  before: {},
  after: {},
  undo: { is: 'nothing-to-undo' },
});
export const cloudStep = (n: number): PlanStep => {
  const params = { userId: padded('eeeeeeee', n), before: 'AAAAAAAAAAAAAAAAAAAAAA==', after: null };
  return {
    n,
    version: 1,
    target: params.userId,
    operation: 'entra.set-anchor',
    params,
    says: 'Clear the anchor',
    before: { onPremisesImmutableId: [params.before] },
    after: { onPremisesImmutableId: [] },
    undo: { is: 'steps', step: { operation: 'entra.set-anchor', params: { ...params, before: null, after: params.before }, says: 'Put the anchor back' } },
  };
};

export function samplePlan(n: number, change: Partial<PlanContent> = {}, beside: Partial<Omit<Plan, 'content' | 'hash' | 'code'>> = {}): Plan {
  const content: PlanContent = {
    planId: planId(n),
    rev: 1,
    tenantId: TENANT,
    conversationId: '19:ops@thread.tacv2',
    threadId: '1700000000000',
    requester: { oid: personId(1), upn: 'ann@contoso.com', personKey: 'E1' },
    targets: [{ key: objectGuid(n), dn: `CN=Person ${n},OU=Staff,DC=corp,DC=contoso,DC=com`, cloudId: padded('eeeeeeee', n), displayName: `Person ${n}` }],
    steps: [addressStep(1, n)],
    agentGroup: 'default',
    riskClass: 'reversible-one-object',
    quorum: { approve: 1, deny: 1 },
    policyVersion: 'policy-1',
    diagnosisHash: 'd'.repeat(64),
    createdAt: MADE,
    approveBy: minutes(60).toISOString(),
    executeWithinMinutes: 15,
    ...change,
  };
  const hash = planHash(content);
  return {
    content,
    hash,
    code: planCode(hash),
    state: 'pending',
    version: 1,
    title: 'Take the address off this object',
    cause: 'duplicate-proxy-two-ad-objects',
    asked: `person${n}`,
    reason: 'she cannot sign in',
    ticket: null,
    seal: 'none',
    risk: 'low',
    undoClass: 'full',
    notSeen: ['entra.syncFeatures'],
    undoes: null,
    stateSince: content.createdAt,
    says: 'Waiting for a second admin.',
    prediction: null, verification: { is: 'not-started' },
    ...beside,
  };
}

export const sampleDecision = (plan: Plan, by: number, verdict: DecisionVerdict = 'approve', at: Date = minutes(5)): Decision => ({
  planId: plan.content.planId,
  planHash: plan.hash,
  verdict,
  decider: { oid: personId(by), name: `Admin ${by}`, upn: `admin${by}@contoso.com`, personKey: `E${by}` },
  membershipEvidence: { groupId: 'group-approvers', checkedAt: at.toISOString() },
  activityId: `activity-${by}`,
  comment: verdict === 'deny' ? 'not now' : 'seen with her',
  at: at.toISOString(),
});

export const auditOf = (event: string, plan: Plan | null = null): AuditEvent => ({
  // A store keeps any word; which ones there are is none of its business.
  event: event as AuditEvent['event'], at: MADE, actor: personId(1), planId: plan?.content.planId ?? null, rule: null, facts: { code: plan?.code ?? null },
});
