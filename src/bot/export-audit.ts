import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { hostname } from 'node:os';
import type { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import packageJson from '../../package.json' with { type: 'json' };
import { NotReady } from '../ports/not-ready.ts';
import type { Store } from '../ports/store.ts';
import type { Terminal } from '../terminal/ask-command.ts';
import { everyLink, exportTrail, type ExportFormat } from '../trail/export-trail.ts';
import { readBotConfig } from './config.ts';
import { openStore } from './open-store.ts';

interface ExportOptions {
  readonly config: string;
  readonly since?: Date | undefined;
  readonly until?: Date | undefined;
  /** Code of a plan. */
  readonly plan?: string | undefined;
  readonly format: ExportFormat;
  /** A file that is made; standard output when left out. */
  readonly out?: string | undefined;
}

/** `syncwhy audit export`: line by line, so that a trail of any length fits into memory. Exit code 0; throws `NotReady` when there is nothing to export. */
export async function exportAudit(options: ExportOptions, terminal: Pick<Terminal, 'err'>, standardOutput: Writable = process.stdout): Promise<number> {
  const store = await openStore(readBotConfig(options.config, process.env).store, { environment: process.env, mustExist: true });
  try {
    const planId = options.plan === undefined ? undefined : await planIdOf(store, options.plan);
    const lines = exportTrail(everyLink(store), { since: options.since, until: options.until, planId }, { format: options.format, version: packageJson.version, host: hostname() });
    const written = options.out === undefined ? await writeAll(lines, standardOutput, { end: false }) : await writeFile(lines, options.out);
    terminal.err(`${written} ${written === 1 ? 'entry' : 'entries'} exported.`);
    return 0;
  } finally {
    await store.close();
  }
}

async function planIdOf(store: Pick<Store, 'planByCode'>, code: string): Promise<string> {
  const plan = await store.planByCode(code.trim().toUpperCase());
  if (plan === null) throw new NotReady(`There is no plan ${code}, so nothing was exported.`);
  return plan.content.planId;
}

async function writeFile(lines: AsyncIterable<string>, file: string): Promise<number> {
  const stream = createWriteStream(file, { flags: 'wx', mode: 0o600 });
  try {
    await once(stream, 'open');
  } catch {
    throw new NotReady(`${file} cannot be made: it is there already, or its folder is missing or not writable.`);
  }
  return writeAll(lines, stream, { end: true });
}

async function writeAll(lines: AsyncIterable<string>, stream: Writable, { end }: { readonly end: boolean }): Promise<number> {
  let written = 0;
  const text = async function* (): AsyncGenerator<string> {
    for await (const line of lines) {
      yield `${line}\n`;
      written += 1;
    }
  };
  try {
    await pipeline(text(), stream, { end });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null;
    if (code === 'ENOSPC' || code === 'EDQUOT' || code === 'EIO') throw new NotReady(`The export ended after ${written} entries: there is no room to write more.`);
    // A reader such as `head` has seen enough.
    if (code !== 'EPIPE' && code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
  }
  return written;
}
