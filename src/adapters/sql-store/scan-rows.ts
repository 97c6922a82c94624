import { gunzipSync, gzipSync } from 'node:zlib';
import { findingsOfLines, storedScanOf } from '../../boundary/stored-scan.ts';
import type { ScanFinding, ScanProgress } from '../../model/scan.ts';
import { NO_PROGRESS, type StoredScan } from '../../model/stored-scan.ts';
import type { ScanBeginning, ScanEnd } from '../../ports/scan-store.ts';
import { columnText } from './column-text.ts';
import { inTransaction } from './in-transaction.ts';
import type { Database, Tables, Writing } from './tables.ts';

type Begun = { readonly is: 'began' | 'running'; readonly scan: StoredScan };

export async function beginScan(database: Database, { by, request, at, lostBefore, keep }: ScanBeginning): Promise<Begun> {
  return inTransaction(database, async (writing) => {
    const running = await runningScan(writing, lostBefore);
    if (running !== null) return { is: 'running', scan: running };
    const newest = await writing.selectFrom('scans').select('n').orderBy('n', 'desc').limit(keep).execute();
    const n = (newest[0]?.n ?? 0) + 1;
    const scan: StoredScan = { n, by, request, startedAt: at, seenAt: at, endedAt: null, state: 'running', progress: NO_PROGRESS, summary: null, kept: 0, dropped: 0, stopWanted: false };
    const { numInsertedOrUpdatedRows } = await writing.insertInto('scans').values({ ...rowOf(scan), bytes: 0 }).onConflict((clash) => clash.doNothing()).executeTakeFirst();
    const other = numInsertedOrUpdatedRows === 1n ? null : await runningScan(writing, lostBefore);
    if (other !== null) return { is: 'running', scan: other };
    const oldestKept = newest[keep - 2]?.n;
    if (oldestKept !== undefined) await writing.deleteFrom('scans').where('n', '<', oldestKept).execute();
    return { is: 'began', scan };
  });
}

/** The one that runs. What has not been seen for long died with its process. */
async function runningScan(writing: Writing, lostBefore: string): Promise<StoredScan | null> {
  const rows = await writing.selectFrom('scans').selectAll().where('state', '=', 'running').orderBy('n', 'desc').execute();
  for (const row of rows) {
    const scan = scanOfRow(row);
    if (scan.seenAt >= lostBefore) return scan;
    await write(writing, { ...scan, state: 'failed', endedAt: scan.seenAt });
  }
  return null;
}

export async function noteScan(database: Database, n: number, { progress, at }: { readonly progress: ScanProgress; readonly at: string }): Promise<'go-on' | 'end'> {
  return inTransaction(database, async (writing) => {
    const scan = await lockedScan(writing, n);
    if (scan?.state !== 'running') return 'end';
    await write(writing, { ...scan, progress, seenAt: at });
    return scan.stopWanted ? 'end' : 'go-on';
  });
}

export async function endScan(database: Database, n: number, { state, at, progress, summary }: ScanEnd): Promise<void> {
  await inTransaction(database, async (writing) => {
    const scan = await lockedScan(writing, n);
    if (scan?.state === 'running') await write(writing, { ...scan, state, seenAt: at, endedAt: at, progress, summary });
  });
}

export async function wantScanEnd(database: Database, n: number): Promise<boolean> {
  const { numUpdatedRows } = await database.updateTable('scans').set({ stop_wanted: 1 }).where('n', '=', n).where('state', '=', 'running').executeTakeFirst();
  return numUpdatedRows === 1n;
}

export async function scanOf(database: Database, n: number): Promise<StoredScan | null> {
  const row = await database.selectFrom('scans').selectAll().where('n', '=', n).executeTakeFirst();
  return row === undefined ? null : scanOfRow(row);
}

export const scans = async (database: Database): Promise<readonly StoredScan[]> => (await database.selectFrom('scans').selectAll().orderBy('n', 'desc').execute()).map(scanOfRow);

export async function addFindings(database: Database, n: number, { findings, mostBytes }: { readonly findings: readonly ScanFinding[]; readonly mostBytes: number }): Promise<void> {
  if (findings.length === 0) return;
  const content = gzipSync(findings.map((finding) => JSON.stringify(finding)).join('\n'), { level: 6 }).toString('base64');
  await inTransaction(database, async (writing) => {
    const all = await writing.selectFrom('scans').select(['n', 'bytes', 'kept', 'dropped']).orderBy('n').execute();
    const own = all.find((each) => each.n === n);
    if (own === undefined) return;
    const hasRoom = await makeRoom(writing, all.filter((each) => each.n !== n), mostBytes - own.bytes - content.length);
    if (!hasRoom) {
      await writing.updateTable('scans').set({ dropped: own.dropped + findings.length }).where('n', '=', n).execute();
      return;
    }
    // Numbers of findings rise from piece to piece, so they give the pieces their order.
    await writing.insertInto('scan_pieces').values({ n, place: own.kept, content }).execute();
    await writing.updateTable('scans').set({ kept: own.kept + findings.length, bytes: own.bytes + content.length }).where('n', '=', n).execute();
  });
}

/** Gives up the findings of the oldest scans until the others take at most so many bytes; false where not even that is enough. */
async function makeRoom(writing: Writing, others: readonly Pick<Tables['scans'], 'n' | 'bytes' | 'kept' | 'dropped'>[], room: number): Promise<boolean> {
  if (room < 0) return false;
  let taken = others.reduce((sum, { bytes }) => sum + bytes, 0);
  for (const { n, bytes, kept, dropped } of others) {
    if (taken <= room) break;
    if (bytes === 0) continue;
    await writing.deleteFrom('scan_pieces').where('n', '=', n).execute();
    await writing.updateTable('scans').set({ bytes: 0, kept: 0, dropped: dropped + kept }).where('n', '=', n).execute();
    taken -= bytes;
  }
  return true;
}

export async function* findingsOf(database: Database, n: number): AsyncGenerator<ScanFinding, void> {
  for (let after = -1; ;) {
    const piece = await database.selectFrom('scan_pieces').select(['place', 'content']).where('n', '=', n).where('place', '>', after).orderBy('place').limit(1).executeTakeFirst();
    if (piece === undefined) return;
    yield* findingsOfLines(gunzipSync(Buffer.from(piece.content, 'base64')).toString('utf8'));
    after = piece.place;
  }
}

const SECRET = 'scan.secret';

export async function scanSecret(database: Database, fresh: string): Promise<string> {
  await database.insertInto('kept_readings').values({ name: SECRET, value: fresh }).onConflict((clash) => clash.doNothing()).execute();
  const { value } = await database.selectFrom('kept_readings').select('value').where('name', '=', SECRET).executeTakeFirstOrThrow();
  return value;
}

/** The row is written by one transaction at a time. */
async function lockedScan(writing: Writing, n: number): Promise<StoredScan | null> {
  await writing.updateTable('scans').set((row) => ({ bytes: row.ref('bytes') })).where('n', '=', n).execute();
  const row = await writing.selectFrom('scans').selectAll().where('n', '=', n).executeTakeFirst();
  return row === undefined ? null : scanOfRow(row);
}

/** Without what others count or want meanwhile. */
async function write(writing: Writing, scan: StoredScan): Promise<void> {
  const { state, seen_at, scan: text } = rowOf(scan);
  await writing.updateTable('scans').set({ state, seen_at, scan: text }).where('n', '=', scan.n).execute();
}

function rowOf({ n, state, seenAt, kept, dropped, stopWanted, ...rest }: StoredScan): Omit<Tables['scans'], 'bytes'> {
  return { n, state, seen_at: seenAt, stop_wanted: stopWanted ? 1 : 0, kept, dropped, scan: columnText(JSON.stringify(rest)) };
}

function scanOfRow({ n, state, seen_at: seenAt, kept, dropped, stop_wanted: stopWanted, scan }: Tables['scans']): StoredScan {
  const rest: unknown = JSON.parse(scan);
  return storedScanOf({ ...(typeof rest === 'object' ? rest : {}), n, state, seenAt, kept, dropped, stopWanted: stopWanted === 1 });
}
