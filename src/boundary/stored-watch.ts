import { z } from 'zod';
import type { StoredWatch } from '../model/stored-watch.ts';
import { personId } from './stored-plan.ts';

const watch = z.strictObject({
  watchId: z.string(),
  name: z.string(),
  by: z.strictObject({ oid: personId, name: z.string() }),
  place: z.strictObject({ conversationId: z.string(), threadId: z.string(), kind: z.enum(['channel', 'group', 'personal', 'terminal']) }),
  asked: z.string(),
  cause: z.string(),
  title: z.string(),
  since: z.string(),
  until: z.string(),
  nextLook: z.string(),
  says: z.string(),
  version: z.int(),
}) satisfies z.ZodType<StoredWatch>;

/** A watch as the store holds it; what does not fit is a bug or a damaged store, and throws. */
export const watchOfText = (text: string): StoredWatch => watch.parse(JSON.parse(text));
