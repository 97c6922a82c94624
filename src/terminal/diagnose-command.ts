import { parseBundle } from '../boundary/evidence-bundle.ts';
import { whyReply } from '../cards/why.ts';
import { CATALOGUE } from '../catalogue/index.ts';
import { diagnose } from '../diagnose/diagnose.ts';
import { exitCodeOf } from './ask-command.ts';

interface DiagnoseOptions {
  readonly json: boolean;
  stdout(text: string): void;
  stderr(text: string): void;
  /** Rejects or throws when the file cannot be read. */
  readFile(path: string): string | Promise<string>;
  stdin(): string | Promise<string>;
}

/** Diagnoses a bundle offline. Exit code 0 synced without a finding, 1 at least one finding, 2 bad input, not found, ambiguous or nothing to judge. */
export async function runDiagnose(file: string, { json, stdout, stderr, readFile, stdin }: DiagnoseOptions): Promise<number> {
  let text: string;
  try {
    text = await (file === '-' ? stdin() : readFile(file));
  } catch {
    stderr(`Cannot read ${file === '-' ? 'standard input' : file}. Give the path of an evidence bundle, or - for standard input.\n`);
    return 2;
  }
  const parsed = parseBundle(text);
  if (!parsed.ok) {
    stderr(`${parsed.says}\n`);
    return 2;
  }
  const { document } = parsed;
  if ((document.subject ?? '').trim() === '' && (document.question ?? '').trim() === '') {
    stderr('The evidence bundle does not say whom it is about. Add "subject" with a logon name, address or distinguished name.\n');
    return 2;
  }
  const diagnosis = diagnose(document, CATALOGUE);
  stdout(json ? `${JSON.stringify(diagnosis, null, 2)}\n` : `${whyReply(diagnosis, {}, { readAt: document.takenAt }).text}\n`);
  return exitCodeOf(diagnosis);
}
