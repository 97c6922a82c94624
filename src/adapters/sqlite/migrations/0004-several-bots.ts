import type { Migration } from '../../sql-store/migration.ts';

/** What two bots must know of each other: each counter of a relay, the one end of the audit chain, and jobs on their way. */
export const severalBots: Migration = {
  number: 4,
  name: 'several-bots',
  statements: [
    "INSERT INTO counters (name, value) VALUES ('audit', 0)",
    'ALTER TABLE relays ADD COLUMN counter_floor INTEGER NOT NULL DEFAULT 0',
    'UPDATE relays SET counter_floor = counter',
    'CREATE TABLE relay_counters (relay_id TEXT NOT NULL REFERENCES relays (relay_id), counter INTEGER NOT NULL, PRIMARY KEY (relay_id, counter)) STRICT',
  ],
};
