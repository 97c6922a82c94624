import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What a process asked of the kernel's network from its first moment on, its threads included; nothing is too short to be seen. */
export interface NetworkCalls {
  /** `127.0.0.1:8443`; attempts that failed as well. */
  readonly connectedTo: readonly string[];
  /** Calls that make a socket listen or take a connection. */
  readonly listened: readonly string[];
  /** Addresses of IP that a socket was bound to, and those that something was sent to without a connection. */
  readonly bound: readonly string[];
  readonly sentTo: readonly string[];
  /** Programs that it started, as strace tells it; what they do themselves is not told. */
  readonly programs: readonly string[];
}

export interface TracedProcess {
  /** Of the process itself. */
  readonly pid: number;
  /** Asks it to end and waits. */
  stop(): Promise<void>;
  calls(): NetworkCalls;
}

const TRACED = 'network,execve,clone,clone3,fork,vfork';

/** Why nothing can be traced here; null when it can. */
export function whyNotTraceable(): string | null {
  const attempt = spawnSync('strace', ['-f', '-qq', '--seccomp-bpf', '-e', 'trace=network', '-o', '/dev/null', 'true'], { encoding: 'utf8' });
  if (attempt.error !== undefined) return 'strace is not installed (apt-get install strace)';
  return attempt.status === 0 ? null : `strace may not trace here: ${attempt.stderr.trim()}`;
}

/** Starts a program under strace, which writes down each network call of every thread. */
export async function startTraced(words: readonly string[]): Promise<TracedProcess> {
  const folder = mkdtempSync(join(tmpdir(), 'syncwhy-traced-'));
  const trace = spawn('strace', ['-ff', '-qq', '--seccomp-bpf', '-s', '4096', '-e', 'signal=none', '-e', `trace=${TRACED}`, '-o', join(folder, 'calls'), ...words], { stdio: 'ignore' });
  const ended = new Promise<void>((resolve) => trace.once('close', () => resolve()));
  const pid = await firstProgram(folder);
  return {
    pid,
    async stop() {
      const end = (signal: NodeJS.Signals): void => void (trace.exitCode === null && trace.signalCode === null && process.kill(pid, signal));
      end('SIGTERM');
      const late = setTimeout(() => end('SIGKILL'), 10_000);
      await ended;
      clearTimeout(late);
      rmSync(folder, { recursive: true, force: true });
    },
    calls: () => callsOf(pid, folder),
  };
}

/** strace tries out what it can on children of its own, which run no program. */
async function firstProgram(folder: string): Promise<number> {
  for (const until = Date.now() + 10_000; Date.now() < until; await new Promise((resolve) => setTimeout(resolve, 5))) {
    const name = readdirSync(folder).find((each) => /^execve\(.* = 0$/m.test(readFileSync(join(folder, each), 'utf8')));
    if (name !== undefined) return Number(name.slice('calls.'.length));
  }
  throw new Error('strace started nothing');
}

/** A file of its own for each thread, named by its id. */
function callsOf(pid: number, folder: string): NetworkCalls {
  const lines = new Map(readdirSync(folder).map((name) => [Number(name.slice('calls.'.length)), readFileSync(join(folder, name), 'utf8').split('\n')]));
  const { own, programs } = threadsOf(pid, lines);
  const calls = own.filter((line) => !/^(execve|clone3?|v?fork)\(/.test(line));
  const addresses = (call: RegExp): readonly string[] => [...new Set(calls.filter((line) => call.test(line)).flatMap(addressIn))];
  return {
    connectedTo: addresses(/^connect\(/),
    listened: calls.filter((line) => /^(listen|accept4?)\(/.test(line)),
    bound: addresses(/^bind\(/),
    sentTo: addresses(/^send(to|msg|mmsg)\(/),
    programs,
  };
}

/** A thread belongs to the process; a child does until it becomes another program. */
function threadsOf(pid: number, lines: ReadonlyMap<number, readonly string[]>): { readonly own: readonly string[]; readonly programs: readonly string[] } {
  const own: string[] = [];
  const programs: string[] = [];
  const waiting = [{ id: pid, isChild: false }];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { isChild } = next;
    const all = lines.get(next.id) ?? [];
    const other = isChild ? all.findIndex((line) => /^execve\(.*= 0$/.test(line)) : -1;
    if (other >= 0) programs.push(all[other] ?? '');
    const said = other < 0 ? all : all.slice(0, other);
    own.push(...said);
    for (const line of said) {
      const [, call = '', id = ''] = /^(clone3?|v?fork)\(.*\) += (\d+)$/.exec(line) ?? [];
      if (call !== '') waiting.push({ id: Number(id), isChild: isChild || !line.includes('CLONE_THREAD') });
    }
  }
  return { own, programs };
}

/** Sockets of other kinds lead nowhere outside this machine. */
function addressIn(line: string): readonly string[] {
  const [, port4, host4] = /sin_port=htons\((\d+)\), sin_addr=inet_addr\("([^"]+)"\)/.exec(line) ?? [];
  if (host4 !== undefined) return [`${host4}:${port4 ?? ''}`];
  const [, port6, host6] = /sin6_port=htons\((\d+)\).*inet_pton\(AF_INET6, "([^"]+)"/.exec(line) ?? [];
  return host6 === undefined ? [] : [`[${host6}]:${port6 ?? ''}`];
}
