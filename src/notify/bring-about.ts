import type { ChannelNotice } from '../model/channel-notice.ts';
import type { Subscription } from '../model/subscription.ts';
import { ChannelFault, type ChannelFaultKind } from '../ports/channel.ts';
import { block } from './blocked.ts';
import { isUnposted } from './conversation.ts';
import { draftOf, type Draft } from './draft.ts';
import type { OutboxWorld } from './outbox-world.ts';
import { nextCreate, pauseAfter, PACE_WINDOW_MS } from './pace.ts';
import { LEASE_MS, settle } from './settle.ts';
import type { Steady } from './steady.ts';

/** `held`: nothing more may be created here for now; `pause`: nothing at all may be done here for so long. */
export type Outcome = { readonly is: 'done' } | { readonly is: 'held' } | { readonly is: 'pause'; readonly milliseconds: number };

const DONE = { is: 'done' } as const;
const HELD = { is: 'held' } as const;

interface Bringing extends OutboxWorld {
  readonly steady: Steady;
}

/**
 * One message, new or changed. A new one is written down as being sent before it is, and is sent a second time only where it is certain that the first time
 * nothing was done; a change may be made as often as need be.
 */
export async function bringAbout(world: Bringing, notice: ChannelNotice, subscription: Subscription): Promise<Outcome> {
  const { store, clock, steady } = world;
  const isNew = isUnposted(notice);
  const { conversationId } = notice.place;
  if (isNew && !(await mayCreate(world, notice))) return HELD;
  const draft = await draftOf(world, notice, subscription);
  if (draft === null) {
    // Only what nobody else has begun to send meanwhile.
    if ((await store.moveNotice(notice, { notBefore: notice.notBefore })) !== null) await store.dropNotices([notice.noticeId]);
    return DONE;
  }
  await steady.turn(conversationId);
  // Noted before, so that a crash can only make us slower.
  if (isNew) await store.noteSent(conversationId, clock.now().toISOString());
  const sending = await store.moveNotice(notice, { state: 'sending', attempts: notice.attempts + 1, notBefore: later(world, LEASE_MS) });
  if (sending === null) return HELD;
  try {
    const activityId = await send(world, { notice: sending, draft, isNew });
    await settle(world, sending, { state: 'shown', shown: draft.shows, activityId, attempts: 0 });
    return DONE;
  } catch (error) {
    return await failed(world, { sending, subscription, isNew }, error);
  }
}

/** False when it has to wait for the limits; then it is written down how long. */
async function mayCreate({ store, clock }: OutboxWorld, notice: ChannelNotice): Promise<boolean> {
  const now = clock.now();
  const { conversationId } = notice.place;
  const next = nextCreate(await store.sentSince(conversationId, new Date(now.getTime() - PACE_WINDOW_MS).toISOString()), now);
  if (next <= now) return true;
  await store.moveNotice(notice, { notBefore: next.toISOString() });
  return false;
}

interface Sending {
  readonly notice: ChannelNotice;
  readonly draft: Draft;
  readonly isNew: boolean;
}

/** The id of the message, where Teams gives one. A card that Teams refuses is said in plain words; a thread that is gone, in the conversation. After either refusal nothing stands there. */
async function send({ channel }: OutboxWorld, { notice, draft, isNew }: Sending): Promise<string | null> {
  const { conversationId } = notice.place;
  const { reply, place } = draft;
  const once = async (what: Draft['reply'], where: Draft['place']): Promise<string | null> => {
    if (isNew) return (await channel.post(where, what, 'once')).activityId;
    await channel.amend({ conversationId, activityId: notice.activityId }, what, 'once');
    return notice.activityId;
  };
  try {
    return await once(reply, place);
  } catch (error) {
    const is = error instanceof ChannelFault ? error.fault.is : null;
    if (is === 'refused' || is === 'too-large') return once({ text: reply.text }, place);
    if (is === 'missing' && isNew && place.threadId !== '') return once(reply, { ...place, threadId: '' });
    throw error;
  }
}

interface Failed {
  readonly sending: ChannelNotice;
  readonly subscription: Subscription;
  readonly isNew: boolean;
}

async function failed(world: Bringing, { sending, subscription, isNew }: Failed, error: unknown): Promise<Outcome> {
  if (!(error instanceof ChannelFault)) world.log.error('outbox.broken', { noticeId: sending.noticeId, error: error instanceof Error ? error.message : 'unknown' });
  const fault: ChannelFaultKind = error instanceof ChannelFault ? error.fault : { is: 'no-answer' };
  const again = async (milliseconds: number): Promise<Outcome> => {
    await settle(world, sending, { state: 'waiting', notBefore: later(world, milliseconds) });
    return { is: 'pause', milliseconds };
  };
  switch (fault.is) {
    case 'throttled':
      return again(Math.max(fault.retryAfterMs ?? 0, pauseAfter(sending.attempts)));
    case 'unreachable':
      return again(pauseAfter(sending.attempts));
    case 'no-answer':
      if (!isNew) return again(pauseAfter(sending.attempts));
      world.log.warn('outbox.unsure', { noticeId: sending.noticeId, conversationId: sending.place.conversationId });
      await settle(world, sending, { state: 'unsure' });
      return DONE;
    case 'missing':
    case 'refused':
    case 'too-large':
      if (fault.is === 'missing' && isNew) return blocked(world, { sending, subscription, isNew });
      world.log.warn('outbox.refused', { noticeId: sending.noticeId, why: fault.is });
      await settle(world, sending, { state: 'refused' });
      return DONE;
    case 'gone':
      return blocked(world, { sending, subscription, isNew });
  }
}

async function blocked(world: Bringing, { sending, subscription }: Failed): Promise<Outcome> {
  await settle(world, sending, { state: 'waiting', notBefore: later(world, 0) });
  await block(world, subscription);
  return { is: 'pause', milliseconds: pauseAfter(1) };
}

const later = ({ clock }: Pick<OutboxWorld, 'clock'>, milliseconds: number): string => new Date(clock.now().getTime() + milliseconds).toISOString();
