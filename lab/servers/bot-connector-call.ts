import type { ChannelSetting, ConnectorFaults, Json, Spot } from './bot-connector-contract.ts';
import type { ChatIdentity } from './bot-connector-identity.ts';
import type { RateLimits } from './bot-connector-limits.ts';
import type { ChatRoom } from './bot-connector-room.ts';

export interface RestDesk {
  readonly room: ChatRoom;
  readonly identity: ChatIdentity;
  readonly limits: RateLimits;
  readonly faults: ConnectorFaults;
  readonly setting: ChannelSetting;
  readonly verifyBotToken: (token: string) => Promise<boolean>;
}

/** One request of the bot, taken apart. */
export interface RestCall {
  readonly desk: RestDesk;
  /** Decoded parts of the path: conversation or team id, then activity or member id. */
  readonly ids: readonly string[];
  readonly query: URLSearchParams;
  readonly body: Json;
}

export interface RestAnswer {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

/** The error shape of the connector. */
export function refusal(status: number, code: string, message: string): RestAnswer {
  return { status, body: { error: { code, message } } };
}

/** Where a conversation id leads, or nowhere. A thread must have its first message. */
export function spotIn(call: RestCall): Spot | null {
  const spot = call.desk.identity.spotOf(call.ids[0] ?? '');
  const thread = spot?.place === 'channel' ? spot.rootId : null;
  return thread !== null && call.desk.room.find(thread)?.rootId !== thread ? null : spot;
}
