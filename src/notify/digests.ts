import type { ChannelNotice } from '../model/channel-notice.ts';
import type { Subscription } from '../model/subscription.ts';
import type { Random } from '../ports/random.ts';
import { digestDue } from './digest-due.ts';
import type { OutboxWorld } from './outbox-world.ts';

interface DigestsWorld extends Pick<OutboxWorld, 'clock' | 'log'> {
  readonly store: Pick<OutboxWorld['store'], 'subscriptions' | 'notices' | 'incidents' | 'addNotices' | 'dropNotices'>;
  readonly random: Random;
}

export interface Digests {
  /** Wants the digests that are due, each once whoever of the bots is first, and drops messages that nobody will change any more. Resolves with how many are wanted. */
  pass(): Promise<number>;
}

const KEEP_DIGESTS_MS = 7 * 24 * 3_600_000;

export function createDigests(world: DigestsWorld): Digests {
  const { store, clock, random } = world;
  return {
    async pass() {
      const now = clock.now();
      let wanted = 0;
      for (const subscription of await store.subscriptions()) {
        const due = subscription.blockedSince === null ? digestDue(subscription, now) : null;
        if (due === null) continue;
        const standing = await store.notices({ subscriptionId: subscription.subscriptionId });
        const order = 1 + standing.reduce((highest, each) => Math.max(highest, each.order), 0);
        const moved = await store.addNotices(subscription, { lastDigest: due.to }, [digestNotice(subscription, { ...due, order, noticeId: random.uuid() })]);
        if (moved !== null) wanted += 1;
      }
      await dropOutlived(world, now);
      return wanted;
    },
  };
}

function digestNotice({ subscriptionId, place }: Subscription, { noticeId, order, from, to }: { readonly noticeId: string; readonly order: number; readonly from: string; readonly to: string }): ChannelNotice {
  return { noticeId, subscriptionId, place, topic: { is: 'digest', from, to }, order, wanted: 1, shown: 0, activityId: null, state: 'waiting', attempts: 0, notBefore: to, version: 1 };
}

/** Old digests, and storms of which every incident is forgotten. What waits or is on its way stays. */
async function dropOutlived({ store }: Pick<DigestsWorld, 'store'>, now: Date): Promise<void> {
  const old = new Date(now.getTime() - KEEP_DIGESTS_MS).toISOString();
  const settled = (await store.notices({})).filter(({ state, topic }) => state !== 'waiting' && state !== 'sending' && (topic.is === 'digest' || topic.is === 'storm'));
  if (settled.length === 0) return;
  const known = new Set((await store.incidents()).map(({ incidentId }) => incidentId));
  const outlived = settled.filter(({ topic }) => (topic.is === 'digest' && topic.to < old) || (topic.is === 'storm' && !topic.incidentIds.some((id) => known.has(id))));
  if (outlived.length > 0) await store.dropNotices(outlived.map(({ noticeId }) => noticeId));
}
