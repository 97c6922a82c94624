import type { Migration } from '../../sql-store/migration.ts';

/** What a plan is expected to lead to; for plans from before nobody knows. */
export const predictions: Migration = {
  number: 7,
  name: 'predictions',
  statements: ["ALTER TABLE plans ADD COLUMN prediction TEXT NOT NULL DEFAULT 'null'"],
};
