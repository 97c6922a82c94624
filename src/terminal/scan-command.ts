import { parseAdminAnswer } from '../boundary/admin-messages.ts';
import { parseScanLine, SCAN_LINES } from '../boundary/scan-messages.ts';
import type { StoredScan } from '../model/stored-scan.ts';
import { counted, findingsIn, summaryWords, titleOfFinding, unreadWords } from '../report/finding-words.ts';
import { askBot, gone, reachBot, type AdminAddress } from './admin-client.ts';
import type { Terminal } from './ask-command.ts';
import { linesOf } from './lines-of.ts';
import { progressBar, type ProgressLine } from './progress-bar.ts';

export interface ScanOptions {
  readonly wish: { readonly below: readonly string[]; readonly checks: readonly string[]; readonly isSinceLast: boolean; readonly into: readonly string[]; readonly outOf: readonly string[]; readonly account: string };
  /** Files by their endings. */
  readonly files: readonly { readonly file: string; readonly form: ReportForm }[];
  readonly json: boolean;
}

export interface ScanTerminal extends Terminal {
  readonly progress: ProgressLine;
  /** Writes pieces into a file, or to the standard output where it is null; rejects where it cannot. */
  write(file: string | null, pieces: AsyncIterable<string>): Promise<void>;
  /** Aborts at the first Ctrl+C. */
  readonly interrupted: AbortSignal;
  titleOf(cause: string): string | undefined;
}

export type ReportForm = 'html' | 'csv' | 'json' | 'jsonl';

/** The form of a file by its ending; null for another one. */
export const formOfFile = (file: string): ReportForm | null => (['html', 'csv', 'jsonl', 'json'] as const).find((form) => file.toLowerCase().endsWith(`.${form}`)) ?? null;

const A_DAY_MS = 86_400_000;

/**
 * Scans through the running bot. Exit code 0 when nothing was found, 1 with at least one finding, 2 for bad input or when nothing could be read,
 * 3 when a part was not read or the scan was stopped.
 */
export async function runScan(address: AdminAddress, options: ScanOptions, terminal: ScanTerminal): Promise<number> {
  const refused = (says: string): number => {
    terminal.err(says);
    return 2;
  };
  const answered = await reachBot(address, '/admin/scan', { body: options.wish, longestMs: A_DAY_MS });
  if (!answered.ok) return refused(answered.says);
  if (answered.response.headers.get('content-type') !== SCAN_LINES) {
    const said = parseAdminAnswer(await answered.response.text());
    return refused(said.ok ? said.text : said.says);
  }
  const ended = await follow(address, answered.response, terminal).catch(() => ({ is: 'lost' as const }));
  if (ended.is === 'busy') return refused(`Scan ${ended.scan.n} of ${ended.scan.by.name} runs already, since ${ended.scan.startedAt.slice(11, 16)} UTC. Wait for it, or stop it in the chat.`);
  if (ended.is === 'lost') return refused(gone(address));
  const isWritten = await writeReports(address, ended.scan, { options, terminal });
  if (!options.json) for (const line of endWords(ended.scan, terminal)) terminal.out(line);
  return isWritten ? scanExitCode(ended.scan) : 2;
}

/** Writes the report of a scan that is kept. Exit code 0, or 2 where there is none or it cannot be written. */
export async function runReport(address: AdminAddress, { n, files, json }: Pick<ScanOptions, 'files' | 'json'> & { readonly n: number }, terminal: ScanTerminal): Promise<number> {
  return (await writeReports(address, { n }, { options: { files, json }, terminal })) ? 0 : 2;
}

type Followed = { readonly is: 'ended' | 'busy'; readonly scan: StoredScan } | { readonly is: 'lost' };

async function follow(address: AdminAddress, { body }: Response, { progress, interrupted, err }: ScanTerminal): Promise<Followed> {
  if (body === null) return { is: 'lost' };
  const bar = progressBar(progress);
  const running: { n: number | null } = { n: null };
  const stop = (): void => {
    err('Stopping; what was found until now is kept. Press Ctrl+C again to leave at once.');
    if (running.n !== null) void askBot(address, '/admin/scan-stop', { n: running.n });
  };
  interrupted.addEventListener('abort', stop, { once: true });
  try {
    for await (const text of linesOf(body)) {
      const line = parseScanLine(text);
      if (line === null) return { is: 'lost' };
      if (line.is === 'running') return { is: 'busy', scan: line.scan };
      running.n = line.scan.n;
      bar.show(line.scan.progress, line.expected);
      if (line.is === 'ended') return { is: 'ended', scan: line.scan };
    }
    return { is: 'lost' };
  } finally {
    bar.end();
    interrupted.removeEventListener('abort', stop);
  }
}

async function writeReports(address: AdminAddress, { n }: Pick<StoredScan, 'n'>, { options, terminal }: { readonly options: Pick<ScanOptions, 'files' | 'json'>; readonly terminal: ScanTerminal }): Promise<boolean> {
  const wanted = [...options.files, ...(options.json ? [{ file: null, form: 'json' as const }] : [])];
  let isWritten = true;
  for (const { file, form } of wanted) {
    const answered = await reachBot(address, '/admin/scan-report', { body: { n, form }, longestMs: A_DAY_MS });
    if (!answered.ok) terminal.err(answered.says);
    const body = answered.ok && answered.response.headers.get('x-syncwhy-scan') !== null ? answered.response.body : null;
    const isDone = body !== null && (await terminal.write(file, body.pipeThrough(new TextDecoderStream())).then(() => true, () => false));
    if (!isDone) terminal.err(`The report of scan ${n} could not be written${file === null ? '' : ` to ${file}`}. Is the scan kept (syncwhy ask scans), and may this account write there?`);
    else if (file !== null) terminal.err(`Written: ${file}`);
    isWritten &&= isDone;
  }
  return isWritten;
}

function endWords(scan: StoredScan, { titleOf }: ScanTerminal): readonly string[] {
  const { summary } = scan;
  const causes = summary === null ? [] : summary.findings.slice(0, 20).map(({ id, directory, entra }) => `  ${String(directory + entra).padStart(7)}  ${titleOfFinding(id, titleOf)} (${id})`);
  const more = (summary?.findings.length ?? 0) - causes.length;
  const unread = summary?.unread ?? [];
  return [
    `Scan ${scan.n}: ${scan.state}.`, ...summaryWords(scan), ...causes, more > 0 ? `  and ${counted(more, 'more cause')}` : '',
    unread.length === 0 ? '' : 'Not read:', ...unread.map((each) => `  ${unreadWords(each)}`),
  ].filter((line) => line !== '');
}

export function scanExitCode({ state, summary }: StoredScan): number {
  if (summary === null || state === 'failed') return 2;
  const { directory, entra } = summary.objects;
  if (directory + entra === 0 && summary.unread.length > 0) return 2;
  if (summary.ended !== 'whole') return 3;
  return findingsIn(summary) > 0 ? 1 : 0;
}
