import { z } from 'zod';
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
export const parseRelayIdentity = (text: string): RelayIdentity | null => parsed(identity, text);

/** Null when the text is not one whole line of the journal. */
export const parseJournalLine = (text: string): RelayJournalLine | null => parsed(line, text);

/** The number in the counter file; null when it is damaged. */
export const parseCounter = (text: string): number | null => parsed(z.int().nonnegative(), text);

function parsed<Schema extends z.ZodType>(schema: Schema, text: string): z.infer<Schema> | null {
  try {
    return schema.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}
