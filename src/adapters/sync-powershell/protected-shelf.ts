import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs';
import { hostname } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readShelfAnswer, type ShelfRefusal } from '../../boundary/script-answer.ts';
import type { KeyShelf } from '../../ports/key-shelf.ts';
import { NotReady } from '../../ports/not-ready.ts';
import type { ShelfScript } from './shell.ts';

interface ProtectedShelf {
  readonly folder: string;
  /** Windows PowerShell 5.1 and whatever must precede its own arguments. */
  readonly command: readonly string[];
  /** The account that the relay runs as, e.g. `CONTOSO\svc-syncwhy$`; the one of this process when absent. */
  readonly account?: string | undefined;
}

/**
 * A shelf of Windows: each file holds one secret, protected by DPAPI for this machine and this place, and is open to SYSTEM, the administrators and the account of the service alone.
 * A file of an earlier version, which holds its secret as plain text, is read as it is. Source: System.Security.Cryptography.ProtectedData. Has not been run on Windows.
 */
export function createProtectedShelf(shelf: ProtectedShelf): KeyShelf {
  /** A secret is opened again only when other octets lie there: PowerShell takes its time to come up. */
  const opened = new Map<string, { readonly lies: string; readonly text: string }>();
  return {
    form(name) {
      const lies = readIfThere(join(shelf.folder, name));
      return lies === null ? 'absent' : isProtected(lies) ? 'protected' : 'plain';
    },
    read(name) {
      const lies = readIfThere(join(shelf.folder, name));
      if (lies === null || !isProtected(lies)) return lies;
      const known = opened.get(name);
      if (known?.lies === lies) return known.text;
      const text = unprotect(shelf, name, lies);
      opened.set(name, { lies, text });
      return text;
    },
    write: (name, text) => protect(shelf, name, text),
    remove(name) {
      removeFile(join(shelf.folder, name));
      opened.delete(name);
    },
  };
}

/** How a protected file begins; the machine's name follows, for the message when it lies on another one. */
const MARK = 'syncwhy-dpapi-1 ';
const isProtected = (lies: string): boolean => lies.startsWith(MARK);

/** Of another secret, or of the same in another folder, nothing can be made of the octets. */
const entropyOf = ({ folder }: ProtectedShelf, name: string): string => createHash('sha256').update(`syncwhy-relay\n${name}\n${resolve(folder).toLowerCase()}`).digest('base64');

function unprotect(shelf: ProtectedShelf, name: string, lies: string): string {
  const [head = '', data = ''] = lies.split('\n');
  const file = join(shelf.folder, name);
  const answer = ask(shelf, 'unprotect', { file, account: shelf.account ?? null, entropy: entropyOf(shelf, name), data: data.trim() });
  if (answer.ok) return Buffer.from(answer.result, 'base64').toString('utf8');
  const machine = head.slice(MARK.length).trim();
  const isForeign = answer.why === 'other-machine' || (answer.why === 'damaged' && machine !== hostname());
  throw new NotReady(isForeign ? ofAnotherMachine(file, machine) : SAYS[answer.why](file, shelf.account));
}

/** The new file is guarded before anything is in it, and takes the place of the old one when all of it is on the disk. */
function protect(shelf: ProtectedShelf, name: string, text: string): void {
  const file = join(shelf.folder, name);
  const fresh = `${file}.new`;
  makeRoom(file, fresh);
  const answer = ask(shelf, 'protect', { file: fresh, account: shelf.account ?? null, entropy: entropyOf(shelf, name), data: Buffer.from(text, 'utf8').toString('base64') });
  if (!answer.ok) throw new NotReady(SAYS[answer.why](file, shelf.account));
  try {
    const handle = openSync(fresh, 'r+');
    writeSync(handle, `${MARK}${hostname()}\n${answer.result}\n`);
    fsyncSync(handle);
    closeSync(handle);
    renameSync(fresh, file);
  } catch {
    throw new NotReady(SAYS['access-denied'](file, shelf.account));
  }
}

function makeRoom(file: string, fresh: string): void {
  try {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    // One that was left behind could be open to others.
    rmSync(fresh, { force: true });
  } catch {
    throw new NotReady(`${file} cannot be written by this account.`);
  }
}

function removeFile(file: string): void {
  try {
    rmSync(file, { force: true });
  } catch {
    throw new NotReady(`${file} cannot be removed by this account.`);
  }
}

function readIfThere(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw new NotReady(`${file} cannot be read by this account.`);
  }
}

const PATIENCE_MS = 30_000;

/** One process for one secret. What it says on standard error is never looked at. */
function ask({ command: [program = '', ...before] }: ProtectedShelf, script: ShelfScript, question: { readonly file: string } & Readonly<Record<string, string | null>>): ReturnType<typeof readShelfAnswer> {
  const path = fileURLToPath(new URL(`scripts/${script}.ps1`, import.meta.url));
  const { stdout, error } = spawnSync(program, [...before, '-NoProfile', '-NonInteractive', '-File', path], {
    input: `${inAscii(JSON.stringify(question))}\n`, encoding: 'utf8', timeout: PATIENCE_MS, maxBuffer: 1024 * 1024, windowsHide: true, shell: false, stdio: ['pipe', 'pipe', 'ignore'],
  });
  if (error !== undefined && !('code' in error && error.code === 'EPIPE')) throw new NotReady(`Windows PowerShell did not ${script} ${question.file}: ${'code' in error && error.code === 'ETIMEDOUT' ? `it gave no answer within ${String(PATIENCE_MS / 1000)} s` : 'it could not be started'}.`);
  return readShelfAnswer(stdout);
}

const inAscii = (json: string): string => json.replaceAll(/[^\x20-\x7e]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);

const ANEW = 'for the key of a relay, enrol the relay again; for a password, hand it over again with set-password';
const ofAnotherMachine = (file: string, machine: string): string => `${file} was protected on another machine${machine === '' || machine === hostname() ? '' : ` (${machine})`} and can be opened there only. It does not move with the file: ${ANEW}.`;

const SAYS: Readonly<Record<ShelfRefusal, (file: string, account: string | undefined) => string>> = {
  'other-machine': (file) => ofAnotherMachine(file, ''),
  damaged: (file) => `${file} is damaged, or comes from another folder or file. It cannot be opened: ${ANEW}.`,
  'open-to-others': (file) => `Other accounts can read ${file}, so what is in it may be known to them. Take their rights away (icacls "${file}" shows them), and replace the secret: ${ANEW}.`,
  'account-unknown': (_, account) => `Windows knows no account ${account ?? ''} (serviceAccount in the configuration); a group managed service account is written like CONTOSO\\svc-syncwhy$.`,
  'access-denied': (file, account) => `This account may not open or write ${file}. Run this as an administrator, and name the account of the service in the configuration (serviceAccount${account === undefined ? '' : `, now ${account}`}).`,
  failed: (file) => `Windows PowerShell could not protect or open ${file}. It needs Windows PowerShell 5.1 in full language mode, and the scripts of this relay as they were delivered.`,
};
