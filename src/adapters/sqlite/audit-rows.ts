import { auditEventOfText } from '../../boundary/store-rows.ts';
import type { AuditEvent, AuditLink } from '../../ports/store.ts';
import { linkOf } from '../../protocol/audit-chain.ts';
import type { Database, Writing } from './tables.ts';

/** Adds one link to the chain, in the transaction of the change it tells about. */
export async function addAudit(writing: Writing, event: AuditEvent): Promise<void> {
  const last = await writing.selectFrom('audit').select(['seq', 'hash']).orderBy('seq', 'desc').limit(1).executeTakeFirst();
  const text = JSON.stringify(event);
  const { seq, previous, hash } = linkOf(last ?? null, auditEventOfText(text));
  await writing.insertInto('audit').values({ seq, previous, hash, event: text }).execute();
}

export async function auditTrail(database: Database, after: number, limit: number): Promise<readonly AuditLink[]> {
  const rows = await database.selectFrom('audit').selectAll().where('seq', '>', after).orderBy('seq').limit(limit).execute();
  return rows.map(({ event, ...link }) => ({ ...link, event: auditEventOfText(event) }));
}
