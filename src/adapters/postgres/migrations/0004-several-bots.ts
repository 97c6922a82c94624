import type { Migration } from '../../sql-store/migration.ts';

const TEXT = 'TEXT COLLATE "C"';

/** What several bots must know of each other: each counter of a relay, the one end of the audit chain, and jobs on their way. */
export const severalBots: Migration = {
  number: 4,
  name: 'several-bots',
  statements: [
    "INSERT INTO counters (name, value) VALUES ('audit', 0)",
    'ALTER TABLE relays ADD COLUMN counter_floor BIGINT NOT NULL DEFAULT 0',
    'UPDATE relays SET counter_floor = counter',
    `CREATE TABLE relay_counters (relay_id ${TEXT} NOT NULL REFERENCES relays (relay_id), counter BIGINT NOT NULL, PRIMARY KEY (relay_id, counter))`,
    // Times of this table are the server's own: the clocks of two bots differ.
    `CREATE TABLE relay_jobs (
      n BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY, job_id ${TEXT} NOT NULL UNIQUE, relay_group ${TEXT} NOT NULL, kind ${TEXT} NOT NULL, plan_id ${TEXT}, fence BIGINT, job ${TEXT} NOT NULL,
      state ${TEXT} NOT NULL, relay_id ${TEXT}, answer ${TEXT}, placed_at TIMESTAMPTZ NOT NULL DEFAULT clock_timestamp(), wanted_until TIMESTAMPTZ NOT NULL
    )`,
    "CREATE INDEX relay_jobs_waiting ON relay_jobs (relay_group, kind, n) WHERE state = 'waiting'",
    'CREATE INDEX relay_jobs_by_age ON relay_jobs (placed_at)',
  ],
};
