import { auditEventOfText, textOfAuditEvent } from '../../boundary/store-rows.ts';
import type { AuditEvent, AuditLink } from '../../ports/store.ts';
import { linkOf } from '../../protocol/audit-chain.ts';
import type { Database, Writing } from './tables.ts';

/** Adds one link to the chain, in the transaction of the change it tells about; the last thing that a transaction writes. */
export async function addAudit(writing: Writing, event: AuditEvent): Promise<void> {
  await holdChain(writing);
  const last = await writing.selectFrom('audit').select(['seq', 'hash']).orderBy('seq', 'desc').limit(1).executeTakeFirst();
  const text = textOfAuditEvent(event);
  const { seq, previous, hash } = linkOf(last ?? null, auditEventOfText(text));
  await writing.insertInto('audit').values({ seq, previous, hash, event: text }).execute();
}

/** Until this transaction ends nobody else may add a link: two links must never follow the same one. */
async function holdChain(writing: Writing): Promise<void> {
  await writing
    .updateTable('counters')
    .set(({ eb }) => ({ value: eb('value', '+', 1) }))
    .where('name', '=', 'audit')
    .executeTakeFirst();
}

export async function auditTrail(database: Database, after: number, limit: number): Promise<readonly AuditLink[]> {
  const rows = await database.selectFrom('audit').selectAll().where('seq', '>', after).orderBy('seq').limit(limit).execute();
  return rows.map(({ event, ...link }) => ({ ...link, event: auditEventOfText(event) }));
}
