import { incidentReply, objectName } from '../cards/incident.ts';
import { countWords, durationWords } from '../cards/incident-words.ts';
import { noticeReply } from '../cards/notice.ts';
import { stormReply } from '../cards/storm.ts';
import type { ChannelNotice, NoticeTopic } from '../model/channel-notice.ts';
import { begunAt, type Incident } from '../model/incident.ts';
import type { Place } from '../model/place.ts';
import type { Mentioned, Reply } from '../model/reply.ts';
import type { Subscription } from '../model/subscription.ts';
import { hasHigh, isUnposted } from './conversation.ts';
import { digestDraft } from './digest-draft.ts';
import { incidentRefs } from './incident-refs.ts';
import { mayName, objectsOf, type OutboxWorld } from './outbox-world.ts';
import { carrierOf } from './turn-of.ts';
import { muteOf } from './who-is-told.ts';

/** A message as it has to look now. `shows` is the version that it shows; `place` may be a thread. */
export interface Draft {
  readonly reply: Reply;
  readonly place: Place;
  readonly shows: number;
}

/** Null when nothing of it is to be said any more. */
export async function draftOf(world: OutboxWorld, notice: ChannelNotice, subscription: Subscription): Promise<Draft | null> {
  const { topic } = notice;
  switch (topic.is) {
    case 'incident':
      return incidentDraft(world, { notice, subscription, incidentId: topic.incidentId });
    case 'turn':
      return turnDraft(world, { notice, topic });
    case 'storm':
      return stormDraft(world, { notice, subscription, topic });
    case 'digest': {
      const reply = await digestDraft(world, { subscription, topic, isNamed: await mayName(world, notice.place) });
      return reply === null ? null : { reply, place: notice.place, shows: notice.wanted };
    }
  }
}

type Topic<Is extends NoticeTopic['is']> = Extract<NoticeTopic, { readonly is: Is }>;

async function incidentDraft(world: OutboxWorld, { notice, subscription, incidentId }: { readonly notice: ChannelNotice; readonly subscription: Subscription; readonly incidentId: string }): Promise<Draft | null> {
  const incident = await world.store.incident(incidentId);
  if (incident === null) return null;
  const at = world.clock.now().toISOString();
  // Muted before it was posted: it is told when that ends, if it is still so then.
  if (isUnposted(notice) && subscription.mutes.length > 0 && muteOf(subscription, { incident, objects: await objectsOf(world, incidentId) }, at) !== null) return null;
  const [isNamed, refs] = await Promise.all([mayName(world, notice.place), incidentRefs(world, notice, incident)]);
  const [first] = incident.sample;
  const fixAbout = incident.count === 1 && isNamed && first !== undefined ? objectName(first) : `${incident.title} (${countWords(incident)})`;
  const reply = incidentReply({ incident, isNamed, refs, fixAbout });
  return { reply: { ...reply, mentions: calls(notice, subscription, [incident]) }, place: notice.place, shows: Math.max(notice.wanted, incident.version) };
}

/** Once, when something high opens: a change of the message calls nobody again. */
function calls(notice: ChannelNotice, { onCall, place }: Subscription, incidents: readonly Incident[]): readonly Mentioned[] | undefined {
  if (onCall === null || place.kind === 'personal' || !isUnposted(notice)) return undefined;
  return hasHigh(incidents.filter(({ state }) => state === 'open')) ? [onCall] : undefined;
}

async function stormDraft(world: OutboxWorld, { notice, subscription, topic }: { readonly notice: ChannelNotice; readonly subscription: Subscription; readonly topic: Topic<'storm'> }): Promise<Draft | null> {
  const all = new Map((await world.store.incidents()).map((each) => [each.incidentId, each]));
  const incidents = topic.incidentIds.flatMap((id) => all.get(id) ?? []);
  if (incidents.length === 0) return null;
  const reply = stormReply({ incidents, isNamed: await mayName(world, notice.place) });
  return { reply: { ...reply, mentions: calls(notice, subscription, incidents) }, place: notice.place, shows: notice.wanted };
}

async function turnDraft(world: OutboxWorld, { notice, topic }: { readonly notice: ChannelNotice; readonly topic: Topic<'turn'> }): Promise<Draft | null> {
  const [incident, siblings] = await Promise.all([world.store.incident(topic.incidentId), world.store.notices({ subscriptionId: notice.subscriptionId })]);
  const carrier = carrierOf(siblings, topic.incidentId);
  // It turned again before this could be said, or the message itself is still to come and tells it.
  if (incident === null || carrier === null || isUnposted(carrier) || (incident.state === 'resolved') !== (topic.turn === 'resolved')) return null;
  const { place } = notice;
  const threadId = place.kind === 'channel' && carrier.state !== 'refused' ? (carrier.activityId ?? '') : '';
  const many = carrier.topic.is === 'storm' ? carrier.topic.incidentIds.length : 1;
  return { reply: turnReply(incident, { turn: topic.turn, many }), place: { ...place, threadId }, shows: notice.wanted };
}

/** It may stand outside the thread of its card, where Teams never said whether that was posted: so it says what it is about. */
function turnReply(incident: Incident, { turn, many }: { readonly turn: 'resolved' | 'reopened'; readonly many: number }): Reply {
  const { code, title, resolvedAt } = incident;
  const since = begunAt(incident);
  const what = `${title}${countWords(incident) === '' ? '' : ` (${countWords(incident)})`}`;
  if (turn === 'reopened') return noticeReply({ tone: 'warning', headline: `⚠ Back again: ${what}`, happened: many > 1 ? 'One of the errors that came at once was resolved and is back.' : 'It was resolved and is back.', advice: `To see it: incidents ${code}`, reference: code });
  const took = since === null || resolvedAt === null ? '' : ` after ${durationWords(since, resolvedAt)}`;
  if (many > 1) return noticeReply({ tone: 'good', headline: `✓ All ${many} are resolved`, happened: `The last of them${took}: ${what}.`, reference: code });
  return noticeReply({ tone: 'good', headline: `✓ Resolved: ${what}`, happened: `Resolved${took}. Every source that told of it was read again without it.`, reference: code });
}
