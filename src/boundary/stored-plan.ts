import { z } from 'zod';
import { isObjectGuid, isPersonId, isPlanId, type ObjectGuid, type PersonId, type PlanId } from '../model/ids.ts';
import { PLAN_STATES, RISK_CLASSES, type PlanContent, type PlanStep, type StepDraft, type Verification } from '../model/plan.ts';

export const planId = z.custom<PlanId>((value) => typeof value === 'string' && isPlanId(value), 'not the id of a plan');
export const personId = z.custom<PersonId>((value) => typeof value === 'string' && isPersonId(value), 'not the id of a person');
export const objectGuid = z.custom<ObjectGuid>((value) => typeof value === 'string' && isObjectGuid(value), 'not an objectGUID');
export const planState = z.enum(PLAN_STATES);

const object = z.strictObject({ guid: objectGuid, dn: z.string() });
const values = z.record(z.string(), z.array(z.string()));
const anchor = z.string().nullable();

const drafts = {
  'ad.change-addresses': { params: z.strictObject({ object, before: z.array(z.string()), remove: z.array(z.string()), add: z.array(z.string()) }) },
  'ad.set-anchor': { params: z.strictObject({ object, before: anchor, after: anchor }) },
  'ad.move': { params: z.strictObject({ object, from: z.string(), to: z.string() }) },
  'sync.set-scheduler': { params: z.strictObject({ server: z.string(), before: z.boolean(), after: z.boolean() }) },
  'sync.start-delta': { params: z.strictObject({ server: z.string(), reason: z.string() }) },
  'sync.restart-service': { params: z.strictObject({ server: z.string(), before: z.string().nullable(), reason: z.string() }) },
  'entra.set-anchor': { params: z.strictObject({ userId: z.string(), before: anchor, after: anchor }) },
};

const says = { says: z.string() };
const draft = z.discriminatedUnion('operation', [
  z.strictObject({ operation: z.literal('ad.change-addresses'), ...drafts['ad.change-addresses'], ...says }),
  z.strictObject({ operation: z.literal('ad.set-anchor'), ...drafts['ad.set-anchor'], ...says }),
  z.strictObject({ operation: z.literal('ad.move'), ...drafts['ad.move'], ...says }),
  z.strictObject({ operation: z.literal('sync.set-scheduler'), ...drafts['sync.set-scheduler'], ...says }),
  z.strictObject({ operation: z.literal('sync.start-delta'), ...drafts['sync.start-delta'], ...says }),
  z.strictObject({ operation: z.literal('sync.restart-service'), ...drafts['sync.restart-service'], ...says }),
  z.strictObject({ operation: z.literal('entra.set-anchor'), ...drafts['entra.set-anchor'], ...says }),
]) satisfies z.ZodType<StepDraft>;

const undo = z.discriminatedUnion('is', [
  z.strictObject({ is: z.literal('steps'), step: draft }),
  z.strictObject({ is: z.literal('nothing-to-undo') }),
  z.strictObject({ is: z.literal('cannot-be-undone'), because: z.string() }),
]);

const planned = { n: z.int().positive(), version: z.literal(1), target: z.string(), before: values, after: values, undo };
export const planStep = z.discriminatedUnion('operation', [
  z.strictObject({ operation: z.literal('ad.change-addresses'), ...drafts['ad.change-addresses'], ...says, ...planned }),
  z.strictObject({ operation: z.literal('ad.set-anchor'), ...drafts['ad.set-anchor'], ...says, ...planned }),
  z.strictObject({ operation: z.literal('ad.move'), ...drafts['ad.move'], ...says, ...planned }),
  z.strictObject({ operation: z.literal('sync.set-scheduler'), ...drafts['sync.set-scheduler'], ...says, ...planned }),
  z.strictObject({ operation: z.literal('sync.start-delta'), ...drafts['sync.start-delta'], ...says, ...planned }),
  z.strictObject({ operation: z.literal('sync.restart-service'), ...drafts['sync.restart-service'], ...says, ...planned }),
  z.strictObject({ operation: z.literal('entra.set-anchor'), ...drafts['entra.set-anchor'], ...says, ...planned }),
]) satisfies z.ZodType<PlanStep>;

export const planContent = z.strictObject({
  planId,
  rev: z.int(),
  tenantId: z.string(),
  conversationId: z.string(),
  threadId: z.string(),
  requester: z.strictObject({ oid: personId, upn: z.string(), personKey: z.string().nullable() }),
  targets: z.array(z.strictObject({ key: z.string(), dn: z.string().optional(), cloudId: z.string().optional(), displayName: z.string() })),
  steps: z.array(planStep),
  agentGroup: z.string(),
  riskClass: z.enum(RISK_CLASSES),
  quorum: z.strictObject({ approve: z.int().positive(), deny: z.literal(1) }),
  policyVersion: z.string(),
  diagnosisHash: z.string(),
  createdAt: z.string(),
  approveBy: z.string(),
  executeWithinMinutes: z.number(),
}) satisfies z.ZodType<PlanContent>;

export const verification = z.discriminatedUnion('is', [
  z.strictObject({ is: z.literal('not-started') }),
  z.strictObject({ is: z.literal('waiting'), since: z.string(), says: z.string() }),
  z.strictObject({ is: z.literal('verified'), at: z.string(), says: z.string() }),
  z.strictObject({ is: z.literal('not-verified'), at: z.string(), says: z.string() }),
]) satisfies z.ZodType<Verification>;
