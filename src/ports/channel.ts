import type { Place } from '../model/place.ts';
import type { Reply } from '../model/reply.ts';

export type { Place } from '../model/place.ts';

/** A message we sent; `activityId` is null when Teams gave none, and then it cannot be changed. */
export interface MessageRef {
  readonly conversationId: string;
  readonly activityId: string | null;
}

/** Who reads along in a conversation; `foreign` = people of other tenants. */
export type Audience = { readonly is: 'known'; readonly guests: boolean; readonly foreign: boolean } | { readonly is: 'unknown' };

/**
 * Why nothing could be sent. `throttled`: too much at once; `unreachable`: nothing was sent; `refused` and `too-large`: this message is not taken; `gone`: the bot is not in
 * the conversation, was blocked, or the conversation is no more; `missing`: the message to change, or the thread, is not there. After any of these nothing was
 * done. Only after `no-answer` that is open: the request was sent, and whether it took effect nobody said.
 */
export type ChannelFaultKind =
  | { readonly is: 'throttled'; /** Null where Teams does not say how long. */ readonly retryAfterMs: number | null }
  | { readonly is: 'unreachable' | 'refused' | 'too-large' | 'gone' | 'missing' | 'no-answer' };

/** What a channel rejects with. The message names no person and no token. */
export class ChannelFault extends Error {
  readonly fault: ChannelFaultKind;

  constructor(fault: ChannelFaultKind, says: string) {
    super(says);
    this.name = 'ChannelFault';
    this.fault = fault;
  }
}

/** `once`: nothing is repeated, because who sends decides on that; else what may be repeated is, for about a minute. */
export type Insistence = 'patient' | 'once';

/** Sending outside a turn. Rejects with `ChannelFault` when the message could not be sent. */
export interface Channel {
  post(place: Place, reply: Reply, insistence?: Insistence): Promise<MessageRef>;
  amend(message: MessageRef, reply: Reply, insistence?: Insistence): Promise<void>;
  /** Never rejects; remembered for some minutes, until Teams tells of a change. */
  audienceOf(place: Place): Promise<Audience>;
}
