import { openSqliteStore } from '../../src/adapters/sqlite/open-sqlite-store.ts';
import { systemClock } from '../../src/adapters/system/system-clock.ts';
import { createScanDesk, type ScanDesk } from '../../src/commands/scan-desk.ts';
import type { ScanFinding, ScanRequest } from '../../src/model/scan.ts';
import type { Store } from '../../src/ports/store.ts';
import { SCAN_PROGRESS, sampleFindings, sampleSummary } from '../contracts/sample-scan.ts';

const QUIET = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** A desk over a real store; what a scan finds is set, and it can be held at its first finding. */
export interface PretendScans {
  readonly store: Store;
  readonly desk: ScanDesk;
  readonly asked: ScanRequest[];
  findings: readonly ScanFinding[];
  /** The next scan waits until this is called. */
  hold(): () => void;
  /** The next scan dies. */
  dies: boolean;
  close(): Promise<void>;
}

export async function pretendScans(): Promise<PretendScans> {
  const store = await openSqliteStore({ file: ':memory:', clock: systemClock });
  let held: Promise<void> = Promise.resolve();
  const asked: ScanRequest[] = [];
  const clock = { ...systemClock, sleep: (milliseconds: number, signal?: AbortSignal) => systemClock.sleep(Math.min(milliseconds, 20), signal) };
  const desk = createScanDesk({
    store, clock, log: QUIET, knows: (check) => check === 'duplicates',
    async *scan(request, { signal, onProgress }) {
      asked.push(request);
      onProgress(SCAN_PROGRESS);
      await Promise.race([held, new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }))]);
      if (pretend.dies) throw new Error('the scan died');
      yield* pretend.findings;
      onProgress({ ...SCAN_PROGRESS, phase: 'done', findings: pretend.findings.length });
      yield sampleSummary(pretend.findings, signal.aborted ? { ended: 'stopped' } : {});
    },
  });
  const pretend: PretendScans = {
    store, desk, asked, findings: sampleFindings(30), dies: false,
    hold() {
      let go = (): void => undefined;
      held = new Promise((resolve) => { go = resolve; });
      return go;
    },
    async close() {
      await desk.close();
      await store.close();
    },
  };
  return pretend;
}
