import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { chownSync, closeSync, existsSync, mkdtempSync, openSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, Socket, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import type { PostgresServer } from '../../src/adapters/postgres/postgres-server.ts';

/** A running PostgreSQL server of our own: a private cluster on loopback, gone with the test run, however that ends. */
export interface RealPostgres {
  readonly port: number;
  /** A new, empty database. */
  database(): Promise<PostgresServer>;
  /** Asks as the superuser, in this database. */
  ask(database: string, text: string): Promise<readonly Readonly<Record<string, unknown>>[]>;
  /** Offers TLS with this certificate from now on (PEM), or none any more. */
  offerTls(offer: { readonly certPem: string; readonly keyPem: string } | null): Promise<void>;
  /** Pulls the plug (SIGQUIT to the server: every connection dies, nothing is tidied) and starts it again. */
  crash(): Promise<void>;
}

const SECRET = 'Lab-Passw0rd';
const running = new Map<string, ChildProcess>();
let started: Promise<RealPostgres | { readonly missing: string }> | null = null;

/** The one server of this run, started when it is first asked for. */
export function startPostgres(): Promise<RealPostgres | { readonly missing: string }> {
  started ??= start();
  return started;
}

/** Also runs when the process exits, so that a failing or interrupted run leaves nothing behind. */
export function stopPostgres(): void {
  for (const [folder, child] of running) {
    as(['pg_ctl', 'stop', '-D', join(folder, 'data'), '-m', 'immediate']);
    child.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  }
  running.clear();
  started = null;
}

/** The server refuses to run as root. */
const runAs: readonly string[] = process.getuid?.() === 0 ? ['runuser', '-u', 'postgres', '--'] : [];

const BIN = newestBin();

/** After a crash every file of every database would be written through one by one, for minutes on a busy machine; from version 14 on the whole disk is at once. */
const SYNC_AT_ONCE = Number(/(\d+)\/bin$/.exec(BIN ?? '')?.[1] ?? 0) >= 14 ? ['-c', 'recovery_init_sync_method=syncfs'] : [];

/** The number of the account postgres; 0 when there is none. */
const owner = (): number => Number(spawnSync('id', ['-u', 'postgres'], { encoding: 'utf8' }).stdout.trim());

function newestBin(): string | null {
  const root = '/usr/lib/postgresql';
  if (!existsSync(root)) return null;
  const versions = readdirSync(root).filter((name) => existsSync(join(root, name, 'bin', 'initdb'))).sort((a, b) => Number(b) - Number(a));
  return versions[0] === undefined ? null : join(root, versions[0], 'bin');
}

async function start(): Promise<RealPostgres | { readonly missing: string }> {
  if (BIN === null) return { missing: 'the Debian package postgresql is not installed' };
  const folder = mkdtempSync(join(tmpdir(), 'syncwhy-postgres-'));
  if (runAs.length > 0) {
    if (owner() === 0) return { missing: 'there is no account postgres to run the server as' };
    chownSync(folder, owner(), owner());
  }
  process.once('exit', stopPostgres);
  watchOver(folder);
  const secretFile = join(folder, 'password');
  writeFileSync(secretFile, SECRET, { mode: 0o644 });
  const made = as(['initdb', '-D', join(folder, 'data'), '-A', 'scram-sha-256', '-U', 'postgres', `--pwfile=${secretFile}`, '--no-locale', '-E', 'UTF8', '--no-sync']);
  if (made.status !== 0) throw new Error(`initdb failed: ${made.stderr}`);
  const port = await freePort();
  await up(folder, port);
  return describeServer(folder, port);
}

function describeServer(folder: string, port: number): RealPostgres {
  let databases = 0;
  const server = (database: string): PostgresServer => ({ host: '127.0.0.1', port, database, user: 'postgres', password: SECRET, tls: 'off' });
  const ask: RealPostgres['ask'] = async (database, text) => {
    const client = new Client({ ...server(database), ssl: false });
    client.on('error', () => undefined);
    await client.connect();
    try {
      return (await client.query<Record<string, unknown>>(text)).rows;
    } finally {
      await client.end();
    }
  };
  return {
    port,
    ask,
    async database() {
      const name = `store_${(databases += 1)}`;
      await ask('postgres', `CREATE DATABASE ${name} TEMPLATE template0`);
      return server(name);
    },
    async offerTls(offer) {
      for (const [name, text] of offer === null ? [] : [['server.crt', offer.certPem], ['server.key', offer.keyPem]] as const) {
        writeFileSync(join(folder, name), text, { mode: 0o600 });
        if (runAs.length > 0) chownSync(join(folder, name), owner(), owner());
        await ask('postgres', `ALTER SYSTEM SET ${name === 'server.crt' ? 'ssl_cert_file' : 'ssl_key_file'} = '${join(folder, name)}'`);
      }
      await ask('postgres', `ALTER SYSTEM SET ssl = ${offer === null ? 'off' : 'on'}`);
      await ask('postgres', 'SELECT pg_reload_conf()');
      await new Promise((resolve) => setTimeout(resolve, 200));
    },
    async crash() {
      const child = running.get(folder);
      const ended = new Promise((resolve) => child?.once('exit', resolve));
      as(['pg_ctl', 'stop', '-D', join(folder, 'data'), '-m', 'immediate']);
      await ended;
      await up(folder, port);
    },
  };
}

/** A run that is killed cannot tidy up: when its end of the pipe closes, the server is stopped and the folder removed all the same. */
function watchOver(folder: string): void {
  const stop = [...runAs, join(BIN ?? '', 'pg_ctl'), 'stop', '-D', join(folder, 'data'), '-m', 'immediate'];
  const watch = spawn('sh', ['-c', 'cat > /dev/null; cd /; "$@" > /dev/null 2>&1; rm -rf "$0"', folder, ...stop], { stdio: ['pipe', 'ignore', 'ignore'], detached: true });
  watch.unref();
  if (watch.stdin instanceof Socket) watch.stdin.unref();
}

async function up(folder: string, port: number): Promise<void> {
  const command = [...runAs, join(BIN ?? '', 'postgres'), '-D', join(folder, 'data'), '-c', 'listen_addresses=127.0.0.1', '-c', `port=${port}`, '-c', `unix_socket_directories=${folder}`, '-c', 'max_connections=200', ...SYNC_AT_ONCE];
  const log = openSync(join(folder, 'log'), 'a');
  // Neither the process nor a pipe to it may keep a finished test run alive.
  const child = spawn(command[0] ?? '', command.slice(1), { stdio: ['ignore', log, log] });
  closeSync(log);
  child.unref();
  running.set(folder, child);
  // After a crash it first does anew what was written since its last checkpoint.
  for (let tries = 0; tries < 1200; tries += 1) {
    if (child.exitCode !== null) break;
    const client = new Client({ host: '127.0.0.1', port, user: 'postgres', password: SECRET, database: 'postgres', ssl: false });
    client.on('error', () => undefined);
    try {
      await client.connect();
      await client.end();
      return;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
  throw new Error(`PostgreSQL did not start: ${readFileSync(join(folder, 'log'), 'utf8').slice(-2_000)}`);
}

function as(command: readonly string[]) {
  const [tool = '', ...args] = command;
  const line = [...runAs, join(BIN ?? '', tool), ...args];
  return spawnSync(line[0] ?? '', line.slice(1), { encoding: 'utf8', cwd: '/' });
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject).listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}
