import { z } from 'zod';
import { jsonOfShape } from './json-of-shape.ts';
import { planId } from './stored-plan.ts';

/* The relay's own files: who it is, and what it has started. */

const identity = z.strictObject({ relayId: z.string().min(1), group: z.string(), botUrl: z.string(), jobKey: z.string() });
export type RelayIdentity = z.infer<typeof identity>;

const attempt = { at: z.iso.datetime(), planId, step: z.int(), attempt: z.int() };
const line = z.discriminatedUnion('what', [
  z.strictObject({ what: z.literal('started'), ...attempt, fence: z.int(), jobHash: z.string(), object: z.string() }),
  z.strictObject({ what: z.literal('ended'), ...attempt, is: z.string() }),
]);
export type RelayJournalLine = z.infer<typeof line>;

/** Null when the file is not an identity. */
export const parseRelayIdentity = (text: string): RelayIdentity | null => jsonOfShape(text, identity);

/** Null when the text is not one whole line of the journal. */
export const parseJournalLine = (text: string): RelayJournalLine | null => jsonOfShape(text, line);

/** The number in the counter file; null when it is damaged. */
export const parseCounter = (text: string): number | null => jsonOfShape(text, z.int().nonnegative());
