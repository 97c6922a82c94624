import { noticeOfText } from '../../boundary/stored-notice.ts';
import type { ChannelNotice } from '../../model/channel-notice.ts';
import { Disturbed } from './disturbed.ts';
import { inBatches } from './in-batches.ts';
import type { Writing } from './tables.ts';

const TRIES = 20;

/** Adds messages to those that subscribed conversations shall show, or says anew what they shall show; what is meant for a conversation that has no subscription any more is left out. */
export async function wantNotices(writing: Writing, notices: readonly ChannelNotice[]): Promise<void> {
  if (notices.length === 0) return;
  const subscribed = new Set((await writing.selectFrom('subscriptions').select('subscription_id').execute()).map(({ subscription_id: id }) => id));
  for (const notice of notices) if (subscribed.has(notice.subscriptionId)) await want(writing, notice);
}

/** Notices about these incidents alone go with them. */
export async function forgetNoticesOf(writing: Writing, incidentIds: readonly string[]): Promise<void> {
  await inBatches(incidentIds, async (some) => {
    const links = await writing.selectFrom('notice_incidents').select('notice_id').where('incident_id', 'in', some).where('is_only', '=', 1).execute();
    await deleteNotices(writing, links.map(({ notice_id: id }) => id));
  });
}

export async function deleteNotices(writing: Writing, noticeIds: readonly string[]): Promise<void> {
  await inBatches(noticeIds, async (some) => {
    await writing.deleteFrom('notice_incidents').where('notice_id', 'in', some).execute();
    await writing.deleteFrom('notices').where('notice_id', 'in', some).execute();
  });
}

/** Whoever sends messages changes their rows meanwhile: what was read is replaced only while it is still there. */
async function want(writing: Writing, notice: ChannelNotice): Promise<void> {
  for (let tries = 1; tries <= TRIES; tries += 1) {
    const row = await writing.selectFrom('notices').select('notice').where('notice_id', '=', notice.noticeId).executeTakeFirst();
    if (row === undefined) {
      const { numInsertedOrUpdatedRows } = await writing.insertInto('notices').values(noticeRow(notice)).onConflict((known) => known.doNothing()).executeTakeFirst();
      if (numInsertedOrUpdatedRows === 1n) return link(writing, notice);
    } else {
      const changed = wantedAnew(noticeOfText(row.notice), notice);
      const { numUpdatedRows } = await writing.updateTable('notices').set(noticeRow(changed)).where('notice_id', '=', notice.noticeId).where('notice', '=', row.notice).executeTakeFirst();
      if (numUpdatedRows === 1n) return link(writing, changed);
    }
  }
  throw new Disturbed();
}

/** A message on its way keeps its version, so that its sender can still write down what became of it. */
function wantedAnew(kept: ChannelNotice, notice: ChannelNotice): ChannelNotice {
  if (kept.version === notice.version && kept.state !== 'sending') return { ...notice, version: kept.version + 1 };
  const wanted = Math.max(kept.wanted, notice.wanted);
  if (kept.state === 'sending') return { ...kept, wanted };
  const isBehind = kept.state === 'shown' && wanted > kept.shown;
  return { ...kept, wanted, version: kept.version + 1, ...(isBehind ? { state: 'waiting', notBefore: notice.notBefore } : {}) };
}

async function link(writing: Writing, { noticeId, topic }: ChannelNotice): Promise<void> {
  const ids = topic.is === 'storm' ? topic.incidentIds : topic.is === 'digest' ? [] : [topic.incidentId];
  const links = [...new Set(ids)].map((id) => ({ incident_id: id, notice_id: noticeId, is_only: topic.is === 'storm' ? 0 : 1 }));
  await writing.deleteFrom('notice_incidents').where('notice_id', '=', noticeId).execute();
  await inBatches(links, (some) => writing.insertInto('notice_incidents').values(some).execute());
}

export const noticeRow = (notice: ChannelNotice) => ({
  notice_id: notice.noticeId,
  subscription_id: notice.subscriptionId,
  conversation_id: notice.place.conversationId,
  place_in_line: notice.order,
  state: notice.state,
  not_before: notice.notBefore,
  version: notice.version,
  notice: JSON.stringify(notice),
});
