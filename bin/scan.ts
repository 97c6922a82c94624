import { createWriteStream } from 'node:fs';
import { userInfo } from 'node:os';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Command } from 'commander';
import { NotReady } from '../src/ports/not-ready.ts';
import type { AdminAddress } from '../src/terminal/admin-client.ts';
import type { Terminal } from '../src/terminal/ask-command.ts';

interface WhichBot {
  readonly config?: string;
  readonly lab?: boolean;
}

interface Options extends WhichBot {
  readonly json?: boolean;
  readonly report?: string;
  readonly out?: readonly string[];
  readonly since?: string;
  readonly ou?: readonly string[];
  readonly checks?: string;
  readonly whatIf?: readonly string[];
  readonly whatIfNot?: readonly string[];
}

type WithBot = (options: WhichBot, work: (address: AdminAddress) => Promise<number>) => Promise<number>;

/** `syncwhy scan` and `syncwhy scan diff`. */
export function addScan(program: Command, { terminal, withBot }: { readonly terminal: Terminal; readonly withBot: WithBot }, ended: (code: number) => void): void {
  const scan = program.command('scan').enablePositionalOptions().description('scan Active Directory and Entra ID; ends with 1 when something was found, with 3 when a part could not be read')
    .option('--out <file...>', 'write the report; the ending says how: .html, .csv, .json or .jsonl')
    .option('--report <number>', 'no new scan: the report of one that is kept')
    .option('--since <scan>', 'last: read only what has changed since the last scan')
    .option('--ou <dn...>', 'only these containers')
    .option('--checks <list>', 'only these causes, areas or checks, with commas between them')
    .option('--what-if <dn...>', 'foretell: what if these containers were synchronised')
    .option('--what-if-not <dn...>', 'foretell: what if these containers were no longer synchronised')
    .option('--lab', 'the lab; starts one when none runs')
    .option('--config <file>', 'configuration of the running bot')
    .option('--json', 'the whole report as JSON on the standard output')
    .action(async (options: Options) => {
      ended(await runIt(options, terminal, withBot));
    });
  scan.command('diff').argument('[before]', 'number of the earlier scan').argument('[after]', 'number of the later scan; the last two when both are left out')
    .description('what is new and what is gone between two scans')
    .option('--lab', 'of the lab')
    .option('--config <file>', 'configuration of the running bot')
    .option('--json', 'as JSON')
    .action(async (before: string | undefined, after: string | undefined, options: { lab?: boolean; config?: string; json?: boolean }) => {
      const { runAsk } = await import('../src/terminal/ask-command.ts');
      ended(await withBot(options, (address) => runAsk(address, ['scan diff', before, after].filter((each) => each !== undefined).join(' '), { json: options.json === true, terminal })));
    });
}

async function runIt(options: Options, terminal: Terminal, withBot: WithBot): Promise<number> {
  const [{ runReport, runScan, formOfFile }, { CATALOGUE }] = await Promise.all([import('../src/terminal/scan-command.ts'), import('../src/catalogue/index.ts')]);
  if (options.since !== undefined && options.since !== 'last') throw new NotReady(`--since takes the word last, not "${options.since.slice(0, 40)}".`);
  const files = (options.out ?? []).map((file) => {
    const form = formOfFile(file);
    if (form === null) throw new NotReady(`The ending of ${file} says nothing: a report is .html, .csv, .json or .jsonl.`);
    return { file, form };
  });
  const checks = (options.checks ?? '').split(',').map((each) => each.trim()).filter((each) => each !== '');
  const wish = { below: options.ou ?? [], checks, isSinceLast: options.since === 'last', into: options.whatIf ?? [], outOf: options.whatIfNot ?? [], account: userInfo().username };
  const interrupted = new AbortController();
  process.once('SIGINT', () => {
    interrupted.abort();
  });
  const n = options.report === undefined ? null : Number(options.report);
  if (n !== null && !(Number.isSafeInteger(n) && n > 0)) throw new NotReady('--report takes the number of a scan, as syncwhy ask scans lists them.');
  if (n !== null && files.length === 0 && options.json !== true) throw new NotReady('Where shall the report go? Say --out report.html, or --json.');
  const scanTerminal = {
    ...terminal, write, interrupted: interrupted.signal, titleOf: (cause: string) => CATALOGUE.find(({ text }) => text.id === cause)?.text.title,
    progress: { isTerminal: process.stderr.isTTY, write: (text: string) => void process.stderr.write(text) },
  };
  const wanted = { files, json: options.json === true };
  return withBot(options, (address) => (n === null ? runScan(address, { ...wanted, wish }, scanTerminal) : runReport(address, { ...wanted, n }, scanTerminal)));
}

/** Whoever can read the report can read the names of the whole company: its owner only. */
async function write(file: string | null, pieces: AsyncIterable<string>): Promise<void> {
  if (file !== null) return pipeline(Readable.from(pieces), createWriteStream(file, { mode: 0o600 }));
  for await (const piece of pieces) if (!process.stdout.write(piece)) await new Promise((resolve) => process.stdout.once('drain', resolve));
}
