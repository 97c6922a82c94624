import type { PersonId } from './ids.ts';
import type { ScanFinding, ScanProgress, ScanRequest, ScanSummary } from './scan.ts';

export const SCAN_STATES = ['running', 'done', 'stopped', 'failed'] as const;
/** `done`: with a summary, which says whether everything was read. `failed`: it ended without one, e.g. because the process died. */
export type ScanState = (typeof SCAN_STATES)[number];

/** A scan as it is kept; its findings are kept apart. Times are ISO 8601 UTC. */
export interface StoredScan {
  /** By which people name it; every new one has a higher number. */
  readonly n: number;
  readonly by: { readonly oid: PersonId; readonly name: string };
  readonly request: ScanRequest;
  readonly startedAt: string;
  /** When its process last said that it is at it. */
  readonly seenAt: string;
  readonly endedAt: string | null;
  readonly state: ScanState;
  readonly progress: ScanProgress;
  readonly summary: ScanSummary | null;
  /** Findings that are kept. */
  readonly kept: number;
  /** Findings that were given up because there was no more room. */
  readonly dropped: number;
  /** Somebody wants it to end. */
  readonly stopWanted: boolean;
}

/** A scan with everything that it found. */
export interface ScanWithFindings {
  readonly scan: StoredScan;
  findings(): AsyncIterable<ScanFinding>;
}

export const NO_PROGRESS: ScanProgress = { phase: 'reading', directory: 0, entra: 0, suspects: 0, judged: 0, findings: 0 };
