import type { Migration } from '../../sql-store/migration.ts';

const TEXT = 'TEXT COLLATE "C"';

/** Scans, and what they found in compressed pieces. */
export const scans: Migration = {
  number: 13, name: 'scans',
  statements: [
    `CREATE TABLE scans (n BIGINT PRIMARY KEY, state ${TEXT} NOT NULL, seen_at ${TEXT} NOT NULL, stop_wanted BIGINT NOT NULL, kept BIGINT NOT NULL, dropped BIGINT NOT NULL, bytes BIGINT NOT NULL, scan ${TEXT} NOT NULL)`,
    `CREATE TABLE scan_pieces (n BIGINT NOT NULL REFERENCES scans (n) ON DELETE CASCADE, place BIGINT NOT NULL, content ${TEXT} NOT NULL, PRIMARY KEY (n, place))`,
  ],
};
