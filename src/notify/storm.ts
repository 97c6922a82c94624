import type { ChannelNotice } from '../model/channel-notice.ts';
import type { Incident } from '../model/incident.ts';
import { hasHigh, isUnposted, posting, type Conversation } from './conversation.ts';

/** More new incidents than this in a short while are one message. */
const MOST_ALONE = 5;
const SHORT_WHILE_MS = 10 * 60_000;
/** For so long, what comes after belongs to the same message. */
const STORM_LASTS_MS = 60 * 60_000;
/** As many as one message keeps; beyond that a second one begins. */
const MOST_IN_ONE = 2_000;

interface Posted {
  /** The message of a storm that stands there, with more in it. */
  readonly grown: ChannelNotice | null;
  readonly added: readonly ChannelNotice[];
}

/** New incidents each in a message of its own, or, where that would be too much, all in one. */
export function oneByOneOrStorm(conversation: Conversation, fresh: readonly Incident[]): Posted {
  if (fresh.length === 0) return { grown: null, added: [] };
  const lasting = lastingStorm(conversation);
  // Nobody knows yet whether it stands there; with the next look they do.
  if (lasting?.state === 'sending') return { grown: null, added: [] };
  if (lasting !== null) return { grown: grownBy(conversation, lasting, fresh), added: [] };
  if (recent(conversation) + fresh.length <= MOST_ALONE) return { grown: null, added: fresh.map((incident) => posting(conversation, { is: 'incident', incidentId: incident.incidentId }, [incident])) };
  const first = fresh.slice(0, MOST_IN_ONE);
  return { grown: null, added: [posting(conversation, { is: 'storm', incidentIds: first.map(({ incidentId }) => incidentId), at: conversation.telling.at }, first)] };
}

function lastingStorm({ telling, notices }: Conversation): ChannelNotice | null {
  const since = ago(telling.at, STORM_LASTS_MS);
  return notices.find(({ topic, state, activityId, shown }) => topic.is === 'storm' && topic.at > since && topic.incidentIds.length < MOST_IN_ONE && ['waiting', 'sending', 'shown'].includes(state) && (activityId !== null || shown === 0)) ?? null;
}

/** Posted a short while ago, or still to be posted, e.g. after the quiet hours. */
function recent({ telling, incidents, notices }: Conversation): number {
  const since = ago(telling.at, SHORT_WHILE_MS);
  return notices.filter((notice) => notice.topic.is === 'incident' && (isUnposted(notice) || (incidents.get(notice.topic.incidentId)?.openedAt ?? '') > since)).length;
}

function grownBy({ telling }: Conversation, storm: ChannelNotice, fresh: readonly Incident[]): ChannelNotice {
  if (storm.topic.is !== 'storm') return storm;
  const incidentIds = [...storm.topic.incidentIds, ...fresh.map(({ incidentId }) => incidentId)].slice(0, MOST_IN_ONE);
  const grown = { ...storm, topic: { ...storm.topic, incidentIds }, wanted: storm.wanted + 1 };
  if (storm.state === 'shown') return { ...grown, state: 'waiting', attempts: 0, notBefore: telling.at };
  return hasHigh(fresh) && storm.attempts === 0 ? { ...grown, notBefore: telling.at } : grown;
}

const ago = (at: string, milliseconds: number): string => new Date(Date.parse(at) - milliseconds).toISOString();
