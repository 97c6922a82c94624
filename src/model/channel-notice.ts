import type { Place } from './place.ts';

/** What one message of the bot is about. It is drawn from what is known when it is sent, not from what was known when it was wanted. */
export type NoticeTopic =
  | { readonly is: 'incident'; readonly incidentId: string }
  /** A short word in the thread of the incident's card, which an edit of the card would not bring up: it was resolved, or is back. */
  | { readonly is: 'turn'; readonly incidentId: string; readonly turn: 'resolved' | 'reopened'; readonly at: string }
  /** Too much at once: one message in place of many. */
  | { readonly is: 'storm'; readonly incidentIds: readonly string[]; readonly at: string }
  | { readonly is: 'digest'; readonly from: string; readonly to: string };

/**
 * `waiting`: to be posted, or its message to be changed; `sending`: begun, the answer is not known yet; `shown`: as wanted; `unsure`: begun, and no answer ever came:
 * it may or may not stand in the conversation and is not posted again; `refused`: Teams will not have it.
 */
export type NoticeState = 'waiting' | 'sending' | 'shown' | 'unsure' | 'refused';

/** One message that a subscribed conversation shall show: written down with what it tells of, in one transaction, and brought about afterwards. Times are ISO 8601 UTC. */
export interface ChannelNotice {
  readonly noticeId: string;
  readonly subscriptionId: string;
  readonly place: Place;
  readonly topic: NoticeTopic;
  /** Order within the conversation. */
  readonly order: number;
  /** The version of the incident that shall be shown, and the one that is; 0 where nothing was posted yet. */
  readonly wanted: number;
  readonly shown: number;
  /** Of the posted message; null before, and where Teams gave none. */
  readonly activityId: string | null;
  readonly state: NoticeState;
  readonly attempts: number;
  /** Not before then: quiet hours, a limit of Teams, or a pause after a failure. */
  readonly notBefore: string;
  readonly version: number;
}
