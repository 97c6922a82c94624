import type { ApprovalPolicy } from '../model/approval.ts';
import type { ErrorObject } from '../model/error-list.ts';
import type { Place } from '../model/place.ts';
import type { Channel } from '../ports/channel.ts';
import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import type { Store } from '../ports/store.ts';

/** What the messages to subscribed conversations are made with. */
export interface OutboxWorld {
  readonly store: Pick<
    Store,
    | 'putRef' | 'ref' | 'incident' | 'incidents' | 'incidentMembers' | 'lastPoll'
    | 'subscriptions' | 'subscriptionIn' | 'moveSubscription' | 'dueNotices' | 'notices' | 'moveNotice' | 'dropNotices' | 'sentSince' | 'noteSent' | 'addNotices'
  >;
  readonly channel: Channel;
  policy(): Pick<ApprovalPolicy, 'conversations'>;
  readonly clock: Clock;
  readonly log: Log;
}

/** Names stand only where everybody may read them: where nobody of outside reads along, and the policy says nothing else. */
export async function mayName({ channel, policy }: Pick<OutboxWorld, 'channel' | 'policy'>, place: Place): Promise<boolean> {
  if (place.kind === 'personal' || place.kind === 'terminal') return true;
  const audience = await channel.audienceOf(place);
  if (audience.is === 'unknown' || audience.guests || audience.foreign) return false;
  return (policy().conversations.find(({ id }) => id === place.conversationId)?.answers ?? 'in-full') === 'in-full';
}

export const objectsOf = async ({ store }: { readonly store: Pick<Store, 'incidentMembers'> }, incidentId: string): Promise<readonly ErrorObject[]> =>
  (await store.incidentMembers(incidentId)).flatMap(({ object }) => (object === null ? [] : [object]));
