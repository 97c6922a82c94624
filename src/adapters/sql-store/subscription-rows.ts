import { subscriptionOfText } from '../../boundary/stored-notice.ts';
import type { ChannelNotice } from '../../model/channel-notice.ts';
import type { Subscription } from '../../model/subscription.ts';
import { Conflict, type AuditEvent } from '../../ports/store.ts';
import { addAudit } from './audit-rows.ts';
import { inTransaction } from './in-transaction.ts';
import type { Database, Writing } from './tables.ts';
import { deleteNotices, wantNotices } from './want-notices.ts';

type Change = Partial<Omit<Subscription, 'subscriptionId' | 'version'>>;

export async function addSubscription(database: Database, subscription: Subscription, audit: AuditEvent): Promise<void> {
  await inTransaction(database, async (writing) => {
    const { numInsertedOrUpdatedRows } = await writing.insertInto('subscriptions').values(rowOf(subscription)).onConflict((clash) => clash.doNothing()).executeTakeFirst();
    if (numInsertedOrUpdatedRows !== 1n) throw new Conflict('This conversation is told of errors already.');
    await addAudit(writing, audit);
  });
}

/** The oldest first. */
export async function subscriptions(database: Database): Promise<readonly Subscription[]> {
  const rows = await database.selectFrom('subscriptions').select('subscription').orderBy('subscription_id').execute();
  return rows.map(({ subscription }) => subscriptionOfText(subscription)).toSorted((one, other) => one.since.localeCompare(other.since));
}

export async function subscriptionIn(database: Database, conversationId: string): Promise<Subscription | null> {
  const row = await database.selectFrom('subscriptions').select('subscription').where('conversation_id', '=', conversationId).executeTakeFirst();
  return row === undefined ? null : subscriptionOfText(row.subscription);
}

export async function moveSubscription(database: Database, subscription: Subscription, { change, audit }: { readonly change: Change; readonly audit: AuditEvent | null }): Promise<Subscription | null> {
  return inTransaction(database, async (writing) => {
    const moved = await move(writing, subscription, change);
    if (moved !== null && audit !== null) await addAudit(writing, audit);
    return moved;
  });
}

export async function addNotices(database: Database, subscription: Subscription, { change, notices }: { readonly change: Change; readonly notices: readonly ChannelNotice[] }): Promise<Subscription | null> {
  return inTransaction(database, async (writing) => {
    const moved = await move(writing, subscription, change);
    if (moved !== null) await wantNotices(writing, notices);
    return moved;
  });
}

export async function dropSubscription(database: Database, subscription: Subscription, audit: AuditEvent): Promise<boolean> {
  return inTransaction(database, async (writing) => {
    const { subscriptionId, version } = subscription;
    const { numDeletedRows } = await writing.deleteFrom('subscriptions').where('subscription_id', '=', subscriptionId).where('version', '=', version).executeTakeFirst();
    if (numDeletedRows !== 1n) return false;
    const rows = await writing.selectFrom('notices').select('notice_id').where('subscription_id', '=', subscriptionId).execute();
    await deleteNotices(writing, rows.map(({ notice_id: id }) => id));
    await addAudit(writing, audit);
    return true;
  });
}

async function move(writing: Writing, subscription: Subscription, change: Change): Promise<Subscription | null> {
  const moved: Subscription = { ...subscription, ...change, version: subscription.version + 1 };
  const { numUpdatedRows } = await writing.updateTable('subscriptions').set(rowOf(moved)).where('subscription_id', '=', subscription.subscriptionId).where('version', '=', subscription.version).executeTakeFirst();
  return numUpdatedRows === 1n ? moved : null;
}

const rowOf = (subscription: Subscription) => ({ subscription_id: subscription.subscriptionId, conversation_id: subscription.place.conversationId, version: subscription.version, subscription: JSON.stringify(subscription) });
