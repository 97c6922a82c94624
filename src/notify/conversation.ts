import type { ChannelNotice } from '../model/channel-notice.ts';
import type { Incident } from '../model/incident.ts';
import type { Subscription } from '../model/subscription.ts';
import { quietUntil } from './quiet-until.ts';
import type { ToldOf } from './who-is-told.ts';

/** What is known when a look is over. */
export interface Telling {
  /** ISO 8601 UTC. */
  readonly at: string;
  /** All incidents that are not forgotten, as they were before the look, and as they are now. */
  readonly before: readonly Incident[];
  readonly now: readonly Incident[];
  /** The objects that an incident has now, for filters and mutes. */
  objectsOf(incidentId: string): ToldOf['objects'];
  readonly subscriptions: readonly Subscription[];
  /** All that the store has. */
  readonly notices: readonly ChannelNotice[];
  /** A new id, each time. */
  newId(): string;
}

/** One conversation with what stands in it. */
export interface Conversation {
  readonly telling: Pick<Telling, 'at' | 'objectsOf' | 'newId'>;
  readonly subscription: Subscription;
  readonly incidents: ReadonlyMap<string, Incident>;
  readonly before: ReadonlyMap<string, Incident>;
  readonly notices: readonly ChannelNotice[];
}

/** A message of this conversation that was not there before; its order is given later. In quiet hours only what is high is posted. */
export function posting({ telling, subscription }: Pick<Conversation, 'telling' | 'subscription'>, topic: ChannelNotice['topic'], about: readonly Incident[]): ChannelNotice {
  const quiet = hasHigh(about) ? null : quietUntil(subscription.quiet, new Date(telling.at));
  const wanted = Math.max(1, ...about.map(({ version }) => version));
  return {
    noticeId: telling.newId(), subscriptionId: subscription.subscriptionId, place: subscription.place, topic, order: 0, wanted, shown: 0,
    activityId: null, state: 'waiting', attempts: 0, notBefore: quiet?.toISOString() ?? telling.at, version: 1,
  };
}

export const hasHigh = (incidents: readonly Incident[]): boolean => incidents.some(({ severity }) => severity === 'high');

/** Never begun: nothing of it stands in the conversation. */
export const isUnposted = ({ state, shown }: ChannelNotice): boolean => state === 'waiting' && shown === 0;
