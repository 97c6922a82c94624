import { z } from 'zod';
import type { ObjectChanges } from '../model/attribute-change.ts';
import { UNREADABLE, type Unread } from '../model/evidence.ts';
import type { OnPremFragment } from '../model/relay-job.ts';
import { SECURITY_LOG_SILENCE, type SecurityEvent, type SecurityLogAnswer } from '../model/security-event.ts';
import { forest } from './evidence-shapes.ts';
import { syncServer } from './sync-server-shapes.ts';

const unread = z.strictObject({ what: z.string(), why: z.enum(UNREADABLE), detail: z.string().optional() }) satisfies z.ZodType<Unread>;

const securityEvent = z.strictObject({
  time: z.string(), eventId: z.int(), actor: z.string(), attribute: z.string().optional(), value: z.string().optional(), change: z.enum(['added', 'removed']).optional(), domainController: z.string(),
}) satisfies z.ZodType<SecurityEvent>;

const securityLog = z.discriminatedUnion('is', [
  z.strictObject({
    domainController: z.string(), is: z.literal('read'), events: z.array(securityEvent), audited: z.array(z.enum(['account-management', 'directory-changes'])),
    reachesBackTo: z.string().optional(), isCutOff: z.boolean(),
  }),
  z.strictObject({ domainController: z.string(), is: z.enum(SECURITY_LOG_SILENCE), says: z.string() }),
]) satisfies z.ZodType<SecurityLogAnswer>;

const change = z.strictObject({
  attribute: z.string(),
  version: z.number(),
  time: z.string(),
  originatingDsa: z.string().optional(),
  originatingUsn: z.string().optional(),
  value: z.string().optional(),
  removed: z.boolean().optional(),
});
const changes = z.strictObject({ domain: z.string(), dn: z.string(), guid: z.string(), changes: z.array(change), cut: z.boolean() }) satisfies z.ZodType<ObjectChanges>;

/**
 * Evidence that travels from a relay. The envelope is strict; inside the documents, fields that nobody asks for are left out,
 * for cmdlets of other builds have more of them.
 */
export const onPremFragment = z.strictObject({
  forests: z.array(forest).optional(),
  syncServers: z.array(syncServer).optional(),
  securityLogs: z.array(securityLog).optional(),
  changes: z.array(changes).optional(),
  unread: z.array(unread),
}) satisfies z.ZodType<OnPremFragment>;
