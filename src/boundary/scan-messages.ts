import { z } from 'zod';
import type { StoredScan } from '../model/stored-scan.ts';
import { storedScan } from './stored-scan.ts';

const strings = z.array(z.string().min(1).max(1000)).max(100);
const wish = z.strictObject({ below: strings, checks: strings, isSinceLast: z.boolean(), into: strings, outOf: strings, account: z.string().min(1).max(256) });
const stop = z.strictObject({ n: z.int().min(1) });
const report = z.strictObject({ n: z.int().min(1).nullable(), form: z.enum(['html', 'csv', 'json', 'jsonl']) });
const line = z.strictObject({ is: z.enum(['began', 'running', 'progress', 'ended']), scan: storedScan, expected: z.int().nullable() });

/** Media type of the lines that tell how far a scan is. */
export const SCAN_LINES = 'application/vnd.syncwhy-scan-lines+json';

/** One line on the way of a scan. `expected`: how many objects the scan before had read, for a bar of progress. */
export interface ScanLine {
  readonly is: 'began' | 'running' | 'progress' | 'ended';
  readonly scan: StoredScan;
  readonly expected: number | null;
}

export function parseScanWish(body: unknown): z.infer<typeof wish> | null {
  const parsed = wish.safeParse(body);
  return parsed.success ? parsed.data : null;
}

export function parseScanStop(body: unknown): z.infer<typeof stop> | null {
  const parsed = stop.safeParse(body);
  return parsed.success ? parsed.data : null;
}

export function parseReportWish(body: unknown): z.infer<typeof report> | null {
  const parsed = report.safeParse(body);
  return parsed.success ? parsed.data : null;
}

/** Null for what is no line of a scan. */
export function parseScanLine(text: string): ScanLine | null {
  try {
    const parsed = line.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}
