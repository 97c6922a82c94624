import type { ScanFinding, ScanProgress, ScanRequest, ScanSummary } from '../model/scan.ts';
import type { ScanState, StoredScan } from '../model/stored-scan.ts';

export interface ScanBeginning {
  readonly by: StoredScan['by'];
  readonly request: ScanRequest;
  readonly at: string;
  /** A scan that was last seen before this has died; it is marked as failed. */
  readonly lostBefore: string;
  /** So many of the newest are kept, with the new one. */
  readonly keep: number;
}

export interface ScanEnd {
  readonly state: Exclude<ScanState, 'running'>;
  readonly at: string;
  readonly progress: ScanProgress;
  readonly summary: ScanSummary | null;
}

/** Scans and what they found. Every change is one transaction, durable before it resolves. */
export interface ScanStore {
  /** Begins a scan, unless one runs: of many that begin at once exactly one does. */
  beginScan(beginning: ScanBeginning): Promise<{ readonly is: 'began' | 'running'; readonly scan: StoredScan }>;
  /** Says that a scan still runs and how far it is; `end`: it shall, or it was given up. */
  noteScan(n: number, progress: ScanProgress, at: string): Promise<'go-on' | 'end'>;
  /**
   * Keeps findings behind those that are kept. Where all scans together would take more than `mostBytes`, the findings of the oldest go first,
   * and those of this scan that have no room at all are only counted.
   */
  addFindings(n: number, findings: readonly ScanFinding[], mostBytes: number): Promise<void>;
  /** Without effect on a scan that has ended. */
  endScan(n: number, end: ScanEnd): Promise<void>;
  /** False where it does not run. */
  wantScanEnd(n: number): Promise<boolean>;
  scan(n: number): Promise<StoredScan | null>;
  /** The newest first. */
  scans(): Promise<readonly StoredScan[]>;
  /** In the order in which they were found; read piece by piece. */
  findingsOf(n: number): AsyncIterable<ScanFinding>;
  /** A secret of this installation, the same for all its bots and for good: the given one where there was none. */
  scanSecret(fresh: string): Promise<string>;
}
