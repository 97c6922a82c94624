import type { ChannelNotice } from '../model/channel-notice.ts';
import type { Subscription } from '../model/subscription.ts';
import type { AuditEvent } from './audit-event.ts';

export type NoticeChange = Partial<Pick<ChannelNotice, 'state' | 'shown' | 'activityId' | 'attempts' | 'notBefore' | 'wanted'>>;

/** Who is told of errors, and the messages that they shall see. Every change is one transaction, durable before it resolves. */
export interface NoticeStore {
  /** `Conflict` when the conversation has a subscription. */
  addSubscription(subscription: Subscription, audit: AuditEvent): Promise<void>;
  subscriptions(): Promise<readonly Subscription[]>;
  subscriptionIn(conversationId: string): Promise<Subscription | null>;
  /** Compare-and-set on the version; null when somebody else was faster. */
  moveSubscription(subscription: Subscription, change: Partial<Omit<Subscription, 'subscriptionId' | 'version'>>, audit: AuditEvent | null): Promise<Subscription | null>;
  /** With all its notices. False when there is none, or it has moved on. */
  dropSubscription(subscription: Subscription, audit: AuditEvent): Promise<boolean>;

  /** Adds messages that follow from no poll, e.g. a digest; in the same transaction the subscription is moved. Null, and nothing is kept, when it has moved on. */
  addNotices(subscription: Subscription, change: Partial<Omit<Subscription, 'subscriptionId' | 'version'>>, notices: readonly ChannelNotice[]): Promise<Subscription | null>;
  /** Those that wait and are due, and those that are being sent; in the order of their conversation. */
  dueNotices(now: string): Promise<readonly ChannelNotice[]>;
  /** Of one incident (storms that name it too) or subscription, or all. */
  notices(of: { readonly incidentId?: string | undefined; readonly subscriptionId?: string | undefined }): Promise<readonly ChannelNotice[]>;
  /**
   * Compare-and-set on the version; null when somebody else was faster. What is sent is sent by whoever gets it back.
   * The change is laid over what is kept: `wanted` may have risen since and never falls, and what shall be `shown` but shows less than is wanted comes back as `waiting`.
   */
  moveNotice(notice: ChannelNotice, change: NoticeChange): Promise<ChannelNotice | null>;
  /** Those of forgotten incidents and old digests. */
  dropNotices(noticeIds: readonly string[]): Promise<void>;
  /** When messages were created in a conversation since then, so that limits hold across restarts and several bots, of the last day; the earliest first, ISO 8601 UTC. */
  sentSince(conversationId: string, since: string): Promise<readonly string[]>;
  noteSent(conversationId: string, at: string): Promise<void>;
}
