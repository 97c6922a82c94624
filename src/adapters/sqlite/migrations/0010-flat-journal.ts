import type { Migration } from '../../sql-store/migration.ts';

/** The journal as one tree, so that an entry changes one page and not two; and no lock for the end of the audit chain: whoever writes to the file has it alone. */
export const flatJournal: Migration = {
  number: 10,
  name: 'flat-journal',
  statements: [
    'CREATE TABLE flat_journal (plan_id TEXT NOT NULL REFERENCES plans (plan_id), n INTEGER NOT NULL, entry TEXT NOT NULL, PRIMARY KEY (plan_id, n)) STRICT, WITHOUT ROWID',
    'INSERT INTO flat_journal (plan_id, n, entry) SELECT plan_id, n, entry FROM journal ORDER BY plan_id, n',
    'DROP TABLE journal',
    'ALTER TABLE flat_journal RENAME TO journal',
    "DELETE FROM counters WHERE name = 'audit'",
  ],
};
