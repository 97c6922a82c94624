import { parseCloudSnapshot } from '../../boundary/cloud-snapshot.ts';
import type { CloudSnapshot } from '../../model/cloud-snapshot.ts';
import type { PlanId } from '../../model/ids.ts';
import { Conflict } from '../../ports/store.ts';
import { canonicalJson } from '../../protocol/canonical-json.ts';
import { snapshotHash } from '../../protocol/snapshot-hash.ts';
import { inTransaction } from './in-transaction.ts';
import type { Database } from './tables.ts';

/** One for each plan, and never another one. */
export async function keepSnapshot(database: Database, planId: PlanId, snapshot: CloudSnapshot): Promise<void> {
  const hash = snapshotHash(snapshot);
  await inTransaction(database, async (writing) => {
    await writing.insertInto('snapshots').values({ plan_id: planId, hash, snapshot: canonicalJson(snapshot) }).onConflict((conflict) => conflict.column('plan_id').doNothing()).execute();
    const kept = await writing.selectFrom('snapshots').select('hash').where('plan_id', '=', planId).executeTakeFirstOrThrow();
    if (kept.hash !== hash) throw new Conflict('Another snapshot is kept for this plan already.');
  });
}

/** Throws when the store is damaged: a snapshot that is not the one of its hash gives nothing back. */
export async function snapshotOf(database: Database, planId: PlanId): Promise<CloudSnapshot | null> {
  const row = await database.selectFrom('snapshots').selectAll().where('plan_id', '=', planId).executeTakeFirst();
  if (row === undefined) return null;
  const snapshot = parseCloudSnapshot(JSON.parse(row.snapshot));
  if (snapshotHash(snapshot) !== row.hash) throw new Error(`the snapshot of plan ${planId} is not the one that was kept`);
  return snapshot;
}
