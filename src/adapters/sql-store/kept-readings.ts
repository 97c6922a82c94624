import { parseKeptSyncFeatures } from '../../boundary/kept-sync-features.ts';
import type { KeptSyncFeatures } from '../../model/evidence.ts';
import type { AuditEvent } from '../../ports/store.ts';
import { addAudit } from './audit-rows.ts';
import { inTransaction } from './in-transaction.ts';
import type { Database } from './tables.ts';

const SYNC_FEATURES = 'entra.syncFeatures';

/** A value of another shape is that of another version: it counts as never read. */
export async function syncFeatures(database: Database): Promise<KeptSyncFeatures | null> {
  const row = await database.selectFrom('kept_readings').select('value').where('name', '=', SYNC_FEATURES).executeTakeFirst();
  return row === undefined ? null : parseKeptSyncFeatures(JSON.parse(row.value));
}

export async function keepSyncFeatures(database: Database, kept: KeptSyncFeatures, audit: AuditEvent): Promise<void> {
  const value = JSON.stringify(kept);
  await inTransaction(database, async (writing) => {
    await writing.insertInto('kept_readings').values({ name: SYNC_FEATURES, value }).onConflict((conflict) => conflict.column('name').doUpdateSet({ value })).execute();
    await addAudit(writing, audit);
  });
}
