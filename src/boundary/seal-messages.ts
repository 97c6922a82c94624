import { z } from 'zod';
import type { PlanContent } from '../model/plan.ts';
import type { SealRole } from '../model/seal.ts';
import { jsonOfShape } from './json-of-shape.ts';
import { planContent } from './stored-plan.ts';

/* What the pages and the terminal of a sealed approval exchange. Unknown fields are refused. */

const ticket = z.string().regex(/^[A-Za-z0-9_-]{22}$/);
const idToken = z.string().regex(/^[\w-]+\.[\w-]+\.[\w-]+$/).max(16_384);
const planRequest = z.strictObject({ ticket });
const finishRequest = z.strictObject({ ticket, idToken });
const refused = z.strictObject({ ok: z.literal(false), says: z.string().max(2_000) });
const planAnswer = z.union([z.strictObject({ ok: z.literal(true), plan: planContent, planHash: z.string(), title: z.string().max(500), role: z.enum(['requester', 'approver']) }), refused]);
const finishAnswer = z.union([z.strictObject({ ok: z.literal(true), says: z.string().max(2_000) }), refused]);
const tokenAnswer = z.object({ id_token: idToken });
const returned = z.union([z.object({ state: ticket, code: z.string().min(1).max(8_192) }), z.object({ state: ticket, error: z.string().min(1).max(200) })]);

export interface SealPlanAnswer {
  readonly ok: true;
  readonly plan: PlanContent;
  readonly planHash: string;
  readonly title: string;
  readonly role: SealRole;
}
type Refused = z.infer<typeof refused>;

/** The message, or null when the text is not exactly one of its kind. */
export const parseSealPlanRequest = (text: string): z.infer<typeof planRequest> | null => jsonOfShape(text, planRequest);
export const parseSealFinishRequest = (text: string): z.infer<typeof finishRequest> | null => jsonOfShape(text, finishRequest);
export const parseSealPlanAnswer = (text: string): SealPlanAnswer | Refused | null => jsonOfShape(text, planAnswer);
export const parseSealFinishAnswer = (text: string): z.infer<typeof finishAnswer> | null => jsonOfShape(text, finishAnswer);
/** The ID token in the answer of a token end point. */
export const parseTokenAnswer = (text: string): string | null => jsonOfShape(text, tokenAnswer)?.id_token ?? null;
/** The ticket in the query of `/seal/start`. */
export const parseSealTicket = (query: URLSearchParams): string | null => ticket.safeParse(query.get('ticket')).data ?? null;

/** What a sign-in page sends back through the browser: the state it was given, and a code or the name of an error. */
export const parseReturned = (query: URLSearchParams): z.infer<typeof returned> | null => returned.safeParse(Object.fromEntries(query)).data ?? null;
