import { isPlanId, type PlanId } from '../../model/ids.ts';
import { Disturbed } from './disturbed.ts';
import { inTransaction } from './in-transaction.ts';
import type { Database, Writing } from './tables.ts';

export async function claimServer(database: Database, server: string, planId: PlanId): Promise<PlanId | null> {
  return inTransaction(database, async (writing) => {
    const added = await writing.insertInto('server_locks').values({ server, plan_id: planId }).onConflict((clash) => clash.doNothing()).executeTakeFirst();
    if (added.numInsertedOrUpdatedRows === 1n) return null;
    const { holder, isRunning } = await holderOf(writing, server);
    if (holder === planId) return null;
    if (isRunning) return holder;
    // Of several that find it abandoned, one changes the row that it has read.
    const taken = await writing.updateTable('server_locks').set({ plan_id: planId }).where('server', '=', server).where('plan_id', '=', holder).executeTakeFirst();
    return taken.numUpdatedRows === 1n ? null : (await holderOf(writing, server)).holder;
  });
}

export async function releaseServers(database: Database, servers: readonly string[], planId: PlanId): Promise<void> {
  await database.deleteFrom('server_locks').where('server', 'in', servers).where('plan_id', '=', planId).execute();
}

async function holderOf(writing: Writing, server: string): Promise<{ readonly holder: PlanId; readonly isRunning: boolean }> {
  const row = await writing.selectFrom('server_locks').leftJoin('plans', 'plans.plan_id', 'server_locks.plan_id').select(['server_locks.plan_id', 'plans.state']).where('server_locks.server', '=', server).executeTakeFirst();
  // It was let go in between: whoever asks again finds it free.
  if (row === undefined) throw new Disturbed();
  if (!isPlanId(row.plan_id)) throw new Error(`the lock of ${server} names no plan`);
  return { holder: row.plan_id, isRunning: row.state === 'running' };
}
