import { createHash } from 'node:crypto';
import type { IncidentRefs } from '../cards/incident.ts';
import type { ChannelNotice } from '../model/channel-notice.ts';
import type { Incident } from '../model/incident.ts';
import type { StoredRef } from '../ports/store.ts';
import type { OutboxWorld } from './outbox-world.ts';

const HOUR = 60;

/**
 * The references behind the buttons of one card; each is kept before anybody can press it. They are made of the id of the notice, which nobody ever sees, so that
 * a card which is changed a hundred times keeps the same ones.
 */
export async function incidentRefs(world: Pick<OutboxWorld, 'store' | 'clock'>, notice: ChannelNotice, incident: Incident): Promise<IncidentRefs> {
  const keep = (kind: StoredRef['kind'], minutes?: number): Promise<string> => keepRef(world, { notice, kind, minutes, incidentId: incident.incidentId });
  const isAskable = incident.sample.length > 0;
  const [diagnose, fix, hour, day, week, assign] = await Promise.all([
    isAskable ? keep('diagnose') : '', isAskable && incident.cause !== null ? keep('propose') : '', keep('mute', HOUR), keep('mute', 24 * HOUR), keep('mute', 7 * 24 * HOUR), keep('assign'),
  ]);
  return { diagnose, fix, hour, day, week, assign };
}

interface Kept extends Pick<StoredRef, 'kind' | 'minutes' | 'incidentId'> {
  readonly notice: ChannelNotice;
}

async function keepRef({ store, clock }: Pick<OutboxWorld, 'store' | 'clock'>, { notice, kind, minutes, incidentId }: Kept): Promise<string> {
  const ref = createHash('sha256').update(`${notice.noticeId} ${kind} ${minutes ?? ''}`).digest('base64url');
  if ((await store.ref(ref)) !== null) return ref;
  await store.putRef(ref, { kind, about: '', cause: null, remedy: null, incidentId, ...(minutes === undefined ? {} : { minutes }), conversationId: notice.place.conversationId, createdAt: clock.now().toISOString() });
  return ref;
}
