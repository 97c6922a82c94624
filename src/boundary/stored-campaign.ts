import { z } from 'zod';
import type { Campaign } from '../model/campaign.ts';
import { isObjectGuid, isPlanId, type ObjectGuid, type PlanId } from '../model/ids.ts';
import { personId } from './stored-plan.ts';

const guid = z.string().refine((text): text is ObjectGuid => isObjectGuid(text));
const planId = z.string().refine((text): text is PlanId => isPlanId(text));

const pair = z.strictObject({
  old: z.strictObject({ name: z.string(), cloudId: z.string(), anchor: z.string(), ad: z.strictObject({ guid, dn: z.string(), adminDescription: z.array(z.string()) }).nullable() }),
  fresh: z.strictObject({ name: z.string(), guid, dn: z.string(), anchor: z.string().nullable(), adminDescription: z.array(z.string()) }),
  confidence: z.enum(['certain', 'likely', 'weak']),
  because: z.array(z.string()),
  standing: z.enum(['ready', 'taken', 'needs-a-word', 'left']),
});

const campaign = z.strictObject({
  campaignId: z.string(),
  name: z.string(),
  by: z.strictObject({ oid: personId, name: z.string() }),
  since: z.string(),
  from: z.string(),
  to: z.string(),
  waveSize: z.int(),
  pauseMinutes: z.int(),
  pairs: z.array(pair),
  unpaired: z.array(z.strictObject({ name: z.string(), because: z.string() })),
  waves: z.array(z.strictObject({ n: z.int(), at: z.string(), planId: planId.nullable(), code: z.string().nullable(), keys: z.array(guid) })),
  stopped: z.strictObject({ by: z.string(), at: z.string() }).nullable(),
  version: z.int(),
}) satisfies z.ZodType<Campaign>;

/** A campaign as the store holds it; what does not fit is a bug or a damaged store, and throws. */
export const campaignOfText = (text: string): Campaign => campaign.parse(JSON.parse(text));
