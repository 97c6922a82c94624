import { sql } from 'kysely';
import { auditEventOfText, textOfAuditEvent } from '../../boundary/store-rows.ts';
import type { AuditEvent, AuditLink } from '../../ports/store.ts';
import { linkOf } from '../../protocol/audit-chain.ts';
import type { Database, Tables, Writing } from './tables.ts';

interface LastLink {
  readonly seq: number;
  readonly hash: string;
}

/** Adds one link to the chain, in the transaction of the change it tells about; the last thing that a transaction writes. */
export async function addAudit(writing: Writing, event: AuditEvent): Promise<void> {
  await holdChain(writing);
  const { rows } = await sql<LastLink>`SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1`.execute(writing);
  const { seq, previous, hash, event: text } = nextLink(rows[0] ?? null, event);
  await sql`INSERT INTO audit (seq, previous, hash, event) VALUES (${seq}, ${previous}, ${hash}, ${text})`.execute(writing);
}

/** The row that follows `last`; null where there is none. The hash is that of the event as it will be read. */
export function nextLink(last: LastLink | null, event: AuditEvent): Tables['audit'] {
  const text = textOfAuditEvent(event);
  const kept: unknown = JSON.parse(text);
  return { ...linkOf(last, kept), event: text };
}

/** Until this transaction ends nobody else may add a link: two links must never follow the same one. Where a transaction has the whole database for itself, there is nothing to hold. */
async function holdChain(writing: Writing): Promise<void> {
  if (writing.getExecutor().adapter.supportsMultipleConnections === false) return;
  await sql`UPDATE counters SET value = value + 1 WHERE name = 'audit'`.execute(writing);
}

export async function auditTrail(database: Database, after: number, limit: number): Promise<readonly AuditLink[]> {
  const rows = await database.selectFrom('audit').selectAll().where('seq', '>', after).orderBy('seq').limit(limit).execute();
  return rows.map(({ event, ...link }) => ({ ...link, event: auditEventOfText(event) }));
}
