import type { Migration } from '../../sql-store/migration.ts';

/** Here an entry of the journal is written as it should be; the number stays in step with that of a single bot. */
export const flatJournal: Migration = { number: 10, name: 'flat-journal', statements: [] };
