import { z } from 'zod';
import type { ChannelNotice, NoticeTopic } from '../model/channel-notice.ts';
import type { Place } from '../model/place.ts';
import { SEVERITIES } from '../model/sighting.ts';
import type { Mute, Subscription } from '../model/subscription.ts';
import { personId } from './stored-plan.ts';

const place = z.strictObject({ conversationId: z.string(), threadId: z.string(), kind: z.enum(['channel', 'group', 'personal', 'terminal']) }) satisfies z.ZodType<Place>;

const muted = z.discriminatedUnion('is', [
  z.strictObject({ is: z.literal('cause'), cause: z.string() }),
  z.strictObject({ is: z.literal('incident'), incidentId: z.string(), code: z.string() }),
  z.strictObject({ is: z.literal('object'), name: z.string() }),
  z.strictObject({ is: z.literal('everything') }),
]) satisfies z.ZodType<Mute['of']>;

const subscription = z.strictObject({
  subscriptionId: z.string(),
  tenantId: z.string(),
  place,
  by: z.strictObject({ oid: personId, name: z.string() }),
  since: z.string(),
  filter: z.strictObject({ causes: z.array(z.string()), areas: z.array(z.string()), below: z.array(z.string()), least: z.enum(SEVERITIES) }),
  quiet: z.strictObject({ from: z.string(), to: z.string(), days: z.array(z.int()), timeZone: z.string() }).nullable(),
  digest: z.strictObject({ every: z.enum(['day', 'week']), at: z.string(), day: z.int(), timeZone: z.string(), instead: z.boolean() }).nullable(),
  lastDigest: z.string().nullable(),
  onCall: z.strictObject({ is: z.enum(['person', 'tag']), id: z.string(), name: z.string() }).nullable(),
  mutes: z.array(z.strictObject({ of: muted, until: z.string(), by: z.string() })),
  blockedSince: z.string().nullable(),
  version: z.int(),
}) satisfies z.ZodType<Subscription>;

const topic = z.discriminatedUnion('is', [
  z.strictObject({ is: z.literal('incident'), incidentId: z.string() }),
  z.strictObject({ is: z.literal('turn'), incidentId: z.string(), turn: z.enum(['resolved', 'reopened']), at: z.string() }),
  z.strictObject({ is: z.literal('storm'), incidentIds: z.array(z.string()), at: z.string() }),
  z.strictObject({ is: z.literal('digest'), from: z.string(), to: z.string() }),
]) satisfies z.ZodType<NoticeTopic>;

const notice = z.strictObject({
  noticeId: z.string(),
  subscriptionId: z.string(),
  place,
  topic,
  order: z.int(),
  wanted: z.int(),
  shown: z.int(),
  activityId: z.string().nullable(),
  state: z.enum(['waiting', 'sending', 'shown', 'unsure', 'refused']),
  attempts: z.int(),
  notBefore: z.string(),
  version: z.int(),
}) satisfies z.ZodType<ChannelNotice>;

/** A subscription as the store holds it; what does not fit is a bug or a damaged store, and throws. */
export const subscriptionOfText = (text: string): Subscription => subscription.parse(JSON.parse(text));
/** The same for a notice. */
export const noticeOfText = (text: string): ChannelNotice => notice.parse(JSON.parse(text));
