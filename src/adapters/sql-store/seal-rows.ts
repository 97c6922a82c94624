import { sealOfText, signInOfText } from '../../boundary/store-rows.ts';
import type { PlanId } from '../../model/ids.ts';
import type { Seal } from '../../model/seal.ts';
import type { AuditEvent, StoredSignIn } from '../../ports/store.ts';
import { addAudit } from './audit-rows.ts';
import { inTransaction } from './in-transaction.ts';
import type { Database } from './tables.ts';

export async function addSeal(database: Database, seal: Seal, audit: AuditEvent): Promise<void> {
  await inTransaction(database, async (writing) => {
    const values = { plan_id: seal.planId, role: seal.role, oid: seal.oid, seal: JSON.stringify(seal) };
    await writing.insertInto('seals').values(values).onConflict((clash) => clash.columns(['plan_id', 'role', 'oid']).doUpdateSet({ seal: values.seal })).execute();
    await addAudit(writing, audit);
  });
}

export async function sealsOn(database: Database, planId: PlanId): Promise<readonly Seal[]> {
  const rows = await database.selectFrom('seals').select('seal').where('plan_id', '=', planId).orderBy('role').orderBy('oid').execute();
  return rows.map(({ seal }) => sealOfText(seal));
}

export async function putSignIn(database: Database, signIn: StoredSignIn): Promise<void> {
  await database.insertInto('sign_ins').values({ ticket_hash: signIn.ticketHash, sign_in: JSON.stringify(signIn), spent_at: null }).execute();
}

export async function signInByTicket(database: Database, ticketHash: string): Promise<StoredSignIn | null> {
  const row = await database.selectFrom('sign_ins').select('sign_in').where('ticket_hash', '=', ticketHash).executeTakeFirst();
  return row === undefined ? null : signInOfText(row.sign_in);
}

export async function spendSignIn(database: Database, ticketHash: string, at: string): Promise<boolean> {
  const { numUpdatedRows } = await database.updateTable('sign_ins').set({ spent_at: at }).where('ticket_hash', '=', ticketHash).where('spent_at', 'is', null).executeTakeFirst();
  return numUpdatedRows === 1n;
}
