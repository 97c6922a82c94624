import type { CastMember } from '../company/cast.ts';
import type { CompanyClock } from '../company/clock.ts';
import type { LabCertificates } from './lab-certificates.ts';
import type { BotTokenRequest } from './openid-server.ts';

export type Json = Readonly<Record<string, unknown>>;

/** A Bot Framework activity as it travels: plain JSON. */
export type Activity = Json;

export interface BotConnectorOptions {
  readonly certificates: LabCertificates;
  readonly openId: { signBotToken(request: BotTokenRequest): Promise<string> };
  readonly botAppId: string;
  /** HTTP or HTTPS address of the bot's messages endpoint. */
  readonly botEndpoint: string;
  /** The tenant that owns the team. */
  readonly tenantId: string;
  readonly people: readonly CastMember[];
  /** Keys of those in the channel's roster; everybody when left out. */
  readonly members?: readonly string[] | undefined;
  /** Says whether a bearer token of the bot is good; without it any bearer token is taken. */
  readonly verifyBotToken?: ((token: string) => Promise<boolean>) | undefined;
  readonly botName?: string | undefined;
  readonly clock?: CompanyClock | undefined;
  /** How long the gateway waits for the bot; Teams gives up after 10 to 15 seconds. */
  readonly gatewayTimeoutMs?: number | undefined;
}

/** `rootId` null in a channel means a new post; in a personal chat it is always null. */
export type Spot =
  | { readonly place: 'channel'; readonly rootId: string | null }
  | { readonly place: 'personal'; readonly chatOf: string };

export type TextFormat = 'plain' | 'markdown' | 'xml';

/** A message as the service keeps it. */
export interface ChatMessage {
  readonly id: string;
  readonly place: 'channel' | 'personal';
  readonly chatOf: string | null;
  /** First message of the thread (its own id for a post); null in a personal chat. */
  readonly rootId: string | null;
  /** Key of a person, or `bot`. */
  readonly author: string;
  readonly text: string;
  readonly format: TextFormat;
  readonly mentions: readonly string[];
  readonly card: Json | null;
  readonly sentAt: string;
  readonly editedAt: string | null;
  readonly deleted: boolean;
  /** Counts the updates made by the bot; a new version drops every personal view. */
  readonly version: number;
  /** Key of the only person who sees it. */
  readonly onlyFor: string | null;
  readonly views: ReadonlyMap<string, Json>;
  readonly notices: ReadonlyMap<string, string>;
}

/** The same message as one person sees it. */
export interface ViewedMessage {
  readonly id: string;
  readonly place: 'channel' | 'personal';
  readonly rootId: string | null;
  readonly author: string;
  readonly text: string;
  readonly format: TextFormat;
  readonly mentions: readonly string[];
  readonly card: Json | null;
  readonly sentAt: string;
  readonly editedAt: string | null;
  readonly deleted: boolean;
  readonly version: number;
  readonly onlyYou: boolean;
  /** A failure bar under the message. */
  readonly notice: string | null;
  readonly refresh: 'automatic' | 'manual' | null;
}

export type RoomEvent =
  | { readonly kind: 'message'; readonly message: ChatMessage }
  | { readonly kind: 'typing'; readonly spot: Spot };

/** One HTTP request made to the bot. `status` is null when the bot could not be reached in time. */
export interface Delivery {
  readonly activity: Activity;
  readonly status: number | null;
  readonly body: unknown;
}

export type PressOutcome =
  | { readonly shows: 'card' }
  | { readonly shows: 'message'; readonly text: string }
  | { readonly shows: 'failure'; readonly text: string }
  | { readonly shows: 'nothing' };

/** What the team's owner has set up for the channel. */
export interface ChannelSetting {
  /** Keys of those in the roster; anybody else may still write, as with a stolen session. */
  members: readonly string[];
  type: 'standard' | 'shared';
}

export interface ConnectorFaults {
  /** Answers every write with 403 MessageWritesBlocked, as for a blocked or removed bot. */
  writesBlocked: boolean;
  /** So many of the next writes get this status instead of being done. */
  failNext: { status: number; count: number; retryAfter?: number | undefined } | null;
  /** Does the write and keeps the id to itself. */
  withholdIds: boolean;
  /** Answers every roster call with 403. */
  membersHidden: boolean;
}

export interface BotConnector {
  readonly serviceUrl: string;
  readonly url: string;
  readonly people: readonly CastMember[];
  readonly bot: { readonly id: string; readonly name: string };
  readonly channel: { readonly id: string; readonly name: string; readonly team: string; readonly teamId: string };
  readonly faults: ConnectorFaults;
  readonly setting: ChannelSetting;
  /** Everything sent to the bot so far, oldest first. */
  readonly deliveries: readonly Delivery[];
  pointAt(botEndpoint: string): void;
  /** Adds the bot to the team; done by itself before the first message. */
  install(): Promise<void>;
  /** Sets who is in the roster of the channel and tells the bot, as Teams does. */
  changeMembers(keys: readonly string[]): Promise<void>;
  /** Opens a personal chat, which installs the bot there the first time. */
  openChat(who: string): Promise<void>;
  /** Writes as a person. The message is in the room at once; the promise settles when the bot's endpoint has answered. */
  say(line: { readonly who: string; readonly spot: Spot; readonly text: string }): Promise<{ readonly messageId: string; readonly delivery: Delivery | null }>;
  press(press: { readonly who: string; readonly messageId: string; readonly action: Json }): Promise<PressOutcome>;
  submit(press: { readonly who: string; readonly messageId: string; readonly data: unknown }): Promise<Delivery>;
  refresh(who: string, messageId: string): Promise<PressOutcome>;
  /** Sends an activity once more, byte for byte, as Teams does when a bot was slow. */
  redeliver(activityId: string): Promise<Delivery>;
  /** Sends any activity, signed like all others. */
  deliver(activity: Activity): Promise<Delivery>;
  conversationId(spot: Spot): string;
  memberId(who: string): string;
  seenBy(who: string): readonly ViewedMessage[];
  viewOf(message: ChatMessage, who: string): ViewedMessage | null;
  watch(listener: (event: RoomEvent) => void): () => void;
  close(): Promise<void>;
}
