import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { parseAuditLine, parsePostedHead } from '../boundary/audit-lines.ts';
import type { PostedHead } from '../model/audit-head.ts';
import { NotReady } from '../ports/not-ready.ts';
import type { AuditLink } from '../ports/store.ts';
import type { Terminal } from '../terminal/ask-command.ts';
import { checkTrail, type TrailCheck } from '../trail/check-trail.ts';
import { everyLink } from '../trail/export-trail.ts';
import { readBotConfig } from './config.ts';
import { openStore } from './open-store.ts';

interface VerifyOptions {
  /** Configuration of the bot whose store is checked; or `file`. */
  readonly config?: string | undefined;
  /** An export in JSON lines. */
  readonly file?: string | undefined;
  /** Heads that were posted to a second place, in JSON lines. */
  readonly heads?: string | undefined;
}

/** `syncwhy audit verify`: recomputes every link and compares with posted heads. Exit code 0 whole, 1 broken or a selection; throws `NotReady` when there is nothing to check. */
export async function verifyAudit(options: VerifyOptions, terminal: Terminal): Promise<number> {
  const heads = options.heads === undefined ? [] : await headsOf(options.heads);
  const checked = await (options.file === undefined ? checkedStore(options.config, heads) : checkedFile(options.file, heads));
  for (const line of told(checked, options)) terminal.out(line);
  return checked.broken === null && checked.gaps === 0 ? 0 : 1;
}

async function checkedStore(config: string | undefined, heads: readonly PostedHead[]): Promise<TrailCheck> {
  if (config === undefined) throw new NotReady('Which trail? Say --config FILE for the store of a bot, or --file FILE for an export.');
  const store = await openStore(readBotConfig(config, process.env).store, { environment: process.env, mustExist: true }).catch((error: unknown) => {
    throw error instanceof NotReady ? new NotReady(`${error.message} So no audit trail was checked.`) : error;
  });
  try {
    return await checkTrail(everyLink(store), { heads, mayBeSelection: false });
  } finally {
    await store.close();
  }
}

async function checkedFile(file: string, heads: readonly PostedHead[]): Promise<TrailCheck> {
  const checked = await checkTrail(linksOf(file), { heads, mayBeSelection: true });
  if (checked.entries === 0 && checked.broken === null) throw new NotReady(`${file} holds no entries, so nothing was checked.`);
  return checked;
}

async function* linksOf(file: string): AsyncGenerator<AuditLink> {
  for await (const { line, number } of linesOf(file, 'the export')) {
    const link = parseAuditLine(line);
    if (link === null) throw new NotReady(`Line ${number} of ${file} is no entry of an audit trail. Only an export with --format jsonl can be verified.`);
    yield link;
  }
}

async function headsOf(file: string): Promise<readonly PostedHead[]> {
  const heads: PostedHead[] = [];
  for await (const { line, number } of linesOf(file, 'the posted heads')) {
    const head = parsePostedHead(line);
    if (head === null) throw new NotReady(`Line ${number} of ${file} is no posted head.`);
    heads.push(head);
  }
  if (heads.length === 0) throw new NotReady(`${file} holds no heads, so nothing was compared.`);
  return heads;
}

async function* linesOf(file: string, what: string): AsyncGenerator<{ readonly line: string; readonly number: number }> {
  let number = 0;
  try {
    for await (const line of createInterface({ input: createReadStream(file, 'utf8'), crlfDelay: Infinity })) {
      number += 1;
      if (line.trim() !== '') yield { line, number };
    }
  } catch (error) {
    if (error instanceof Error && 'syscall' in error) throw new NotReady(`Cannot read ${what} from ${file}: the file is missing or this account may not read it.`);
    throw error;
  }
}

function told(checked: TrailCheck, { file, heads }: VerifyOptions): readonly string[] {
  const { broken, entries, first, last, gaps } = checked;
  const compared = heads === undefined ? [] : headWords(checked);
  if (broken !== null) return [`The audit trail is broken. ${broken}`, ...compared];
  const what = file === undefined || (first === 1 && gaps === 0) ? 'The audit trail is whole' : gaps === 0 ? `These entries of the audit trail are whole, from ${first ?? 0} to ${last?.seq ?? 0}` : 'This is a selection of the audit trail';
  const size = `${entries} ${entries === 1 ? 'entry' : 'entries'}, head ${(last?.hash ?? '0'.repeat(64)).slice(0, 16)}.`;
  const selection = gaps === 0 ? [] : [`Each of these entries is as it was written, but others are left out in ${gaps} ${gaps === 1 ? 'place' : 'places'}, and nothing proves which. Verify the whole trail instead.`];
  return [`${what}: ${size}`, ...selection, ...compared];
}

function headWords({ proved, provedFrom, fitting, notHere, signers }: TrailCheck): readonly string[] {
  return [
    proved === null ? 'No posted head fits an entry here, so nothing is proved beyond the chain itself.' : `Entries ${provedFrom} to ${proved.seq} are proved by the head of ${proved.at.slice(0, 16).replace('T', ' ')} UTC (${fitting} ${fitting === 1 ? 'head fits' : 'heads fit'}); what follows rests on the chain alone.`,
    ...(notHere === 0 ? [] : [`${notHere} ${notHere === 1 ? 'head names an entry' : 'heads name entries'} that ${notHere === 1 ? 'is' : 'are'} not in this file.`]),
    ...(signers.length === 0 ? [] : [`Signed by the ${signers.length === 1 ? 'key' : 'keys'} ${signers.join(', ')}; compare with the key that the relays have pinned.`]),
  ];
}
