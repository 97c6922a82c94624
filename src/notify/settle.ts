import type { ChannelNotice } from '../model/channel-notice.ts';
import type { NoticeChange } from '../ports/notice-store.ts';
import { StoreUnavailable } from '../ports/store.ts';
import type { OutboxWorld } from './outbox-world.ts';

/** So long a message may be on its way before somebody else takes its sender for dead. A request is given up after 15 s, and one with a call may be sent twice. */
export const LEASE_MS = 90_000;

const TRIES = 6;
const FIRST_WAIT_MS = 250;

/**
 * Writes down what became of a message that was on its way. Who knows it is believed whatever was written meanwhile, e.g. that its sender was taken for dead; a
 * store that is away for a moment is asked again, because the knowledge is lost with this process.
 */
export async function settle({ store, clock, log }: Pick<OutboxWorld, 'store' | 'clock' | 'log'>, sent: ChannelNotice, change: NoticeChange): Promise<void> {
  let notice: ChannelNotice | undefined = sent;
  for (let tries = 0; tries < TRIES && notice !== undefined; tries += 1) {
    try {
      if ((await store.moveNotice(notice, change)) !== null) return;
      notice = (await store.notices({ subscriptionId: sent.subscriptionId })).find(({ noticeId }) => noticeId === sent.noticeId);
    } catch (error) {
      if (!(error instanceof StoreUnavailable) || tries + 1 === TRIES) throw error;
      await clock.sleep(FIRST_WAIT_MS * 2 ** tries);
    }
  }
  if (notice !== undefined) log.warn('outbox.not-settled', { noticeId: sent.noticeId });
}

/** A message that is on its way by another process, or by one that died. False while it may still arrive. */
export async function settleStale({ store, clock, log }: OutboxWorld, notice: ChannelNotice): Promise<boolean> {
  const now = clock.now().toISOString();
  if (notice.notBefore > now) return false;
  // A change can be made again; a message may stand there already.
  const isChange = notice.shown > 0;
  if (!isChange) log.warn('outbox.unsure', { noticeId: notice.noticeId, conversationId: notice.place.conversationId });
  return (await store.moveNotice(notice, isChange ? { state: 'waiting', notBefore: now } : { state: 'unsure' })) !== null;
}
