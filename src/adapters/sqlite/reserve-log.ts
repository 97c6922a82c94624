import { statSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';

/** As long as SQLite lets its log grow before it begins again at the front: 1,000 pages of 4 KiB. */
const OCTETS = 4 * 1024 * 1024;
const SMALL_CACHE = 10;
/** SQLite's own, in KiB. */
const USUAL_CACHE = -2000;

/**
 * Gives the write-ahead log its full length at once. A commit then writes over what is there, and making it durable costs one write to the disk;
 * a log that grows costs a second one, for its new length. SQLite keeps the length for as long as somebody has the store open.
 */
export function reserveLog(database: DatabaseSync): void {
  const file = database.location();
  if (file === null || (statSync(`${file}-wal`, { throwIfNoEntry: false })?.size ?? 0) >= OCTETS) return;
  try {
    // What does not fit in the cache goes to the log; taken back, it leaves nothing but the length.
    database.exec(`PRAGMA cache_size = ${SMALL_CACHE}; BEGIN IMMEDIATE; CREATE TABLE reserved (octets BLOB); INSERT INTO reserved VALUES (zeroblob(${OCTETS}))`);
  } catch {
    // Without it a store is only slower.
  } finally {
    if (database.isTransaction) database.exec('ROLLBACK');
    database.exec(`PRAGMA cache_size = ${USUAL_CACHE}`);
  }
}
