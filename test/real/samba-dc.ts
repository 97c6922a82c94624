import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A running Samba AD domain controller. */
export interface SambaDc {
  readonly url: string;
  readonly ca: string;
  readonly baseDn: string;
  readonly domain: string;
  readonly bindDn: string;
  readonly password: string;
  /** Where it writes down every change, one JSON object a line among other lines. */
  readonly auditLog: string;
  /** Stops it, when it was started here. */
  stop(): void;
}

const SCRIPT = fileURLToPath(new URL('../../tools/samba-dc.sh', import.meta.url));
const running = new Set<string>();
/** Chosen here, whether or not anybody listens on them yet. */
const chosen = new Set<string>();

/** What a forest of its own is to be like. */
export interface SambaForest {
  /** In capitals; its first part names the domain in the old way. */
  readonly realm: string;
  readonly hasRecycleBin: boolean;
}

/** Starts one for this forest; without one it uses the domain controller that the file named by SYNCWHY_SAMBA describes, else starts one. */
export async function startSamba(forest?: SambaForest): Promise<SambaDc | { readonly missing: string }> {
  const given = process.env['SYNCWHY_SAMBA'];
  if (forest === undefined && given !== undefined && given !== '') return fromSettings(readFileSync(given, 'utf8'), () => undefined);
  const check = spawnSync(SCRIPT, ['check'], { encoding: 'utf8' });
  if (check.status !== 0) return { missing: check.stdout.trim() || check.error?.message || 'tools/samba-dc.sh check failed' };
  const address = await freeAddress();
  const directory = mkdtempSync(join(tmpdir(), 'syncwhy-dc-'));
  running.add(directory);
  const end = (): void => {
    stop(directory);
    chosen.delete(address);
  };
  process.once('exit', stopAllSamba);
  try {
    const shape = forest === undefined ? [] : [forest.realm, ...(forest.hasRecycleBin ? [] : ['without-recycle-bin'])];
    return fromSettings(await runScript(['up', directory, address, ...shape]), end);
  } catch (thrown) {
    end();
    throw thrown;
  }
}

/** Also runs when the process exits, so that a failing or interrupted run leaves nothing behind. */
export function stopAllSamba(): void {
  for (const directory of running) stop(directory);
}

function stop(directory: string): void {
  spawnSync(SCRIPT, ['down', directory], { stdio: 'ignore' });
  rmSync(directory, { recursive: true, force: true });
  running.delete(directory);
}

function runScript(args: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const script = spawn(SCRIPT, [...args], { stdio: ['ignore', 'pipe', 'pipe'] });
    const said = { out: '', err: '' };
    script.stdout.on('data', (chunk: Buffer) => (said.out += chunk.toString()));
    script.stderr.on('data', (chunk: Buffer) => (said.err += chunk.toString()));
    script.on('error', reject);
    // The server inherits the pipes in spirit only (its output goes to a file), so `exit` is the end.
    script.on('exit', (code) => setImmediate(() => (code === 0 ? resolve(said.out) : reject(new Error(`tools/samba-dc.sh ${args[0] ?? ''}: ${said.err.trim()}`)))));
  });
}

function fromSettings(text: string, stopIt: () => void): SambaDc {
  const settings = new Map(text.split('\n').map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]));
  const setting = (key: string): string => {
    const value = settings.get(key);
    if (value === undefined) throw new Error(`the settings of the Samba DC lack ${key}`);
    return value;
  };
  return {
    url: setting('SAMBA_URL'),
    ca: readFileSync(setting('SAMBA_CA_FILE'), 'utf8'),
    baseDn: setting('SAMBA_BASE_DN'),
    domain: setting('SAMBA_DOMAIN'),
    bindDn: setting('SAMBA_BIND_DN'),
    password: setting('SAMBA_PASSWORD'),
    auditLog: setting('SAMBA_AUDIT_LOG'),
    stop: stopIt,
  };
}

/** Samba's ports cannot be chosen, so a loopback address is looked for on which nobody listens. */
async function freeAddress(): Promise<string> {
  for (let last = 11; last < 250; last += 1) {
    const address = `127.0.0.${last}`;
    if (chosen.has(address) || (await answers(address, 636)) || (await answers(address, 389)) || chosen.has(address)) continue;
    chosen.add(address);
    return address;
  }
  throw new Error('no free loopback address for a domain controller');
}

function answers(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port });
    const end = (listening: boolean): void => {
      socket.destroy();
      resolve(listening);
    };
    socket.once('connect', () => end(true)).once('error', () => end(false));
  });
}
