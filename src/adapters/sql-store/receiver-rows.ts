import type { ReceiverStanding, ReceiverStore } from '../../ports/receiver-store.ts';
import { inTransaction } from './in-transaction.ts';
import type { Database, Tables } from './tables.ts';

export async function receiver(database: Database, name: string): Promise<ReceiverStanding | null> {
  const row = await database.selectFrom('receivers').selectAll().where('name', '=', name).executeTakeFirst();
  return row === undefined ? null : { name: row.name, seq: row.seq, nextAt: row.next_at, failingSince: row.failing_since, failures: row.failures, says: row.says, version: row.version };
}

export async function addReceiver(database: Database, standing: ReceiverStanding): Promise<ReceiverStanding | null> {
  const { numInsertedOrUpdatedRows } = await database.insertInto('receivers').values(rowOf(standing)).onConflict((clash) => clash.doNothing()).executeTakeFirst();
  return numInsertedOrUpdatedRows === 1n ? standing : null;
}

export async function moveReceiver(database: Database, standing: ReceiverStanding, change: Parameters<ReceiverStore['moveReceiver']>[1]): Promise<ReceiverStanding | null> {
  return inTransaction(database, async (writing) => {
    const moved: ReceiverStanding = { ...standing, ...change, version: standing.version + 1 };
    const { numUpdatedRows } = await writing.updateTable('receivers').set(rowOf(moved)).where('name', '=', standing.name).where('version', '=', standing.version).executeTakeFirst();
    return numUpdatedRows === 1n ? moved : null;
  });
}

const rowOf = ({ name, seq, nextAt, failingSince, failures, says, version }: ReceiverStanding): Tables['receivers'] => ({ name, seq, next_at: nextAt, failing_since: failingSince, failures, says, version });
