import type { CastMember } from '../company/cast.ts';
import type { CompanyClock } from '../company/clock.ts';
import type { Activity, ChannelSetting, ChatMessage, Json, Spot } from './bot-connector-contract.ts';
import { TEAM } from './bot-connector-identity.ts';
import type { ChatIdentity } from './bot-connector-identity.ts';
import { writtenText } from './bot-connector-text.ts';

interface ActivityDesk {
  readonly identity: ChatIdentity;
  readonly clock: CompanyClock;
  readonly serviceUrl: string;
  /** The lab's channel; a standard one without it. */
  readonly setting?: ChannelSetting | undefined;
}

const CLIENT_INFO = { type: 'clientInfo', locale: 'en-GB', country: 'GB', platform: 'Web', timezone: 'Europe/London' };

/** Builds the activities that Teams sends to a bot. Tenant ids are those of the person who acts. */
export class ActivityWriter {
  readonly #desk: ActivityDesk;

  constructor(desk: ActivityDesk) {
    this.#desk = desk;
  }

  message(message: ChatMessage, typed: string): Activity {
    const spot = spotOf(message);
    const text = writtenText(typed, this.#desk.identity);
    return {
      ...this.#envelope(message.author, spot),
      type: 'message',
      id: message.id,
      text: text.wire,
      textFormat: 'plain',
      attachments: [{ contentType: 'text/html', content: text.html }],
      entities: [...text.entities, CLIENT_INFO],
    };
  }

  /** Action.Submit: a message without text whose `value` carries the inputs. */
  submit(who: string, message: ChatMessage, data: unknown): Activity {
    return { ...this.#envelope(who, spotOf(message)), type: 'message', id: freshId(), value: data, replyToId: message.id, textFormat: 'plain', entities: [CLIENT_INFO] };
  }

  invoke(who: string, message: ChatMessage, press: { readonly action: Json; readonly trigger: 'manual' | 'automatic' }): Activity {
    const action = { type: 'Action.Execute', ...press.action };
    return {
      ...this.#envelope(who, spotOf(message)),
      type: 'invoke',
      name: 'adaptiveCard/action',
      id: freshId(),
      replyToId: message.id,
      value: { action, trigger: press.trigger },
      entities: [CLIENT_INFO],
    };
  }

  /** The two activities that tell a bot it was added. */
  installed(who: string, spot: Spot): readonly Activity[] {
    const envelope = this.#envelope(who, spot);
    const channelData = envelope['channelData'] as Json;
    const added = { ...channelData, ...(spot.place === 'channel' ? { eventType: 'teamMemberAdded' } : {}) };
    const selected = { ...channelData, ...(spot.place === 'channel' ? { settings: { selectedChannel: { id: TEAM.channelId } } } : {}) };
    return [
      { ...envelope, type: 'conversationUpdate', id: freshId(), membersAdded: [{ id: this.#desk.identity.bot.id }], channelData: added },
      { ...envelope, type: 'installationUpdate', action: 'add', id: freshId(), channelData: selected },
    ];
  }

  membersChanged(who: string): Activity {
    const { identity, setting } = this.#desk;
    const envelope = this.#envelope(who, { place: 'channel', rootId: null });
    const channelData = { ...(envelope['channelData'] as Json), eventType: 'teamMemberAdded' };
    return { ...envelope, type: 'conversationUpdate', id: freshId(), membersAdded: (setting?.members ?? []).map((key) => ({ id: identity.memberId(key), aadObjectId: identity.person(key).oid })), channelData };
  }

  #envelope(who: string, spot: Spot): Activity {
    const { identity, clock, serviceUrl } = this.#desk;
    const person = identity.person(who);
    const now = clock.now().toISOString();
    return {
      timestamp: now,
      localTimestamp: now,
      localTimezone: CLIENT_INFO.timezone,
      serviceUrl,
      channelId: 'msteams',
      from: { id: identity.memberId(who), name: person.displayName, aadObjectId: person.oid },
      conversation: this.#conversation(person, spot),
      recipient: { id: identity.bot.id, name: identity.bot.name },
      channelData: channelDataOf(person, spot, this.#desk.setting),
      locale: CLIENT_INFO.locale,
    };
  }

  #conversation(person: CastMember, spot: Spot): Json {
    const id = this.#desk.identity.conversationId(spot);
    const shared = { tenantId: person.tenantId, id };
    return spot.place === 'personal' ? { conversationType: 'personal', ...shared } : { isGroup: true, conversationType: 'channel', ...shared };
  }
}

function channelDataOf(person: CastMember, spot: Spot, { type = 'standard' }: Partial<ChannelSetting> = {}): Json {
  const tenant = { id: person.tenantId };
  if (spot.place === 'personal') return { tenant, source: { name: 'message' } };
  return {
    teamsChannelId: TEAM.channelId,
    teamsTeamId: TEAM.id,
    channel: { id: TEAM.channelId, ...(type === 'standard' ? {} : { type }) },
    team: { id: TEAM.id, aadGroupId: TEAM.aadGroupId, name: TEAM.name },
    tenant,
    source: { name: 'message' },
  };
}

/** Where a message stands, as a reply to it would. */
export function spotOf(message: Pick<ChatMessage, 'place' | 'chatOf' | 'rootId'>): Spot {
  return message.chatOf === null ? { place: 'channel', rootId: message.rootId } : { place: 'personal', chatOf: message.chatOf };
}

function freshId(): string {
  return `f:${crypto.randomUUID()}`;
}
