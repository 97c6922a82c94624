import { Conflict, type AuditEvent, type Store, type StoredRelay } from '../../ports/store.ts';
import { addAudit } from './audit-rows.ts';
import { inTransaction } from './in-transaction.ts';
import { confirmationsText } from './relay-rows.ts';
import type { Database } from './tables.ts';

/** Compare-and-set on the confirmations: two people at the same moment cannot both be the first. */
export async function confirmRelay(database: Database, relay: StoredRelay, { change, audit }: { readonly change: Pick<StoredRelay, 'confirmations' | 'confirmedAt'>; readonly audit: AuditEvent }): Promise<void> {
  await inTransaction(database, async (writing) => {
    const { numUpdatedRows } = await writing
      .updateTable('relays')
      .set({ confirmations: confirmationsText(change.confirmations), confirmed_at: change.confirmedAt })
      .where('relay_id', '=', relay.relayId)
      .where('public_key', '=', relay.publicKey)
      .where('confirmations', '=', confirmationsText(relay.confirmations))
      .where('confirmed_at', 'is', null)
      .where('revoked_at', 'is', null)
      .executeTakeFirst();
    if (numUpdatedRows !== 1n) throw new Conflict('This relay has moved on.');
    await addAudit(writing, audit);
  });
}

export async function revokeRelay(database: Database, relayId: string, { at, audit }: { readonly at: string; readonly audit: AuditEvent }): Promise<boolean> {
  return inTransaction(database, async (writing) => {
    const { numUpdatedRows } = await writing.updateTable('relays').set({ revoked_at: at }).where('relay_id', '=', relayId).where('revoked_at', 'is', null).executeTakeFirst();
    if (numUpdatedRows !== 1n) return false;
    await addAudit(writing, audit);
    return true;
  });
}

export async function wantRotation(database: Database, relayId: string, audit: AuditEvent): Promise<boolean> {
  return inTransaction(database, async (writing) => {
    const { numUpdatedRows } = await writing.updateTable('relays').set({ rotation_wanted: 1 }).where('relay_id', '=', relayId).where('revoked_at', 'is', null).executeTakeFirst();
    if (numUpdatedRows !== 1n) return false;
    await addAudit(writing, audit);
    return true;
  });
}

/** Compare-and-set on the key that is replaced. */
export async function rotateRelayKey(database: Database, relay: StoredRelay, { change, audit }: { readonly change: Parameters<Store['rotateRelayKey']>[1]; readonly audit: AuditEvent }): Promise<void> {
  await inTransaction(database, async (writing) => {
    const { numUpdatedRows } = await writing
      .updateTable('relays')
      .set({ public_key: change.publicKey, key_since: change.at, previous_key: relay.publicKey, previous_key_until: change.previousUntil, rotation_wanted: 0 })
      .where('relay_id', '=', relay.relayId)
      .where('public_key', '=', relay.publicKey)
      .where('revoked_at', 'is', null)
      .executeTakeFirst();
    if (numUpdatedRows !== 1n) throw new Conflict('This relay has another key by now.');
    await addAudit(writing, audit);
  });
}
