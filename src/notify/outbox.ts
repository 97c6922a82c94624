import type { ChannelNotice } from '../model/channel-notice.ts';
import { bringAbout, type Outcome } from './bring-about.ts';
import { isUnposted } from './conversation.ts';
import type { OutboxWorld } from './outbox-world.ts';
import { settleStale } from './settle.ts';
import { createSteady } from './steady.ts';

/** Brings about what is wanted in the subscribed conversations. Several bots may do so over one store. */
export interface Outbox {
  /** One round over all that is due. Rejects only where the store cannot be reached. */
  pass(): Promise<void>;
  /** Round after round, until the signal aborts. */
  until(signal: AbortSignal): Promise<void>;
  /** There may be something new: the next round begins at once. */
  wake(): void;
}

const BETWEEN_ROUNDS_MS = 5_000;
/** In one round and conversation: a round shall be over soon, for new messages go before changes of old ones. */
const MOST_CREATED = 5;
const MOST_CHANGED = 10;

export function createOutbox(world: OutboxWorld): Outbox {
  const { clock, log, store } = world;
  const steady = createSteady(clock);
  const pausedUntil = new Map<string, number>();
  let waking = new AbortController();

  async function pass(): Promise<void> {
    const due = await store.dueNotices(clock.now().toISOString());
    if (due.length === 0) return;
    const subscriptions = new Map((await store.subscriptions()).map((each) => [each.subscriptionId, each]));
    const byConversation = [...Map.groupBy(due, ({ place }) => place.conversationId)];
    const rounds = await Promise.allSettled(byConversation.map(async ([conversationId, notices]) => {
      const subscription = subscriptions.get(notices[0]?.subscriptionId ?? '');
      if (subscription === undefined || subscription.blockedSince !== null || (pausedUntil.get(conversationId) ?? 0) > clock.now().getTime()) return;
      const bring = (notice: ChannelNotice): Promise<Outcome> => bringAbout({ ...world, steady }, notice, subscription);
      const pauseMs = await round(world, notices, bring);
      if (pauseMs > 0) pausedUntil.set(conversationId, clock.now().getTime() + pauseMs);
    }));
    for (const each of rounds) if (each.status === 'rejected') log.warn('outbox.round-failed', { error: each.reason instanceof Error ? each.reason.message : 'unknown' });
  }

  return {
    pass,
    wake: () => waking.abort(),
    async until(signal) {
      while (!signal.aborted) {
        waking = new AbortController();
        await pass().catch((error: unknown) => log.error('outbox.failed', { error: error instanceof Error ? error.message : 'unknown' }));
        await clock.sleep(BETWEEN_ROUNDS_MS, AbortSignal.any([signal, waking.signal]));
      }
    },
  };
}

/** One conversation: new messages in their order, one after the other, then changes. Resolves with how long to leave it alone, in ms. */
async function round(world: OutboxWorld, notices: readonly ChannelNotice[], bring: (notice: ChannelNotice) => Promise<Outcome>): Promise<number> {
  const { sending = [], waiting = [] } = Object.groupBy(notices, ({ state }) => (state === 'sending' ? 'sending' : 'waiting'));
  let isHeld = false;
  for (const notice of sending) isHeld = !(await settleStale(world, notice)) && notice.shown === 0 ? true : isHeld;
  const fresh = waiting.filter(isUnposted);
  const changes = waiting.filter((notice) => !isUnposted(notice));
  if (!isHeld && fresh[0] !== undefined) isHeld = await waitsBehind(world, fresh[0]);
  for (const notice of isHeld ? [] : fresh.slice(0, MOST_CREATED)) {
    const outcome = await bring(notice);
    if (outcome.is === 'pause') return outcome.milliseconds;
    if (outcome.is === 'held') break;
  }
  for (const notice of changes.slice(0, MOST_CHANGED)) {
    const outcome = await bring(notice);
    if (outcome.is === 'pause') return outcome.milliseconds;
  }
  return 0;
}

/** Whether an earlier message was begun in vain and waits for its next try: what comes after it must not stand before it. */
async function waitsBehind({ store, clock }: OutboxWorld, notice: ChannelNotice): Promise<boolean> {
  const now = clock.now().toISOString();
  const others = await store.notices({ subscriptionId: notice.subscriptionId });
  return others.some((other) => isUnposted(other) && other.attempts > 0 && other.order < notice.order && other.notBefore > now);
}
