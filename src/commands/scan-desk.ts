import type { ScanFinding, ScanProgress, ScanRecord, ScanRequest, ScanSummary } from '../model/scan.ts';
import { NO_PROGRESS, type ScanWithFindings, type StoredScan } from '../model/stored-scan.ts';
import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import type { ScanStore } from '../ports/scan-store.ts';

interface Watch {
  readonly onProgress: (progress: ScanProgress) => void;
  readonly signal: AbortSignal;
}

interface DeskWorld {
  readonly store: ScanStore;
  /** Scans; the findings first, the summary last. */
  scan(request: ScanRequest, watch: Watch): AsyncIterable<ScanRecord>;
  /** Ids and areas that a request may name. */
  knows(check: string): boolean;
  readonly clock: Clock;
  readonly log: Log;
}

/** Scans of this installation: one at a time, whichever bot has it; everything that people are shown of it is read from the store. */
export interface ScanDesk {
  knows(check: string): boolean;
  /** Begins a scan in the background, or gives the one that runs. */
  begin(by: StoredScan['by'], request: ScanRequest): Promise<{ readonly is: 'began' | 'running'; readonly scan: StoredScan }>;
  /** False where it does not run. It ends soon after, with a summary of what it has found. */
  stop(n: number): Promise<boolean>;
  /** Tells how far a scan is, after so many milliseconds each time, until it has ended, nobody listens any more, or there is no such scan. */
  follow(n: number, listener: { pause(times: number): number; tell(scan: StoredScan): Promise<void>; readonly signal?: AbortSignal | undefined }): Promise<StoredScan | null>;
  /** A scan with its findings; the newest that has ended where no number is given. */
  report(n: number | null): Promise<ScanWithFindings | null>;
  scans(): Promise<readonly StoredScan[]>;
  /** Ends the scan of this process and waits for it. */
  close(): Promise<void>;
}

const KEEP_SCANS = 20;
const MOST_BYTES = 200_000_000;
const AT_ONCE = 1_000;
const NOTE_MS = 1_000;
/** Longer than a process that is well can be silent. */
const LOST_MS = 120_000;

export function createScanDesk(world: DeskWorld): ScanDesk {
  const { store, clock, log } = world;
  const stopping = new AbortController();
  const under: { way: Promise<void> } = { way: Promise.resolve() };
  return {
    knows: (check) => world.knows(check),
    async begin(by, request) {
      const now = clock.now();
      const begun = await store.beginScan({ by, request, at: now.toISOString(), lostBefore: new Date(now.getTime() - LOST_MS).toISOString(), keep: KEEP_SCANS });
      if (begun.is === 'began') under.way = runToEnd(world, begun.scan, stopping.signal).catch((error: unknown) => log.error('background.failed', { what: 'scan', error: error instanceof Error ? (error.stack ?? error.message) : 'unknown' }));
      return begun;
    },
    stop: (n) => store.wantScanEnd(n),
    follow: (n, listener) => follow(world, n, listener),
    async report(n) {
      const scan = n === null ? (await store.scans()).find(({ state }) => state !== 'running') : await store.scan(n);
      return scan === undefined || scan === null ? null : { scan, findings: () => store.findingsOf(scan.n) };
    },
    scans: () => store.scans(),
    async close() {
      stopping.abort();
      await under.way;
    },
  };
}

async function follow({ store, clock }: DeskWorld, n: number, { pause, tell, signal }: Parameters<ScanDesk['follow']>[1]): Promise<StoredScan | null> {
  for (let times = 0; ; times += 1) {
    const scan = await store.scan(n);
    if (scan?.state !== 'running' || signal?.aborted === true) return scan;
    const isDead = clock.now().getTime() - Date.parse(scan.seenAt) > LOST_MS;
    if (isDead) return { ...scan, state: 'failed' };
    if (times > 0) await tell(scan);
    await clock.sleep(pause(times), signal);
  }
}

/** One scan from its first to its last record; whatever happens, the store says at the end that it has ended. */
async function runToEnd(world: DeskWorld, { n, request }: StoredScan, closing: AbortSignal): Promise<void> {
  const own = new AbortController();
  const signal = AbortSignal.any([closing, own.signal]);
  const done = new AbortController();
  const seen: { progress: ScanProgress } = { progress: NO_PROGRESS };
  const noting = note(world, n, { seen, done: done.signal, stop: () => own.abort() });
  let summary: ScanSummary | null = null;
  try {
    summary = await takeDown(world, n, world.scan(request, { signal, onProgress: (progress) => { seen.progress = progress; } }));
  } finally {
    done.abort();
    await noting;
    const state = summary === null ? 'failed' : summary.ended === 'stopped' ? 'stopped' : 'done';
    await world.store.endScan(n, { state, at: world.clock.now().toISOString(), progress: seen.progress, summary });
  }
}

async function takeDown({ store }: DeskWorld, n: number, records: AsyncIterable<ScanRecord>): Promise<ScanSummary | null> {
  let summary: ScanSummary | null = null;
  let findings: ScanFinding[] = [];
  for await (const record of records) {
    if (record.record === 'summary') summary = record;
    else findings.push(record);
    if (findings.length < AT_ONCE) continue;
    await store.addFindings(n, findings, MOST_BYTES);
    findings = [];
  }
  await store.addFindings(n, findings, MOST_BYTES);
  return summary;
}

/** Says every second that the scan runs, and hears whether it shall end. A store that does not answer for a moment ends no scan. */
async function note({ store, clock, log }: DeskWorld, n: number, { seen, done, stop }: { readonly seen: { readonly progress: ScanProgress }; readonly done: AbortSignal; stop(): void }): Promise<void> {
  while (!done.aborted) {
    await clock.sleep(NOTE_MS, done);
    if (done.aborted) return;
    const next = await store.noteScan(n, seen.progress, clock.now().toISOString()).catch(() => {
      log.warn('scan.not-noted', { n });
      return 'go-on' as const;
    });
    if (next === 'end') stop();
  }
}
