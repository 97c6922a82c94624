import { z } from 'zod';
import type { Decision } from '../model/approval.ts';
import type { JournalEntry } from '../model/journal.ts';
import type { Plan } from '../model/plan.ts';
import { OPERATION_NAMES } from '../model/plan.ts';
import { RUN_ENDS } from '../model/plan-arrows.ts';
import type { DemandedSeals } from '../model/relay-job.ts';
import { SEAL_FORMS, type Seal } from '../model/seal.ts';
import type { KeptEvent, PlanCard, RelayConfirmation, StoredConversation, StoredRef, StoredSignIn } from '../ports/store.ts';
import { personId, planContent, planId, planState, prediction, verification } from './stored-plan.ts';

const values = z.record(z.string(), z.array(z.string()));

const plan = z.object({
  content: json(planContent),
  hash: z.string(),
  code: z.string(),
  state: planState,
  version: z.int(),
  title: z.string(),
  cause: z.string(),
  asked: z.string(),
  reason: z.string(),
  ticket: z.string().nullable(),
  seal: z.enum(SEAL_FORMS),
  risk: z.enum(['low', 'medium', 'high']),
  undo_class: z.enum(['full', '30-days', 'none']),
  not_seen: json(z.array(z.string())),
  undoes: z.string().nullable(),
  state_since: z.string(),
  says: z.string(),
  verification: json(verification),
  prediction: json(prediction.nullable()),
});

const decision = z.strictObject({
  planId,
  planHash: z.string(),
  verdict: z.enum(['approve', 'deny']),
  decider: z.strictObject({ oid: personId, name: z.string(), upn: z.string(), personKey: z.string().nullable().default(null) }),
  membershipEvidence: z.strictObject({ groupId: z.string(), checkedAt: z.string() }).nullable(),
  activityId: z.string().nullable(),
  comment: z.string(),
  at: z.string(),
}) satisfies z.ZodType<Decision>;

const result = z.discriminatedUnion('is', [
  z.strictObject({ is: z.literal('applied'), found: values, says: z.string().optional() }),
  z.strictObject({ is: z.literal('drifted'), found: values, says: z.string() }),
  z.strictObject({ is: z.literal('refused'), says: z.string() }),
  z.strictObject({ is: z.literal('failed'), says: z.string() }),
  z.strictObject({ is: z.literal('unsure'), says: z.string(), written: z.literal(true).optional(), contested: z.literal(true).optional() }),
]);
const observation = z.strictObject({ stands: z.enum(['before', 'after', 'other']), found: values, says: z.string(), underWay: z.literal(true).optional() });
const attempt = { at: z.string(), step: z.int(), attempt: z.int() };
const entry = z.discriminatedUnion('what', [
  z.strictObject({ what: z.literal('began'), ...attempt, fence: z.int() }),
  z.strictObject({ what: z.literal('ended'), ...attempt, result }),
  z.strictObject({ what: z.literal('looked'), ...attempt, observation }),
  z.strictObject({ what: z.literal('unseen'), ...attempt, says: z.string() }),
  z.strictObject({ what: z.literal('stopped'), at: z.string(), says: z.string() }),
  z.strictObject({ what: z.literal('closed'), at: z.string(), as: z.enum(RUN_ENDS), says: z.string() }),
]) satisfies z.ZodType<JournalEntry>;

const event = z.strictObject({
  event: z.string(),
  at: z.string(),
  actor: z.string().nullable(),
  planId: z.string().nullable(),
  rule: z.string().nullable(),
  facts: z.record(z.string(), z.unknown()),
}) satisfies z.ZodType<KeptEvent>;

const kind = z.enum(['channel', 'group', 'personal', 'terminal']);
const card = z.strictObject({
  planId,
  rev: z.int(),
  nonceHash: z.string(),
  place: z.strictObject({ conversationId: z.string(), threadId: z.string(), kind }),
  message: z.strictObject({ conversationId: z.string(), activityId: z.string().nullable() }),
}) satisfies z.ZodType<PlanCard>;

const ref = z.strictObject({
  kind: z.enum(['propose', 'ask', 'recheck', 'watch', 'diagnose', 'mute', 'assign', 'scan-stop', 'scan-report', 'scan-fix']),
  about: z.string(),
  incidentId: z.string().optional(),
  minutes: z.int().optional(),
  cause: z.string().nullable(),
  remedy: z.string().nullable(),
  conversationId: z.string(),
  createdAt: z.string(),
}) satisfies z.ZodType<StoredRef>;

const seal = z.strictObject({
  planId,
  role: z.enum(['requester', 'approver']),
  verdict: z.enum(['approve', 'deny']),
  oid: personId,
  idToken: z.string(),
  at: z.string(),
}) satisfies z.ZodType<Seal>;

const signIn = z.strictObject({
  ticketHash: z.string(),
  planId,
  role: z.enum(['requester', 'approver']),
  verdict: z.enum(['approve', 'deny']),
  form: z.enum(['sign-in', 'own-machine']),
  oid: personId,
  codeVerifier: z.string().nullable(),
  comment: z.string(),
  activityId: z.string().nullable(),
  conversationId: z.string(),
  expiresAt: z.string(),
}) satisfies z.ZodType<StoredSignIn>;

const demandedSeals = z.partialRecord(z.enum(OPERATION_NAMES), z.enum(['sign-in', 'own-machine'])) satisfies z.ZodType<DemandedSeals>;

const relayConfirmations = z.array(z.strictObject({ oid: personId, name: z.string(), upn: z.string(), personKey: z.string().nullable(), at: z.string() })) satisfies z.ZodType<readonly RelayConfirmation[]>;

const conversation = z.strictObject({
  conversationId: z.string(),
  kind,
  tenantId: z.string(),
  serviceUrl: z.string(),
  botId: z.string(),
  updatedAt: z.string(),
}) satisfies z.ZodType<StoredConversation>;

/** A row of the table of plans; throws when the store is damaged. */
export function planOfRow(row: unknown): Plan {
  const { undo_class: undoClass, state_since: stateSince, not_seen: notSeen, ...rest } = plan.parse(row);
  return { ...rest, undoClass, stateSince, notSeen };
}
export const decisionOfText = (text: string): Decision => json(decision).parse(text);
// Made once: a long run reads thousands of them.
const entryText = json(entry);
export const journalEntryOfText = (text: string): JournalEntry => entryText.parse(text);
/**
 * The text of an audit event as it is kept; made member by member, so that it can be read again whatever else was in the object.
 * Half a surrogate pair, which a stranger can send, has no canonical form: a mark stands in its place, so that no event can be kept out of the trail.
 */
export function textOfAuditEvent({ event: name, at, actor, planId: plan, rule, facts }: KeptEvent): string {
  const text = JSON.stringify({ event: name, at, actor, planId: plan, rule, facts });
  return text.includes('\\ud') ? text.replace(LONE_SURROGATE, '$1\ufffd') : text;
}
const LONE_SURROGATE = /(?<!\\)((?:\\\\)*)\\ud[89a-f][0-9a-f]{2}/g;
/** Throws when the text is none that an event could have. */
export const auditEventOfText = (text: string): KeptEvent => event.parse(JSON.parse(text));
export const planCardOfText = (text: string): PlanCard => json(card).parse(text);
export const refOfText = (text: string): StoredRef => json(ref).parse(text);
export const sealOfText = (text: string): Seal => json(seal).parse(text);
export const signInOfText = (text: string): StoredSignIn => json(signIn).parse(text);
export const demandedSealsOfText = (text: string): DemandedSeals => json(demandedSeals).parse(text);
export const relayConfirmationsOfText = (text: string): readonly RelayConfirmation[] => json(relayConfirmations).parse(text);
export const conversationOfText = (text: string): StoredConversation => json(conversation).parse(text);

function json<Schema extends z.ZodType>(schema: Schema) {
  return z
    .string()
    .transform((text, context): unknown => {
      try {
        return JSON.parse(text);
      } catch {
        context.addIssue({ code: 'custom', message: 'not JSON' });
        return z.NEVER;
      }
    })
    .pipe(schema);
}
