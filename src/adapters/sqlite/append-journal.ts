import type { DatabaseSync } from 'node:sqlite';
import type { JournalEntry } from '../../model/journal.ts';
import { Conflict, type AuditEvent, type Store } from '../../ports/store.ts';
import { nextLink } from '../sql-store/audit-rows.ts';
import type { Database } from '../sql-store/tables.ts';

/**
 * Appends as the store of every database does, but from beginning to commit without giving the thread away and with statements that are ready:
 * each step of a run waits for two entries, and on a good disk the way through the query builder takes as long as the disk.
 */
export function journalAppender(raw: DatabaseSync, database: Database): Store['appendJournal'] {
  const begin = raw.prepare('BEGIN IMMEDIATE');
  const commit = raw.prepare('COMMIT');
  const length = raw.prepare('SELECT max(n) AS n FROM journal WHERE plan_id = ?');
  const add = raw.prepare('INSERT INTO journal (plan_id, n, entry) VALUES (?, ?, ?)');
  const link = auditLinker(raw);
  const append = (planId: string, after: number, entry: JournalEntry): void => {
    const last = length.get(planId)?.['n'] ?? 0;
    if (last !== after) throw new Conflict('Another process has written to the journal of this plan.');
    add.run(planId, after + 1, JSON.stringify(entry));
  };
  // The connection is held because a transaction of somebody else may be open on it.
  return (planId, after, entry, audit) =>
    database.connection().execute(async () => {
      begin.run();
      try {
        append(planId, after, entry);
        if (audit !== null) link(audit);
        commit.run();
      } catch (error) {
        if (raw.isTransaction) raw.exec('ROLLBACK');
        throw error;
      }
    });
}

function auditLinker(raw: DatabaseSync): (event: AuditEvent) => void {
  const newest = raw.prepare('SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1');
  const add = raw.prepare('INSERT INTO audit (seq, previous, hash, event) VALUES (?, ?, ?, ?)');
  return (event) => {
    const last = newest.get();
    const [seq, hash] = [last?.['seq'], last?.['hash']];
    const next = nextLink(typeof seq === 'number' && typeof hash === 'string' ? { seq, hash } : null, event);
    add.run(next.seq, next.previous, next.hash, next.event);
  };
}
