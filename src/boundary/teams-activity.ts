import { z } from 'zod';
import { isPersonId, type PersonId } from '../model/ids.ts';
import type { Place } from '../ports/channel.ts';
import { parsePress, type Press } from './card-press.ts';
import { ownMember } from '../model/own-member.ts';

interface Common {
  readonly activityId: string;
  /** Who acts; null where Teams names nobody of this tenant (then nothing may be done). */
  readonly actor: { readonly oid: PersonId; readonly name: string; readonly teamsId: string } | null;
  readonly place: Place;
  readonly tenantId: string;
  readonly serviceUrl: string;
  readonly botId: string;
  /** Message that was answered or whose button was pressed. */
  readonly replyToId: string | null;
  /** Teams marks the channel as shared with other teams or organisations. */
  readonly isShared: boolean;
}

/** Everything that can come in, in our words. */
export type Incoming = Common & (
  | { readonly is: 'said'; readonly text: string; readonly mentions: readonly { readonly id: string; readonly name: string; readonly text: string }[] }
  | { readonly is: 'pressed'; readonly press: Press; readonly trigger: 'manual' | 'automatic'; /** Invokes are answered in the HTTP answer. */ readonly invoke: boolean }
  | { readonly is: 'edited' }
  | { readonly is: 'bot-added' }
  | { readonly is: 'bot-removed' }
  | { readonly is: 'members-changed' }
  | { readonly is: 'unknown-invoke'; readonly name: string }
  | { readonly is: 'ignored'; readonly type: string }
);

const id = z.string().min(1).max(512);
const account = z.object({ id, name: z.string().max(512).transform((text) => text.toWellFormed().replaceAll('\0', '')).nullish(), aadObjectId: z.string().max(64).nullish() });
const mention = z.object({ type: z.literal('mention'), text: z.string().max(512).nullish(), mentioned: z.object({ id, name: z.string().max(512).nullish() }) });
/**
 * A shared channel says so in `channel.type`; `sharedWithTeams` and `membershipSource` come with changes of its members.
 * UNVERIFIED: that every message carries the type; therefore the members are looked at as well.
 */
const channelData = z.object({
  channel: z.object({ type: z.string().max(50).nullish().catch(null), membershipType: z.string().max(50).nullish().catch(null) }).nullish().catch(null),
  sharedWithTeams: z.array(z.unknown()).nullish().catch(null),
  membershipSource: z.object({}).nullish().catch(null),
}).nullish().catch(null);
const activity = z.object({
  type: z.string().min(1).max(100),
  id,
  name: z.string().max(200).nullish(),
  action: z.string().max(100).nullish(),
  serviceUrl: z.url().max(2048),
  from: account,
  recipient: account,
  conversation: z.object({ id, conversationType: z.string().max(50).nullish(), tenantId: z.string().max(64), isGroup: z.boolean().nullish() }),
  replyToId: z.string().max(512).nullish(),
  text: z.string().max(20_000).nullish(),
  value: z.unknown().optional(),
  entities: z.array(z.unknown()).max(200).nullish(),
  channelData,
  membersAdded: z.array(account).max(5000).nullish(),
  membersRemoved: z.array(account).max(5000).nullish(),
});
type Activity = z.infer<typeof activity>;

/** Parses an admitted activity; `says` is for the log, never for the sender. */
export function parseActivity(body: unknown): { readonly ok: true; readonly incoming: Incoming } | { readonly ok: false; readonly says: string } {
  if (namesPrototype(body, 0)) return { ok: false, says: 'a key named __proto__, constructor or prototype, or nesting deeper than 40' };
  const parsed = activity.safeParse(body);
  if (!parsed.success) return { ok: false, says: parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.code}`).slice(0, 5).join('; ') };
  return { ok: true, incoming: asIncoming(parsed.data) };
}

const DEEPEST = 40;

function namesPrototype(value: unknown, depth: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (depth > DEEPEST) return true;
  if (Array.isArray(value)) return value.some((each) => namesPrototype(each, depth + 1));
  return Object.entries(value).some(([key, each]) => ['__proto__', 'constructor', 'prototype'].includes(key) || namesPrototype(each, depth + 1));
}

function asIncoming(from: Activity): Incoming {
  const common = commonOf(from);
  switch (from.type) {
    case 'message':
      if (from.value !== undefined && from.value !== null && !from.text) {
        return { ...common, is: 'pressed', press: parsePress(from.value, null), trigger: 'manual', invoke: false };
      }
      return { ...common, is: 'said', text: from.text ?? '', mentions: mentionsOf(from) };
    case 'messageUpdate':
      return { ...common, is: 'edited' };
    case 'invoke':
      return invokeOf(from, common);
    case 'conversationUpdate':
      // That the bot was added is told by installationUpdate as well, and one welcome is enough.
      if (from.membersRemoved?.some((member) => member.id === from.recipient.id)) return { ...common, is: 'bot-removed' };
      return { ...common, is: 'members-changed' };
    case 'installationUpdate':
      return { ...common, is: from.action?.startsWith('add') ? 'bot-added' : 'bot-removed' };
    default:
      return { ...common, is: 'ignored', type: from.type };
  }
}

const KINDS: Readonly<Record<string, Place['kind']>> = { channel: 'channel', groupChat: 'group', personal: 'personal' };

function commonOf(from: Activity): Common {
  const [conversationId = '', thread = ''] = from.conversation.id.split(';messageid=');
  const kind = kindOf(from, thread);
  const oid = from.from.aadObjectId?.toLowerCase() ?? '';
  // Only a message can be answered in its thread: a bot that is added has none to answer.
  const own = from.type === 'message' || from.type === 'invoke' ? from.replyToId || from.id : '';
  const threadId = kind === 'channel' ? thread || own : '';
  return {
    activityId: from.id,
    actor: isPersonId(oid) ? { oid, name: from.from.name ?? '', teamsId: from.from.id } : null,
    place: { conversationId, threadId, kind },
    tenantId: from.conversation.tenantId.toLowerCase(),
    serviceUrl: from.serviceUrl,
    botId: from.recipient.id,
    replyToId: from.replyToId ?? null,
    isShared: isShared(from),
  };
}

/** Where one person reads alone is told everything, so a conversation is taken for one only when type and id both say so; the threads of channels and group chats begin with `19:`. */
function kindOf({ conversation: { id: named, conversationType, isGroup } }: Activity, thread: string): Place['kind'] {
  const told = ownMember(KINDS, conversationType ?? '') ?? (thread !== '' ? 'channel' : isGroup ? 'group' : 'personal');
  return told === 'personal' && named.startsWith('19:') ? 'group' : told;
}

function isShared({ channelData: told }: Activity): boolean {
  const kinds = [told?.channel?.type, told?.channel?.membershipType].map((kind) => kind?.toLowerCase());
  return kinds.includes('shared') || (told?.sharedWithTeams ?? []).length > 0 || (told?.membershipSource ?? null) !== null;
}

function mentionsOf(from: Activity): readonly { readonly id: string; readonly name: string; readonly text: string }[] {
  return (from.entities ?? []).flatMap((entity) => {
    const parsed = mention.safeParse(entity);
    if (!parsed.success) return [];
    return [{ id: parsed.data.mentioned.id, name: parsed.data.mentioned.name ?? '', text: parsed.data.text ?? '' }];
  });
}

const cardAction = z.object({
  trigger: z.enum(['manual', 'automatic']).optional(),
  action: z.object({ type: z.literal('Action.Execute'), verb: z.string().max(64).optional(), data: z.unknown().optional() }),
});

function invokeOf(from: Activity, common: Common): Incoming {
  if (from.name !== 'adaptiveCard/action') return { ...common, is: 'unknown-invoke', name: from.name ?? '' };
  const parsed = cardAction.safeParse(from.value);
  if (!parsed.success) return { ...common, is: 'pressed', press: { is: 'altered', says: 'value.action is missing or not an Action.Execute' }, trigger: 'manual', invoke: true };
  const { trigger = 'manual', action } = parsed.data;
  return { ...common, is: 'pressed', press: parsePress(action.data, action.verb ?? null), trigger, invoke: true };
}
