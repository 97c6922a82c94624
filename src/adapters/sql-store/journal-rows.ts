import { decisionOfText, journalEntryOfText } from '../../boundary/store-rows.ts';
import type { Decision } from '../../model/approval.ts';
import type { PlanId } from '../../model/ids.ts';
import type { JournalEntry } from '../../model/journal.ts';
import { Conflict, type AuditEvent } from '../../ports/store.ts';
import { addAudit } from './audit-rows.ts';
import { inTransaction } from './in-transaction.ts';
import type { Database } from './tables.ts';

export async function journalOf(database: Database, planId: PlanId, after = 0): Promise<readonly JournalEntry[]> {
  const rows = await database.selectFrom('journal').select('entry').where('plan_id', '=', planId).where('n', '>', after).orderBy('n').execute();
  return rows.map(({ entry }) => journalEntryOfText(entry));
}

/** Appends only after exactly `after` entries. */
export async function appendJournal(database: Database, planId: PlanId, append: { readonly after: number; readonly entry: JournalEntry; readonly audit: AuditEvent | null }): Promise<void> {
  await inTransaction(database, async (writing) => {
    const { n } = await writing.selectFrom('journal').select(({ fn }) => fn.countAll<number>().as('n')).where('plan_id', '=', planId).executeTakeFirstOrThrow();
    if (n !== append.after) throw new Conflict('Another process has written to the journal of this plan.');
    await writing.insertInto('journal').values({ plan_id: planId, n: append.after + 1, entry: JSON.stringify(append.entry) }).execute();
    if (append.audit !== null) await addAudit(writing, append.audit);
  });
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
