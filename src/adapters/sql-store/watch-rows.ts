import { watchOfText } from '../../boundary/stored-watch.ts';
import type { StoredWatch, WatchChange } from '../../model/stored-watch.ts';
import { Conflict, type AuditEvent } from '../../ports/store.ts';
import { addAudit } from './audit-rows.ts';
import { inTransaction } from './in-transaction.ts';
import type { Database } from './tables.ts';

export async function addWatch(database: Database, watch: StoredWatch, audit: AuditEvent): Promise<void> {
  await inTransaction(database, async (writing) => {
    const row = { watch_id: watch.watchId, name: watch.name, conversation_id: watch.place.conversationId, is_open: 1, version: watch.version, watch: JSON.stringify(watch) };
    const { numInsertedOrUpdatedRows } = await writing.insertInto('watches').values(row).onConflict((clash) => clash.doNothing()).executeTakeFirst();
    if (numInsertedOrUpdatedRows !== 1n) throw new Conflict(`${watch.name} is watched here already.`);
    await addAudit(writing, audit);
  });
}

export async function openWatches(database: Database, conversationId: string | null): Promise<readonly StoredWatch[]> {
  const open = database.selectFrom('watches').select('watch').where('is_open', '=', 1);
  const rows = await (conversationId === null ? open : open.where('conversation_id', '=', conversationId)).orderBy('watch_id').execute();
  return rows.map(({ watch }) => watchOfText(watch)).toSorted((one, other) => one.since.localeCompare(other.since));
}

export async function moveWatch(database: Database, watch: StoredWatch, { change, audit }: { readonly change: WatchChange; readonly audit: AuditEvent | null }): Promise<boolean> {
  return inTransaction(database, async (writing) => {
    const version = watch.version + 1;
    const isOpen = !('closed' in change);
    const moved: StoredWatch = { ...watch, says: change.says, version, ...('closed' in change ? {} : { nextLook: change.nextLook }) };
    const { numUpdatedRows } = await writing
      .updateTable('watches')
      .set({ is_open: isOpen ? 1 : 0, version, watch: JSON.stringify(moved) })
      .where('watch_id', '=', watch.watchId)
      .where('version', '=', watch.version)
      .where('is_open', '=', 1)
      .executeTakeFirst();
    if (numUpdatedRows !== 1n) return false;
    if (audit !== null) await addAudit(writing, audit);
    return true;
  });
}
