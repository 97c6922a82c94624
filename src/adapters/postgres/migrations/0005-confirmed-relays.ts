import type { Migration } from '../../sql-store/migration.ts';

const TEXT = 'TEXT COLLATE "C"';

/** For which machine a token is, who has confirmed a relay's key, and the key before the present one. Relays from before were let in by the rules of their time and stay. */
export const confirmedRelays: Migration = {
  number: 5,
  name: 'confirmed-relays',
  statements: [
    `ALTER TABLE enrolment_tokens ADD COLUMN host ${TEXT} NOT NULL DEFAULT ''`,
    `ALTER TABLE relays ADD COLUMN confirmed_at ${TEXT}`,
    `ALTER TABLE relays ADD COLUMN confirmations ${TEXT} NOT NULL DEFAULT '[]'`,
    `ALTER TABLE relays ADD COLUMN key_since ${TEXT} NOT NULL DEFAULT ''`,
    `ALTER TABLE relays ADD COLUMN previous_key ${TEXT}`,
    `ALTER TABLE relays ADD COLUMN previous_key_until ${TEXT}`,
    'ALTER TABLE relays ADD COLUMN rotation_wanted INTEGER NOT NULL DEFAULT 0',
    'UPDATE relays SET confirmed_at = enrolled_at, key_since = enrolled_at',
  ],
};
