import { sql } from 'kysely';
import { decisionOfText, journalEntryOfText } from '../../boundary/store-rows.ts';
import type { Decision } from '../../model/approval.ts';
import type { PlanId } from '../../model/ids.ts';
import type { JournalEntry } from '../../model/journal.ts';
import { Conflict, type AuditEvent } from '../../ports/store.ts';
import { addAudit } from './audit-rows.ts';
import { inTransaction, untilUndisturbed } from './in-transaction.ts';
import type { Database } from './tables.ts';

export async function journalOf(database: Database, planId: PlanId, after = 0): Promise<readonly JournalEntry[]> {
  const rows = await database.selectFrom('journal').select('entry').where('plan_id', '=', planId).where('n', '>', after).orderBy('n').execute();
  return rows.map(({ entry }) => journalEntryOfText(entry));
}

/** Appends only after exactly `after` entries. */
export async function appendJournal(database: Database, planId: PlanId, append: Append & { readonly audit: AuditEvent | null }): Promise<void> {
  const { audit } = append;
  if (audit === null) return untilUndisturbed(() => appendEntry(database, planId, append));
  await inTransaction(database, async (writing) => {
    await appendEntry(writing, planId, append);
    await addAudit(writing, audit);
  });
}

interface Append {
  readonly after: number;
  readonly entry: JournalEntry;
}

/** One statement looks and writes. Entries are numbered without gaps and never go away: the highest number is how many there are. */
async function appendEntry(database: Database, planId: PlanId, { after, entry }: Append): Promise<void> {
  const { numAffectedRows } = await sql`INSERT INTO journal (plan_id, n, entry) SELECT ${planId}, CAST(${after + 1} AS INTEGER), ${JSON.stringify(entry)}
    WHERE ${after} = (SELECT coalesce(max(n), 0) FROM journal WHERE plan_id = ${planId})`.execute(database);
  if (numAffectedRows !== 1n) throw new Conflict('Another process has written to the journal of this plan.');
}

export async function nextFence(database: Database): Promise<number> {
  const { value } = await database
    .updateTable('counters')
    .set(({ eb }) => ({ value: eb('value', '+', 1) }))
    .where('name', '=', 'fence')
    .returning('value')
    .executeTakeFirstOrThrow();
  return value;
}

export async function decisionsOn(database: Database, planId: PlanId): Promise<readonly Decision[]> {
  const rows = await database.selectFrom('decisions').select('decision').where('plan_id', '=', planId).orderBy('row').execute();
  return rows.map(({ decision }) => decisionOfText(decision));
}
