import { z } from 'zod';
import { isPersonId, isPlanId, type PersonId, type PlanId } from '../model/ids.ts';
import { PLAN_STATES, RISK_CLASSES, type PlanContent, type PlanStep, type StepDraft, type Verification } from '../model/plan.ts';
import type { Prediction } from '../model/prediction.ts';
import { objectGuid, OPERATION_PARAMS } from './operation-params.ts';

export { objectGuid };

export const planId = z.custom<PlanId>((value) => typeof value === 'string' && isPlanId(value), 'not the id of a plan');
export const personId = z.custom<PersonId>((value) => typeof value === 'string' && isPersonId(value), 'not the id of a person');
export const planState = z.enum(PLAN_STATES);

const values = z.record(z.string(), z.array(z.string()));

const says = { says: z.string(), lane: z.string().optional(), always: z.literal(true).optional() };
const draft = z.discriminatedUnion('operation', [
  z.strictObject({ operation: z.literal('ad.change-addresses'), params: OPERATION_PARAMS['ad.change-addresses'], ...says }),
  z.strictObject({ operation: z.literal('ad.change-values'), params: OPERATION_PARAMS['ad.change-values'], ...says }),
  z.strictObject({ operation: z.literal('ad.set-enabled'), params: OPERATION_PARAMS['ad.set-enabled'], ...says }),
  z.strictObject({ operation: z.literal('ad.change-member'), params: OPERATION_PARAMS['ad.change-member'], ...says }),
  z.strictObject({ operation: z.literal('ad.set-anchor'), params: OPERATION_PARAMS['ad.set-anchor'], ...says }),
  z.strictObject({ operation: z.literal('ad.move'), params: OPERATION_PARAMS['ad.move'], ...says }),
  z.strictObject({ operation: z.literal('ad.restore-deleted'), params: OPERATION_PARAMS['ad.restore-deleted'], ...says }),
  z.strictObject({ operation: z.literal('ad.change-upn-suffixes'), params: OPERATION_PARAMS['ad.change-upn-suffixes'], ...says }),
  z.strictObject({ operation: z.literal('sync.set-scheduler'), params: OPERATION_PARAMS['sync.set-scheduler'], ...says }),
  z.strictObject({ operation: z.literal('sync.set-maintenance'), params: OPERATION_PARAMS['sync.set-maintenance'], ...says }),
  z.strictObject({ operation: z.literal('sync.set-history-retention'), params: OPERATION_PARAMS['sync.set-history-retention'], ...says }),
  z.strictObject({ operation: z.literal('sync.start-delta'), params: OPERATION_PARAMS['sync.start-delta'], ...says }),
  z.strictObject({ operation: z.literal('sync.start-full'), params: OPERATION_PARAMS['sync.start-full'], ...says }),
  z.strictObject({ operation: z.literal('sync.synchronize-object'), params: OPERATION_PARAMS['sync.synchronize-object'], ...says }),
  z.strictObject({ operation: z.literal('sync.send-password-hash'), params: OPERATION_PARAMS['sync.send-password-hash'], ...says }),
  z.strictObject({ operation: z.literal('sync.restart-service'), params: OPERATION_PARAMS['sync.restart-service'], ...says }),
  z.strictObject({ operation: z.literal('entra.set-anchor'), params: OPERATION_PARAMS['entra.set-anchor'], ...says }),
  z.strictObject({ operation: z.literal('entra.delete-user'), params: OPERATION_PARAMS['entra.delete-user'], ...says }),
  z.strictObject({ operation: z.literal('entra.restore-user'), params: OPERATION_PARAMS['entra.restore-user'], ...says }),
  z.strictObject({ operation: z.literal('entra.set-user-name'), params: OPERATION_PARAMS['entra.set-user-name'], ...says }),
  z.strictObject({ operation: z.literal('entra.set-mail'), params: OPERATION_PARAMS['entra.set-mail'], ...says }),
  z.strictObject({ operation: z.literal('entra.set-usage-location'), params: OPERATION_PARAMS['entra.set-usage-location'], ...says }),
  z.strictObject({ operation: z.literal('entra.change-licence'), params: OPERATION_PARAMS['entra.change-licence'], ...says }),
  z.strictObject({ operation: z.literal('entra.reprocess-licences'), params: OPERATION_PARAMS['entra.reprocess-licences'], ...says }),
  z.strictObject({ operation: z.literal('entra.retry-provisioning'), params: OPERATION_PARAMS['entra.retry-provisioning'], ...says }),
  z.strictObject({ operation: z.literal('entra.set-source-of-authority'), params: OPERATION_PARAMS['entra.set-source-of-authority'], ...says }),
  z.strictObject({ operation: z.literal('entra.change-member'), params: OPERATION_PARAMS['entra.change-member'], ...says }),
  z.strictObject({ operation: z.literal('entra.set-manager'), params: OPERATION_PARAMS['entra.set-manager'], ...says }),
  z.strictObject({ operation: z.literal('entra.revoke-sessions'), params: OPERATION_PARAMS['entra.revoke-sessions'], ...says }),
  z.strictObject({ operation: z.literal('people.do'), params: OPERATION_PARAMS['people.do'], ...says }),
]) satisfies z.ZodType<StepDraft>;

const undo = z.discriminatedUnion('is', [
  z.strictObject({ is: z.literal('steps'), step: draft }),
  z.strictObject({ is: z.literal('nothing-to-undo') }),
  z.strictObject({ is: z.literal('cannot-be-undone'), because: z.string() }),
]);

const planned = { n: z.int().positive(), version: z.literal(1), target: z.string(), before: values, after: values, undo };
export const planStep = z.discriminatedUnion('operation', [
  z.strictObject({ operation: z.literal('ad.change-addresses'), params: OPERATION_PARAMS['ad.change-addresses'], ...says, ...planned }),
  z.strictObject({ operation: z.literal('ad.change-values'), params: OPERATION_PARAMS['ad.change-values'], ...says, ...planned }),
  z.strictObject({ operation: z.literal('ad.set-enabled'), params: OPERATION_PARAMS['ad.set-enabled'], ...says, ...planned }),
  z.strictObject({ operation: z.literal('ad.change-member'), params: OPERATION_PARAMS['ad.change-member'], ...says, ...planned }),
  z.strictObject({ operation: z.literal('ad.set-anchor'), params: OPERATION_PARAMS['ad.set-anchor'], ...says, ...planned }),
  z.strictObject({ operation: z.literal('ad.move'), params: OPERATION_PARAMS['ad.move'], ...says, ...planned }),
  z.strictObject({ operation: z.literal('ad.restore-deleted'), params: OPERATION_PARAMS['ad.restore-deleted'], ...says, ...planned }),
  z.strictObject({ operation: z.literal('ad.change-upn-suffixes'), params: OPERATION_PARAMS['ad.change-upn-suffixes'], ...says, ...planned }),
  z.strictObject({ operation: z.literal('sync.set-scheduler'), params: OPERATION_PARAMS['sync.set-scheduler'], ...says, ...planned }),
  z.strictObject({ operation: z.literal('sync.set-maintenance'), params: OPERATION_PARAMS['sync.set-maintenance'], ...says, ...planned }),
  z.strictObject({ operation: z.literal('sync.set-history-retention'), params: OPERATION_PARAMS['sync.set-history-retention'], ...says, ...planned }),
  z.strictObject({ operation: z.literal('sync.start-delta'), params: OPERATION_PARAMS['sync.start-delta'], ...says, ...planned }),
  z.strictObject({ operation: z.literal('sync.start-full'), params: OPERATION_PARAMS['sync.start-full'], ...says, ...planned }),
  z.strictObject({ operation: z.literal('sync.synchronize-object'), params: OPERATION_PARAMS['sync.synchronize-object'], ...says, ...planned }),
  z.strictObject({ operation: z.literal('sync.send-password-hash'), params: OPERATION_PARAMS['sync.send-password-hash'], ...says, ...planned }),
  z.strictObject({ operation: z.literal('sync.restart-service'), params: OPERATION_PARAMS['sync.restart-service'], ...says, ...planned }),
  z.strictObject({ operation: z.literal('entra.set-anchor'), params: OPERATION_PARAMS['entra.set-anchor'], ...says, ...planned }),
  z.strictObject({ operation: z.literal('entra.delete-user'), params: OPERATION_PARAMS['entra.delete-user'], ...says, ...planned }),
  z.strictObject({ operation: z.literal('entra.restore-user'), params: OPERATION_PARAMS['entra.restore-user'], ...says, ...planned }),
  z.strictObject({ operation: z.literal('entra.set-user-name'), params: OPERATION_PARAMS['entra.set-user-name'], ...says, ...planned }),
  z.strictObject({ operation: z.literal('entra.set-mail'), params: OPERATION_PARAMS['entra.set-mail'], ...says, ...planned }),
  z.strictObject({ operation: z.literal('entra.set-usage-location'), params: OPERATION_PARAMS['entra.set-usage-location'], ...says, ...planned }),
  z.strictObject({ operation: z.literal('entra.change-licence'), params: OPERATION_PARAMS['entra.change-licence'], ...says, ...planned }),
  z.strictObject({ operation: z.literal('entra.reprocess-licences'), params: OPERATION_PARAMS['entra.reprocess-licences'], ...says, ...planned }),
  z.strictObject({ operation: z.literal('entra.retry-provisioning'), params: OPERATION_PARAMS['entra.retry-provisioning'], ...says, ...planned }),
  z.strictObject({ operation: z.literal('entra.set-source-of-authority'), params: OPERATION_PARAMS['entra.set-source-of-authority'], ...says, ...planned }),
  z.strictObject({ operation: z.literal('entra.change-member'), params: OPERATION_PARAMS['entra.change-member'], ...says, ...planned }),
  z.strictObject({ operation: z.literal('entra.set-manager'), params: OPERATION_PARAMS['entra.set-manager'], ...says, ...planned }),
  z.strictObject({ operation: z.literal('entra.revoke-sessions'), params: OPERATION_PARAMS['entra.revoke-sessions'], ...says, ...planned }),
  z.strictObject({ operation: z.literal('people.do'), params: OPERATION_PARAMS['people.do'], ...says, ...planned }),
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
  confirmed: z.array(z.strictObject({ item: z.string(), says: z.string(), at: z.string() })).optional(),
  snapshotHash: z.string().optional(),
}) satisfies z.ZodType<PlanContent>;

export const verification = z.discriminatedUnion('is', [
  z.strictObject({ is: z.literal('not-started') }),
  z.strictObject({ is: z.literal('waiting'), since: z.string(), says: z.string() }),
  z.strictObject({ is: z.literal('verified'), at: z.string(), says: z.string() }),
  z.strictObject({ is: z.literal('not-verified'), at: z.string(), says: z.string() }),
]) satisfies z.ZodType<Verification>;

export const prediction = z.strictObject({
  causes: z.array(z.strictObject({ cause: z.string(), title: z.string(), becomes: z.enum(['gone', 'stays', 'new', 'cannot-tell']), because: z.string() })),
  nextCycle: z.array(z.string()),
  overwrites: z.array(z.strictObject({ attribute: z.string(), cloud: z.array(z.string()), ad: z.array(z.string()) })),
}) satisfies z.ZodType<Prediction>;
