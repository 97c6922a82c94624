import type { Migration } from '../../sql-store/migration.ts';

/** Scans, and what they found in compressed pieces. */
export const scans: Migration = {
  number: 13, name: 'scans',
  statements: [
    'CREATE TABLE scans (n INTEGER PRIMARY KEY, state TEXT NOT NULL, seen_at TEXT NOT NULL, stop_wanted INTEGER NOT NULL, kept INTEGER NOT NULL, dropped INTEGER NOT NULL, bytes INTEGER NOT NULL, scan TEXT NOT NULL) STRICT',
    'CREATE TABLE scan_pieces (n INTEGER NOT NULL REFERENCES scans (n) ON DELETE CASCADE, place INTEGER NOT NULL, content TEXT NOT NULL, PRIMARY KEY (n, place)) STRICT',
  ],
};
