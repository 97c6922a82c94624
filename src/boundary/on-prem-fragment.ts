import { z } from 'zod';
import { UNREADABLE, type Unread } from '../model/evidence.ts';
import type { OnPremFragment } from '../model/relay-job.ts';
import { forest } from './evidence-shapes.ts';
import { syncServer } from './sync-server-shapes.ts';

const unread = z.strictObject({ what: z.string(), why: z.enum(UNREADABLE), detail: z.string().optional() }) satisfies z.ZodType<Unread>;

/**
 * Evidence that travels from a relay. The envelope is strict; inside the documents, fields that nobody asks for are left out,
 * for cmdlets of other builds have more of them.
 */
export const onPremFragment = z.strictObject({
  forests: z.array(forest).optional(),
  syncServers: z.array(syncServer).optional(),
  unread: z.array(unread),
}) satisfies z.ZodType<OnPremFragment>;
