import type { Migration } from '../../sql-store/migration.ts';

/** What an administrator has read once and the bot cannot read by itself. */
export const keptReadings: Migration = {
  number: 2,
  name: 'kept-readings',
  statements: ['CREATE TABLE kept_readings (name TEXT COLLATE "C" PRIMARY KEY, value TEXT NOT NULL)'],
};
