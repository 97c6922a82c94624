import { z } from 'zod';
import type { PlanStep } from '../model/plan.ts';
import { jsonOfShape } from './json-of-shape.ts';
import { personId, planId, planStep } from './stored-plan.ts';

/* The relay's own files: who it is, what it has started, and whose seals it has admitted. */

const identity = z.strictObject({ relayId: z.string().min(1), group: z.string(), botUrl: z.string(), jobKey: z.string(), keySince: z.iso.datetime().optional() });
export type RelayIdentity = z.infer<typeof identity>;

const attempt = { at: z.iso.datetime(), planId, step: z.int(), attempt: z.int() };
const line = z.discriminatedUnion('what', [
  z.strictObject({ what: z.literal('started'), ...attempt, fence: z.int(), jobHash: z.string(), object: z.string(), planHash: z.string().optional(), does: planStep.optional(), found: z.record(z.string(), z.array(z.string()).readonly()).optional() }),
  z.strictObject({ what: z.literal('ended'), ...attempt, is: z.string() }),
  z.strictObject({ what: z.literal('sealed'), at: z.iso.datetime(), planId, planHash: z.string(), role: z.enum(['requester', 'approver']), oid: personId, verdict: z.enum(['approve', 'deny']), appId: z.string() }),
]);
type Line = z.infer<typeof line>;
export type RelayJournalLine = Exclude<Line, { what: 'started' }> | (Omit<Extract<Line, { what: 'started' }>, 'does'> & { readonly does?: PlanStep | undefined });

/** Null when the file is not an identity. */
export const parseRelayIdentity = (text: string): RelayIdentity | null => jsonOfShape(text, identity);

/** Null when the text is not one whole line of the journal. */
export const parseJournalLine = (text: string): RelayJournalLine | null => jsonOfShape(text, line);

/** The number in the counter file; null when it is damaged. */
export const parseCounter = (text: string): number | null => jsonOfShape(text, z.int().nonnegative());
