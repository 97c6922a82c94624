import type { ScanWithFindings } from '../model/stored-scan.ts';
import type { TitleOf } from './finding-words.ts';
import { scanCsv } from './scan-csv.ts';
import { scanHtml } from './scan-html.ts';
import { scanJson, scanJsonLines } from './scan-json.ts';

type Form = 'html' | 'csv' | 'json' | 'jsonl';

export const REPORT_TYPES: Readonly<Record<Form, string>> = { html: 'text/html; charset=utf-8', csv: 'text/csv; charset=utf-8', json: 'application/json; charset=utf-8', jsonl: 'application/x-ndjson; charset=utf-8' };

/** A report piece by piece, however long it is. */
export function scanReport(report: ScanWithFindings, form: Form, titleOf: TitleOf): AsyncIterable<string> {
  if (form === 'html') return scanHtml(report, titleOf);
  if (form === 'csv') return scanCsv(report.findings(), titleOf);
  return form === 'json' ? scanJson(report) : scanJsonLines(report);
}
