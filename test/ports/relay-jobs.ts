import { isObjectGuid, isPersonId, isPlanId, type ObjectGuid, type PersonId, type PlanId } from '../../src/model/ids.ts';
import { anchorOfGuid } from '../../src/model/anchor.ts';
import type { AdEntry } from '../../src/model/evidence.ts';
import type { PlanContent, StepDraft } from '../../src/model/plan.ts';
import type { RelayJob } from '../../src/model/relay-job.ts';
import { stepAfter, stepBefore } from '../../src/operations/changes.ts';
import { planHash } from '../../src/protocol/plan-hash.ts';

export const guid = (text: string): ObjectGuid => (isObjectGuid(text) ? text : fail(text));
export const person = (text: string): PersonId => (isPersonId(text) ? text : fail(text));
export const planIdOf = (text: string): PlanId => (isPlanId(text) ? text : fail(text));
const fail = (text: string): never => {
  throw new Error(`not an id: ${text}`);
};

export const JOHN = { guid: guid('8d1c9c4e-3f2a-4b6e-9c7d-2a1b3c4d5e6f'), dn: 'CN=John Smith,OU=Staff,DC=corp,DC=contoso,DC=com' };
export const REQUESTER = person('11111111-1111-4111-8111-111111111111');
export const APPROVER = person('22222222-2222-4222-8222-222222222222');
export const OTHER_APPROVER = person('33333333-3333-4333-8333-333333333333');

export const johnEntry = (attributes: Readonly<Record<string, readonly string[]>> = {}): AdEntry => ({
  dn: JOHN.dn,
  attributes: {
    objectClass: ['top', 'person', 'organizationalPerson', 'user'],
    objectGUID: [anchorOfGuid(JOHN.guid)],
    sAMAccountName: ['jsmith'],
    userAccountControl: ['512'],
    primaryGroupID: ['513'],
    objectSid: ['AQUAAAAAAAUVAAAAAQAAAAIAAAADAAAAUQQAAA=='],
    proxyAddresses: ['jsmith@contoso.com', 'smtp:john@contoso.com'],
    ...attributes,
  },
});

export const REPAIR_PREFIX: StepDraft = {
  operation: 'ad.change-addresses',
  params: { object: JOHN, before: ['smtp:john@contoso.com', 'jsmith@contoso.com'], remove: ['jsmith@contoso.com'], add: ['SMTP:jsmith@contoso.com'] },
  says: 'Give jsmith@contoso.com its prefix',
};

/** A plan with these steps, made at 09:00 and to be approved by 10:00. */
export const planWith = (drafts: readonly StepDraft[], change: Partial<PlanContent> = {}): PlanContent => ({
  planId: planIdOf('44444444-4444-4444-8444-444444444444'),
  rev: 1,
  tenantId: 'tenant',
  conversationId: 'conversation',
  threadId: 'thread',
  requester: { oid: REQUESTER, upn: 'alice@contoso.com', personKey: null },
  targets: [{ key: JOHN.guid, dn: JOHN.dn, displayName: 'John Smith' }],
  steps: drafts.map((draft, at) => ({ ...draft, n: at + 1, version: 1, target: JOHN.dn, before: stepBefore(draft), after: stepAfter(draft), undo: { is: 'nothing-to-undo' } })),
  agentGroup: 'default',
  riskClass: 'reversible-one-object',
  quorum: { approve: 1, deny: 1 },
  policyVersion: 'abc',
  diagnosisHash: 'def',
  createdAt: '2026-11-21T09:00:00.000Z',
  approveBy: '2026-11-21T10:00:00.000Z',
  executeWithinMinutes: 15,
  ...change,
});

export type StepJob = Extract<RelayJob, { kind: 'step' }>;

/** A job for step 1 of the plan, released by one approver at 09:01. */
export function stepJob(plan: PlanContent, change: Partial<StepJob> = {}): StepJob {
  const hash = planHash(plan);
  return {
    kind: 'step', jobId: 'job-1', notAfter: '2026-11-21T09:06:00.000Z', phase: 'run', plan, planHash: hash, step: 1, attempt: 1, fence: 1,
    decisions: [{ planId: plan.planId, planHash: hash, verdict: 'approve', decider: { oid: APPROVER, name: 'Bob', upn: 'bob@contoso.com', personKey: null }, membershipEvidence: null, activityId: null, comment: '', at: '2026-11-21T09:01:00.000Z' }],
    seals: [],
    ...change,
  };
}
