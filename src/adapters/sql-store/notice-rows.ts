import { noticeOfText } from '../../boundary/stored-notice.ts';
import type { ChannelNotice } from '../../model/channel-notice.ts';
import type { NoticeChange } from '../../ports/notice-store.ts';
import { Disturbed } from './disturbed.ts';
import { inTransaction } from './in-transaction.ts';
import type { Database } from './tables.ts';
import { deleteNotices, noticeRow } from './want-notices.ts';

/** Limits are counted by the hour at most. */
const KEEP_SENT_MS = 24 * 60 * 60 * 1000;

/** What is left of a conversation that was unsubscribed meanwhile is never due. */
export async function dueNotices(database: Database, now: string): Promise<readonly ChannelNotice[]> {
  const rows = await database
    .selectFrom('notices')
    .innerJoin('subscriptions', 'subscriptions.subscription_id', 'notices.subscription_id')
    .select('notices.notice')
    .where(({ eb, or, and }) => or([eb('notices.state', '=', 'sending'), and([eb('notices.state', '=', 'waiting'), eb('notices.not_before', '<=', now)])]))
    .orderBy('notices.conversation_id')
    .orderBy('notices.place_in_line')
    .orderBy('notices.notice_id')
    .execute();
  return rows.map(({ notice }) => noticeOfText(notice));
}

export async function noticesOf(database: Database, { incidentId, subscriptionId }: { readonly incidentId?: string | undefined; readonly subscriptionId?: string | undefined }): Promise<readonly ChannelNotice[]> {
  let asked = database.selectFrom('notices').select('notice');
  if (subscriptionId !== undefined) asked = asked.where('subscription_id', '=', subscriptionId);
  if (incidentId !== undefined) asked = asked.where('notice_id', 'in', database.selectFrom('notice_incidents').select('notice_id').where('incident_id', '=', incidentId));
  const rows = await asked.orderBy('conversation_id').orderBy('place_in_line').orderBy('notice_id').execute();
  return rows.map(({ notice }) => noticeOfText(notice));
}

/** The change is laid over what is kept: what is wanted may have risen since the notice was read. */
export async function moveNotice(database: Database, notice: ChannelNotice, change: NoticeChange): Promise<ChannelNotice | null> {
  return inTransaction(database, async (writing) => {
    const row = await writing.selectFrom('notices').select('notice').where('notice_id', '=', notice.noticeId).where('version', '=', notice.version).executeTakeFirst();
    if (row === undefined) return null;
    const moved = movedNotice(noticeOfText(row.notice), change);
    const { numUpdatedRows } = await writing.updateTable('notices').set(noticeRow(moved)).where('notice_id', '=', notice.noticeId).where('notice', '=', row.notice).executeTakeFirst();
    // Somebody else changed it between the two statements: who was faster shows when it is read anew.
    if (numUpdatedRows !== 1n) throw new Disturbed();
    return moved;
  });
}

/** A message that shows less than is wanted by now waits for its next change. */
function movedNotice(kept: ChannelNotice, change: NoticeChange): ChannelNotice {
  const moved = { ...kept, ...change, wanted: Math.max(kept.wanted, change.wanted ?? 0), version: kept.version + 1 };
  return moved.state === 'shown' && moved.wanted > moved.shown ? { ...moved, state: 'waiting' } : moved;
}

export async function dropNotices(database: Database, noticeIds: readonly string[]): Promise<void> {
  if (noticeIds.length > 0) await inTransaction(database, (writing) => deleteNotices(writing, noticeIds));
}

export async function sentSince(database: Database, conversationId: string, since: string): Promise<readonly string[]> {
  const rows = await database.selectFrom('sent_messages').select('at').where('conversation_id', '=', conversationId).where('at', '>=', since).orderBy('at').execute();
  return rows.map(({ at }) => at);
}

export async function noteSent(database: Database, conversationId: string, at: string): Promise<void> {
  const old = new Date(Date.parse(at) - KEEP_SENT_MS).toISOString();
  await inTransaction(database, async (writing) => {
    await writing.insertInto('sent_messages').values({ conversation_id: conversationId, at }).execute();
    await writing.deleteFrom('sent_messages').where('conversation_id', '=', conversationId).where('at', '<', old).execute();
  });
}
