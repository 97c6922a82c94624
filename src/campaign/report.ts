import type { PairRow } from './campaign-standing.ts';

/** One line of the report of a campaign. */
export interface ReportRow {
  readonly oldAccount: string;
  readonly cloudId: string;
  readonly anchor: string;
  readonly newAccount: string;
  readonly newDn: string;
  readonly anchorBefore: string;
  readonly confidence: string;
  readonly because: string;
  readonly stands: string;
  readonly wave: string;
  readonly plan: string;
}

export const reportRows = (rows: readonly PairRow[]): readonly ReportRow[] =>
  rows.map(({ pair: { old, fresh, confidence, because }, stands, wave }) => ({
    oldAccount: old.ad?.dn ?? old.name, cloudId: old.cloudId, anchor: old.anchor, newAccount: fresh.name, newDn: fresh.dn, anchorBefore: fresh.anchor ?? '', confidence, because: because.join('; '), stands, wave: wave === null ? '' : String(wave.n), plan: wave?.code ?? '',
  }));

/** RFC 4180 with a header. A value that a spreadsheet would take for a formula gets an apostrophe in front. */
export function reportCsv(rows: readonly ReportRow[]): string {
  const header: readonly (keyof ReportRow)[] = ['oldAccount', 'cloudId', 'anchor', 'newAccount', 'newDn', 'anchorBefore', 'confidence', 'because', 'stands', 'wave', 'plan'];
  return [header.join(','), ...rows.map((row) => header.map((name) => csvCell(row[name])).join(','))].map((line) => `${line}\r\n`).join('');
}

/** Source of the characters: OWASP, CSV injection. */
export function csvCell(value: string): string {
  const harmless = /^[\s]*[=+\-@\t\r\n|%\uFF0B\uFF0D\uFF1D\uFF20]/u.test(value) ? `'${value}` : value;
  return /[",\r\n;']/u.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
