import type { Subscription } from '../model/subscription.ts';
import type { OutboxWorld } from './outbox-world.ts';
import { isUnposted } from './conversation.ts';

/** Teams lets the bot write no more to this conversation: it is left alone until somebody speaks to the bot there, or adds it again. */
export async function block({ store, clock, log }: Pick<OutboxWorld, 'store' | 'clock' | 'log'>, subscription: Subscription): Promise<void> {
  const at = clock.now().toISOString();
  log.warn('outbox.blocked', { conversationId: subscription.place.conversationId });
  await untilMoved(store, subscription, (present) => (present.blockedSince === null ? { blockedSince: at } : null), (present) => ({ event: 'subscription.blocked', at, actor: null, planId: null, rule: null, facts: { conversationId: present.place.conversationId } }));
}

/**
 * The bot was added again, or spoken to: it may write here. What was wanted meanwhile and never begun goes; the next look tells what is still open, all in one
 * message where it is much. To be called for every conversation that is heard from; it costs one reading.
 */
export async function takeUpAgain({ store, clock }: TakingUp, conversationId: string): Promise<void> {
  const subscription = await store.subscriptionIn(conversationId);
  if (subscription === null || subscription.blockedSince === null) return;
  const notices = await store.notices({ subscriptionId: subscription.subscriptionId });
  await store.dropNotices(notices.filter(isUnposted).map(({ noticeId }) => noticeId));
  const at = clock.now().toISOString();
  // A card of one incident is known by its version to be old; one of many is not.
  for (const notice of notices) if (notice.topic.is === 'storm' && notice.state === 'shown' && notice.activityId !== null) await store.moveNotice(notice, { state: 'waiting', wanted: notice.wanted + 1, notBefore: at, attempts: 0 });
  await untilMoved(store, subscription, ({ blockedSince }) => (blockedSince === null ? null : { blockedSince: null }), (present) => ({ event: 'subscription.taken-up', at, actor: null, planId: null, rule: null, facts: { conversationId: present.place.conversationId } }));
}

interface TakingUp {
  readonly store: Pick<OutboxWorld['store'], 'subscriptions' | 'subscriptionIn' | 'moveSubscription' | 'notices' | 'dropNotices' | 'moveNotice'>;
  readonly clock: Pick<OutboxWorld['clock'], 'now'>;
}

/** The bot was added somewhere: Teams names one conversation of a team only, so each that was closed is tried again. */
export async function takeUpAll(world: TakingUp): Promise<void> {
  for (const { blockedSince, place } of await world.store.subscriptions()) if (blockedSince !== null) await takeUpAgain(world, place.conversationId);
}

type Store = Pick<OutboxWorld['store'], 'subscriptionIn' | 'moveSubscription'>;
type Moved = Parameters<OutboxWorld['store']['moveSubscription']>;

/** Others change subscriptions too; a mute must not keep it from being known that nobody can be told. */
async function untilMoved(store: Store, subscription: Subscription, change: (present: Subscription) => Moved[1] | null, audit: (present: Subscription) => Moved[2]): Promise<void> {
  let present: Subscription | null = subscription;
  for (let tries = 0; present !== null && tries < 5; tries += 1) {
    const wanted = change(present);
    if (wanted === null || (await store.moveSubscription(present, wanted, audit(present))) !== null) return;
    present = await store.subscriptionIn(subscription.place.conversationId);
  }
}
