import { inTransaction } from './in-transaction.ts';
import type { Database } from './tables.ts';

/** How far requests of one relay may overtake each other. */
const WIDTH = 1_024;

/**
 * Each counter counts once, whichever process it reaches. Requests of one relay travel side by side and may overtake each other,
 * so a lower counter passes when nobody has seen it; what lies further behind than the window is refused unseen.
 */
export async function useCounter(database: Database, relayId: string, counter: number): Promise<boolean> {
  return inTransaction(database, async (writing) => {
    const relay = await writing
      .updateTable('relays')
      .set(({ eb }) => ({ counter: eb.case().when('counter', '<', counter).then(counter).else(eb.ref('counter')).end() }))
      .where('relay_id', '=', relayId)
      .returning(['counter as highest', 'counter_floor as floor'])
      .executeTakeFirst();
    if (relay === undefined || counter <= Math.max(relay.floor, relay.highest - WIDTH)) return false;
    const { numInsertedOrUpdatedRows } = await writing.insertInto('relay_counters').values({ relay_id: relayId, counter }).onConflict((clash) => clash.doNothing()).executeTakeFirst();
    if (numInsertedOrUpdatedRows !== 1n) return false;
    await writing.deleteFrom('relay_counters').where('relay_id', '=', relayId).where('counter', '<=', relay.highest - WIDTH).execute();
    return true;
  });
}
