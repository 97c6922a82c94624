import type { Migration } from '../../sql-store/migration.ts';

const TEXT = 'TEXT COLLATE "C"';

/** Tickets and seals of plans, sign-ins under way, and the seals that sites ask for. */
export const seals: Migration = {
  number: 3,
  name: 'seals',
  statements: [
    `ALTER TABLE plans ADD COLUMN ticket ${TEXT}`,
    `ALTER TABLE plans ADD COLUMN seal ${TEXT} NOT NULL DEFAULT 'none'`,
    `ALTER TABLE relays ADD COLUMN seals ${TEXT} NOT NULL DEFAULT '{}'`,
    `CREATE TABLE seals (plan_id ${TEXT} NOT NULL REFERENCES plans (plan_id), role ${TEXT} NOT NULL, oid ${TEXT} NOT NULL, seal ${TEXT} NOT NULL, PRIMARY KEY (plan_id, role, oid))`,
    `CREATE TABLE sign_ins (ticket_hash ${TEXT} PRIMARY KEY, sign_in ${TEXT} NOT NULL, spent_at ${TEXT})`,
  ],
};
