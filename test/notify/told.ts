import type { ChannelNotice } from '../../src/model/channel-notice.ts';
import type { Incident } from '../../src/model/incident.ts';
import type { Subscription } from '../../src/model/subscription.ts';
import type { Telling } from '../../src/notify/conversation.ts';
import { tellSubscribers } from '../../src/notify/tell-subscribers.ts';
import { sampleIncident, sampleSubscription } from '../contracts/sample-incident.ts';

/** Noon on a Sunday, UTC. */
export const NOON = '2026-11-22T12:00:00.000Z';

export const plainSubscription = (change: Partial<Subscription> = {}, n = 1): Subscription =>
  sampleSubscription(n, { filter: { causes: [], areas: [], below: [], least: 'low' }, quiet: null, digest: null, onCall: null, mutes: [], ...change });

export const openIncident = (n: number, change: Partial<Incident> = {}): Incident => sampleIncident(n, { openedAt: NOON, firstSeen: NOON, lastSeen: NOON, ...change });

let ids = 0;

export const tell = (change: Partial<Telling>): readonly ChannelNotice[] =>
  tellSubscribers({ at: NOON, before: [], now: [], objectsOf: () => [], subscriptions: [plainSubscription()], notices: [], newId: () => `new-${(ids += 1)}`, ...change });

/** What is wanted, in a few words. */
export const inWords = (notices: readonly ChannelNotice[]): readonly string[] =>
  notices.map(({ topic, wanted }) => {
    if (topic.is === 'incident') return `card ${topic.incidentId} v${wanted}`;
    if (topic.is === 'turn') return `${topic.turn} ${topic.incidentId}`;
    return topic.is === 'storm' ? `storm of ${topic.incidentIds.length}` : 'digest';
  });
