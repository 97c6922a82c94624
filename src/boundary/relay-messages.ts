import { z } from 'zod';
import type { Decision } from '../model/approval.ts';
import { isObjectGuid } from '../model/ids.ts';
import { UNREADABLE } from '../model/evidence.ts';
import type { Observation, StepResult } from '../model/journal.ts';
import { LISTED_ATTRIBUTES, LISTED_CLASSES, type ListEnd, type ListPart, type ListRequest } from '../model/list-reading.ts';
import { OPERATION_NAMES } from '../model/plan.ts';
import type { DemandedSeals, ReadRequest, RelayAnswer, RelayJob, Served } from '../model/relay-job.ts';
import { asItIs } from './as-it-is.ts';
import { jsonOfShape } from './json-of-shape.ts';
import { isPlain } from './plain-json.ts';
import { onPremFragment } from './on-prem-fragment.ts';
import { objectGuid, personId, planContent, planId } from './stored-plan.ts';
import { SERVER_SECTIONS } from './sync-server-shapes.ts';

/* Every message of POST /relay/v1/{enrol,hello,lease,part,result,rotate}, on both sides. Unknown fields are refused. */

const short = z.string().max(256);
const time = z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,3})?Z$/, 'must be ISO 8601 UTC');
const hash = z.string().regex(/^[0-9a-f]{64}$/, 'must be a SHA-256 in hex');
const list = z.array(z.string().max(2_048)).max(2_000);
const few = z.array(z.string().max(2_048)).max(20);
const values = z.record(z.string(), z.array(z.string()));

const seals = z.partialRecord(z.enum(OPERATION_NAMES), z.enum(['sign-in', 'own-machine'])) satisfies z.ZodType<DemandedSeals>;
const about = { host: short, version: short, policyHash: short, readOnly: z.boolean(), seals };
const enrolRequest = z.strictObject({ secret: z.string().regex(/^[A-Za-z0-9_-]{22}$/), group: short, publicKey: short, ...about });
const enrolAnswer = z.strictObject({ relayId: z.string().regex(/^[A-Za-z0-9-]{1,64}$/), group: short, jobKey: short });
const helloRequest = z.strictObject({ ...about });
const lease = { kind: z.enum(['read', 'step', 'list']), free: z.int().min(1).max(16) };
const names = z.array(z.string().min(1).max(1_024)).max(32);
/* The first form is that of relays which say nothing about what they serve; see docs/operation.md, "Updating relays". */
const leaseRequest = z.union([z.strictObject({ ...lease }), z.strictObject({ ...lease, speaks: z.literal(2), serves: z.strictObject({ domains: names, syncServers: names }) satisfies z.ZodType<Served> })]);
const leaseAnswer = z.strictObject({ jobs: z.array(z.strictObject({ job: z.looseObject({}), signature: short })).max(16), rotate: z.literal(true).optional() });
const helloAnswer = z.strictObject({ rotate: z.literal(true).optional() });
const rotateRequest = z.strictObject({ publicKey: short, proof: z.string().regex(/^[A-Za-z0-9_-]{86}$/) });
const refusal = z.strictObject({ error: short });

const readRequest = z.discriminatedUnion('reading', [
  z.strictObject({ reading: z.literal('ad.subject'), version: z.literal(1), params: z.strictObject({ name: z.string().min(1).max(2_048) }) }),
  z.strictObject({ reading: z.literal('ad.holders'), version: z.literal(1), params: z.strictObject({ anchors: list, addresses: list, dns: list.optional(), memberships: z.strictObject({ groups: few, members: few }).optional() }) }),
  z.strictObject({ reading: z.literal('ad.changes'), version: z.literal(1), params: z.strictObject({ guid: z.string().refine(isObjectGuid) }) }),
  z.strictObject({ reading: z.literal('ad.security-events'), version: z.literal(1), params: z.strictObject({ guid: objectGuid, sid: z.string().regex(/^S-1(-\d{1,20}){1,16}$/).optional() }) }),
  z.strictObject({ reading: z.literal('sync.servers'), version: z.literal(1), params: z.strictObject({ dns: list, anchors: list, only: z.array(z.enum(SERVER_SECTIONS)).optional(), errors: z.literal('all').optional() }) }),
]) satisfies z.ZodType<ReadRequest>;

const dn = z.string().min(1).max(2_048);
const attributes = z.array(z.enum(LISTED_ATTRIBUTES)).min(1).max(LISTED_ATTRIBUTES.length);
const listRequest = z.discriminatedUnion('reading', [
  z.strictObject({ reading: z.literal('ad.objects'), version: z.literal(1), params: z.strictObject({ domain: dn, below: z.array(dn).max(200), classes: z.array(z.enum(LISTED_CLASSES)).min(1).max(LISTED_CLASSES.length), attributes }) }),
  z.strictObject({ reading: z.literal('ad.object-changes'), version: z.literal(1), params: z.strictObject({ domain: dn, since: z.base64().max(65_536).nullable(), attributes }) }),
]) satisfies z.ZodType<ListRequest>;
const listed = z.strictObject({ dn: z.string(), attributes: values });
const changed = listed.extend({ guid: objectGuid, deleted: z.boolean(), cleared: z.array(z.string()) });
const listPart = z.discriminatedUnion('reading', [
  z.strictObject({ reading: z.literal('ad.objects'), base: dn, server: short, entries: z.array(asItIs(listed)) }),
  z.strictObject({ reading: z.literal('ad.object-changes'), server: short, entries: z.array(changed), cookie: z.string().optional() }),
]) satisfies z.ZodType<ListPart>;
const partHead = z.strictObject({ jobId: short, jobHash: hash, n: z.int().positive() });
const partAnswer = z.strictObject({ full: z.literal(true).optional() });
const listEnd = z.discriminatedUnion('is', [
  z.strictObject({ is: z.literal('whole'), parts: z.int().nonnegative(), entries: z.int().nonnegative(), hash }),
  z.strictObject({ is: z.literal('broken'), why: z.enum(UNREADABLE), says: z.string() }),
]) satisfies z.ZodType<ListEnd>;

const decision = z.strictObject({
  planId,
  planHash: hash,
  verdict: z.enum(['approve', 'deny']),
  decider: z.strictObject({ oid: personId, name: z.string(), upn: z.string(), personKey: z.string().max(1_024).nullable() }),
  membershipEvidence: z.strictObject({ groupId: z.string(), checkedAt: z.string() }).nullable(),
  activityId: z.string().nullable(),
  comment: z.string(),
  at: time,
}) satisfies z.ZodType<Decision>;

const jobId = short;
const relayJob = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('read'), jobId, notAfter: time, request: readRequest }),
  z.strictObject({ kind: z.literal('list'), jobId, notAfter: time, request: listRequest }),
  z.strictObject({
    kind: z.literal('step'),
    jobId,
    notAfter: time,
    phase: z.enum(['admit', 'run', 'look']),
    plan: planContent,
    planHash: hash,
    step: z.int().positive(),
    attempt: z.int().positive(),
    fence: z.int().nonnegative(),
    since: time.optional(),
    decisions: z.array(decision).max(100),
    seals: z.array(z.strictObject({ role: z.enum(['requester', 'approver']), verdict: z.enum(['approve', 'deny']), idToken: z.string().max(16_384) })).max(20),
  }),
]) satisfies z.ZodType<RelayJob>;

const says = z.string();
const stepResult = z.discriminatedUnion('is', [
  z.strictObject({ is: z.literal('applied'), found: values, says: says.optional() }),
  z.strictObject({ is: z.literal('drifted'), found: values, says }),
  z.strictObject({ is: z.literal('refused'), says }),
  z.strictObject({ is: z.literal('failed'), says }),
  z.strictObject({ is: z.literal('unsure'), says, written: z.literal(true).optional(), contested: z.literal(true).optional() }),
]) satisfies z.ZodType<StepResult>;
const observation = z.strictObject({ stands: z.enum(['before', 'after', 'other']), found: values, says, underWay: z.literal(true).optional() }) satisfies z.ZodType<Observation>;

const relayAnswer = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('read'), jobId, fragment: onPremFragment }),
  z.strictObject({ kind: z.literal('list'), jobId, end: listEnd }),
  z.strictObject({ kind: z.literal('step'), jobId, result: stepResult }),
  z.strictObject({ kind: z.literal('look'), jobId, observation }),
  z.strictObject({ kind: z.literal('admitted'), jobId, says }),
  z.strictObject({ kind: z.literal('refused'), jobId, says }),
]) satisfies z.ZodType<RelayAnswer>;
const resultRequest = z.strictObject({ answer: relayAnswer, jobHash: hash });

export type EnrolRequest = z.infer<typeof enrolRequest>;
export type EnrolAnswer = z.infer<typeof enrolAnswer>;
export type HelloRequest = z.infer<typeof helloRequest>;
/** `rotate`: the relay shall make a new key. */
export type HelloAnswer = z.infer<typeof helloAnswer>;
/** The new key, and the signature that shows that the relay has its private half. */
export type RotateRequest = z.infer<typeof rotateRequest>;
export type LeaseRequest = z.infer<typeof leaseRequest>;
export type LeaseAnswer = z.infer<typeof leaseAnswer>;
export interface ResultRequest {
  readonly answer: RelayAnswer;
  readonly jobHash: string;
}
/** Names a part of a long answer. */
export type PartHead = z.infer<typeof partHead>;
/** `full`: the part was not taken, because nobody has read the ones before; it is to be sent again. */
export type PartAnswer = z.infer<typeof partAnswer>;

/** The message, or null when the text is not exactly one of its kind. */
export const parseEnrolRequest = (text: string): EnrolRequest | null => jsonOfShape(text, enrolRequest);
export const parseEnrolAnswer = (text: string): EnrolAnswer | null => jsonOfShape(text, enrolAnswer);
export const parseHelloRequest = (text: string): HelloRequest | null => jsonOfShape(text, helloRequest);
export const parseHelloAnswer = (text: string): HelloAnswer | null => jsonOfShape(text, helloAnswer);
export const parseRotateRequest = (text: string): RotateRequest | null => jsonOfShape(text, rotateRequest);
export const parseLeaseRequest = (text: string): LeaseRequest | null => jsonOfShape(text, leaseRequest);
export const parseLeaseAnswer = (text: string): LeaseAnswer | null => jsonOfShape(text, leaseAnswer, MOST_IN_LEASE);
export const parseResultRequest = (text: string): ResultRequest | null => jsonOfShape(text, resultRequest);
/** A part travels as two lines: which one it is, and itself, which is kept as a text until somebody reads it. */
export function parsePartRequest(text: string): { readonly head: PartHead; readonly part: string } | null {
  const end = text.indexOf('\n');
  const head = end < 0 ? null : jsonOfShape(text.slice(0, end), partHead);
  return head === null ? null : { head, part: text.slice(end + 1) };
}
export const partRequest = (head: PartHead, part: string): string => `${JSON.stringify(head)}\n${part}`;
export const parsePartAnswer = (text: string): PartAnswer | null => jsonOfShape(text, partAnswer);
export const parseListPart = (text: string): ListPart | null => jsonOfShape(text, listPart);
/** The word in a refusal's body; empty when there is none. */
export const parseRefusal = (text: string): string => jsonOfShape(text, refusal)?.error ?? '';

/** Values of all jobs of an answer: a plan of a thousand objects has some ten thousands. Nobody has signed yet what is parsed here. */
const MOST_IN_LEASE = 1_000_000;

/** Parses a job whose signature has been checked already. */
export const parseRelayJob = (value: unknown): RelayJob | null => (isPlain(value, { longestText: LONGEST_IN_JOB }) ? (relayJob.safeParse(value).data ?? null) : null);

/** A photo of 100 KB in base64 is the longest text of a job; no plan is made with a longer one. */
const LONGEST_IN_JOB = 140_000;

/** Parses an answer that the link had parsed before it was kept. */
export const parseRelayAnswer = (value: unknown): RelayAnswer | null => relayAnswer.safeParse(value).data ?? null;
