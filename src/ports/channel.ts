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

/** Sending outside a turn. Rejects when the message could not be sent. */
export interface Channel {
  post(place: Place, reply: Reply): Promise<MessageRef>;
  amend(message: MessageRef, reply: Reply): Promise<void>;
  /** Never rejects; remembered for some minutes, until Teams tells of a change. */
  audienceOf(place: Place): Promise<Audience>;
}
