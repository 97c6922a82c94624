import type { ChannelNotice } from '../model/channel-notice.ts';
import type { Incident } from '../model/incident.ts';
import type { Subscription } from '../model/subscription.ts';
import { posting, type Conversation, type Telling } from './conversation.ts';
import { oneByOneOrStorm } from './storm.ts';
import { turnOf } from './turn-of.ts';
import { muteOf, passes } from './who-is-told.ts';

/**
 * The messages that follow: new ones, and known ones whose card has to change. It is worked out from what stands in the conversation and not from what has just
 * happened, so that whatever was held back (by a mute, a filter or a block) is told when that ends and while it is still so, and nothing is told twice.
 */
export function tellSubscribers(telling: Telling): readonly ChannelNotice[] {
  const incidents = new Map(telling.now.map((each) => [each.incidentId, each]));
  const before = new Map(telling.before.map((each) => [each.incidentId, each]));
  const standing = Map.groupBy(telling.notices, ({ subscriptionId }) => subscriptionId);
  return telling.subscriptions
    .filter(({ blockedSince }) => blockedSince === null)
    .flatMap((subscription) => toldTo({ telling, subscription, incidents, before, notices: standing.get(subscription.subscriptionId) ?? [] }));
}

function toldTo(conversation: Conversation): readonly ChannelNotice[] {
  const { notices } = conversation;
  const { grown, added } = oneByOneOrStorm(conversation, untold(conversation));
  const changed = notices.filter(({ noticeId }) => noticeId !== grown?.noticeId).flatMap((notice) => raised(conversation, notice));
  const first = 1 + notices.reduce((highest, { order }) => Math.max(highest, order), 0);
  return [...changed, ...(grown === null ? [] : [grown]), ...[...turnsOf(conversation), ...added].map((each, n) => ({ ...each, order: first + n }))];
}

/** Open, wanted here, held back by no mute, and in no message yet. The gravest first. */
function untold({ telling, subscription, incidents, notices }: Conversation): readonly Incident[] {
  const told = new Set(notices.flatMap(({ topic }) => (topic.is === 'incident' ? [topic.incidentId] : topic.is === 'storm' ? topic.incidentIds : [])));
  return [...incidents.values()]
    .filter((incident) => incident.state === 'open' && !told.has(incident.incidentId) && isPostedAlone(subscription, incident))
    .filter((incident) => {
      const each = { incident, objects: telling.objectsOf(incident.incidentId) };
      return passes(subscription.filter, each) && muteOf(subscription, each, telling.at) === null;
    })
    .toSorted((one, other) => GRAVITY[other.severity] - GRAVITY[one.severity] || (one.openedAt ?? '').localeCompare(other.openedAt ?? '') || one.code.localeCompare(other.code));
}

const GRAVITY = { low: 0, medium: 1, high: 2 } as const;

const isPostedAlone = ({ digest }: Subscription, { severity }: Incident): boolean => digest === null || (!digest.instead && severity === 'high');

/** A card that would show something else by now is wanted anew. A message that cannot be changed stays as it is. */
function raised(conversation: Conversation, notice: ChannelNotice): readonly ChannelNotice[] {
  const { state, activityId, shown } = notice;
  if (state === 'refused' || state === 'unsure' || (activityId === null && shown > 0)) return [];
  const wanted = wantedNow(conversation, notice);
  if (wanted <= notice.wanted) return [];
  // What waits goes on waiting for what it waits for; what stands there can be changed at once, for a change wakes nobody.
  return [state === 'shown' ? { ...notice, wanted, state: 'waiting', attempts: 0, notBefore: conversation.telling.at } : { ...notice, wanted }];
}

function wantedNow({ incidents, before }: Conversation, { topic, wanted }: ChannelNotice): number {
  if (topic.is === 'incident') return incidents.get(topic.incidentId)?.version ?? 0;
  const isChanged = (id: string): boolean => incidents.get(id)?.version !== before.get(id)?.version;
  return topic.is === 'storm' && topic.incidentIds.some(isChanged) ? wanted + 1 : 0;
}

/** More at once would be a storm of its own; the cards tell it as well. */
const MOST_TURNS = 5;

function turnsOf(conversation: Conversation): readonly ChannelNotice[] {
  const turns = [...conversation.incidents.values()].flatMap((incident) => {
    const turn = turnOf(conversation, incident);
    return turn === null ? [] : [posting(conversation, { is: 'turn', incidentId: incident.incidentId, turn, at: conversation.telling.at }, [incident])];
  });
  return turns.length > MOST_TURNS ? [] : turns;
}
