import { spawn, spawnSync, type SpawnSyncReturns } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

/** A running systemd that has nothing to do with this machine's own. */
export interface SystemdRoom {
  /** Runs a program inside. */
  run(...words: readonly string[]): SpawnSyncReturns<string>;
  /** Process ids, as this machine sees them, of the unit's processes. */
  processesOf(program: string): readonly number[];
  close(): Promise<void>;
}

const SCRIPT = fileURLToPath(new URL('../../tools/systemd-room.sh', import.meta.url));

/** `files` is a folder that is laid over the root of the room. */
export async function openSystemdRoom(files: string): Promise<SystemdRoom | { readonly missing: string; readonly because: 'not-installed' | 'not-allowed' }> {
  const check = spawnSync(SCRIPT, ['check'], { encoding: 'utf8' });
  if (check.status !== 0) return { missing: check.stdout.trim(), because: check.status === 3 ? 'not-allowed' : 'not-installed' };
  const opening = spawn(SCRIPT, ['enter', files], { stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [opening.stdout, opening.stderr]) stream.on('data', (piece: Buffer) => (said += piece.toString()));
  const ended = new Promise<void>((resolve) => opening.once('exit', () => resolve()));
  process.once('exit', () => opening.kill('SIGKILL'));
  const room: SystemdRoom = {
    run: (...words) => spawnSync('nsenter', ['-t', String(firstProcess(opening.pid ?? 0)), '-m', '-p', '-u', '-i', '-r', ...words], { encoding: 'utf8', timeout: 60_000 }),
    processesOf: (program) => childrenOf(opening.pid ?? 0).filter((pid) => commandOf(pid).includes(program)),
    async close() {
      opening.kill('SIGKILL');
      await ended;
    },
  };
  for (let tries = 0; tries < 100; tries += 1) {
    await wait(100);
    if (opening.exitCode !== null) throw new Error(`systemd did not start: ${said}`);
    if (firstProcess(opening.pid ?? 0) !== 0 && /^(?:running|degraded)/.test(room.run('systemctl', 'is-system-running').stdout)) return room;
  }
  await room.close();
  throw new Error(`systemd was not ready within 10 seconds: ${said}`);
}

/** The first process inside: the child of unshare, once it has become systemd. */
const firstProcess = (unshare: number): number => childrenOf(unshare).find((pid) => commandOf(pid).startsWith('/lib/systemd/systemd --system')) ?? 0;

function childrenOf(parent: number): readonly number[] {
  const parents = readdirSync('/proc').filter((name) => /^\d+$/.test(name)).flatMap((name) => {
    const [, stat = ''] = /\) (.*)$/s.exec(readOr(`/proc/${name}/stat`)) ?? [];
    return stat === '' ? [] : [{ pid: Number(name), parent: Number(stat.split(' ')[1]) }];
  });
  const below = (of: number): readonly number[] => parents.filter((each) => each.parent === of).flatMap(({ pid }) => [pid, ...below(pid)]);
  return below(parent);
}

const commandOf = (pid: number): string => readOr(`/proc/${pid}/cmdline`).replaceAll('\0', ' ').trim();

function readOr(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
