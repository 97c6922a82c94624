import type { ChannelNotice } from '../model/channel-notice.ts';
import type { Incident } from '../model/incident.ts';
import { isUnposted, type Conversation } from './conversation.ts';
import { muteOf } from './who-is-told.ts';

type Turn = 'resolved' | 'reopened';

/** The turn that is said in the thread of an incident's message now; null where there is nothing to say, or its card says it. */
export function turnOf(conversation: Conversation, incident: Incident): Turn | null {
  const { before, notices, telling, subscription } = conversation;
  const { incidentId, state, flapping } = incident;
  const was = before.get(incidentId);
  if (was === undefined || flapping || state === 'suspected' || (was.state === state && !was.flapping)) return null;
  const carrier = carrierOf(notices, incidentId);
  // A message that is not posted yet will show how it stands then.
  if (carrier === null || isUnposted(carrier)) return null;
  const turn = state === 'resolved' ? 'resolved' : 'reopened';
  const lastNotice = lastTurn(notices, incidentId);
  const last = lastNotice?.topic.is === 'turn' ? lastNotice.topic.turn : null;
  // Not said yet, e.g. because of quiet hours: the two turns are none.
  if (lastNotice !== null && last !== turn && isUnposted(lastNotice)) return null;
  // While it flapped nobody was told; it is news only if it ended otherwise than was told last.
  if (last === turn || (turn === 'reopened' && was.state === 'open' && last === null)) return null;
  if (carrier.topic.is === 'storm' && !speaksForAll(conversation, carrier.topic.incidentIds, { incidentId, turn })) return null;
  return muteOf(subscription, { incident, objects: telling.objectsOf(incidentId) }, telling.at) === null ? turn : null;
}

/** The message that tells of an incident in this conversation: its own, or that of a storm. */
export function carrierOf(notices: readonly ChannelNotice[], incidentId: string): ChannelNotice | null {
  const own = notices.find(({ topic }) => topic.is === 'incident' && topic.incidentId === incidentId);
  return own ?? notices.find(({ topic }) => topic.is === 'storm' && topic.incidentIds.includes(incidentId)) ?? null;
}

function lastTurn(notices: readonly ChannelNotice[], incidentId: string): ChannelNotice | null {
  const turns = notices.filter(({ topic }) => topic.is === 'turn' && topic.incidentId === incidentId);
  return turns.toSorted((one, other) => one.order - other.order).at(-1) ?? null;
}

/** Of many in one message it is said once that none is open any more, and once that the first is back; of several in the same look the first one says it. */
function speaksForAll({ incidents, before }: Conversation, incidentIds: readonly string[], { incidentId, turn }: { readonly incidentId: string; readonly turn: Turn }): boolean {
  const [all, others] = turn === 'resolved' ? [incidents, before] : [before, incidents];
  if (incidentIds.some((id) => all.get(id)?.state === 'open')) return false;
  return incidentIds.find((id) => others.get(id)?.state === 'open') === incidentId;
}
