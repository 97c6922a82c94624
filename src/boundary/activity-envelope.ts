import { z } from 'zod';

/** Unproven fields for the gate, read leniently so that a malformed activity is still checked for its sender first. */
export interface Unproven {
  readonly channelId?: string | undefined;
  readonly serviceUrl?: string | undefined;
  readonly conversationTenantId?: string | undefined;
  readonly channelDataTenantId?: string | undefined;
}

interface Envelope extends Unproven {
  readonly type: string;
}

const loose = z.string().max(2048).optional().catch(undefined);
const envelope = z.object({
  type: z.string().max(100).catch(''),
  channelId: loose,
  serviceUrl: loose,
  conversation: z.object({ tenantId: loose }).optional().catch(undefined),
  channelData: z.object({ tenant: z.object({ id: loose }).optional().catch(undefined) }).optional().catch(undefined),
});

/** Reads what the gate needs; everything that is not there stays undefined. */
export function readEnvelope(body: unknown): Envelope {
  const parsed = envelope.safeParse(body);
  if (!parsed.success) return { type: '' };
  const { type, channelId, serviceUrl, conversation, channelData } = parsed.data;
  return { type, channelId, serviceUrl, conversationTenantId: conversation?.tenantId, channelDataTenantId: channelData?.tenant?.id };
}
