import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Clock } from '../../ports/clock.ts';
import { SyncServerError } from '../../ports/sync-server.ts';

/** The fixed scripts beside this file; nothing else is ever run. */
export type Script = 'read-server' | 'read-scheduler' | 'read-runs' | 'set-scheduler' | 'start-delta' | 'read-security-log';

export interface Shell {
  /** Windows PowerShell 5.1 and whatever must precede its own arguments. */
  readonly command: readonly string[];
  readonly timeoutMs: number;
  readonly clock: Clock;
}

/**
 * Runs one script with the question as JSON on stdin and resolves with what it printed; at the deadline, with the whole lines that it
 * printed so far, if any. Rejects with `SyncServerError`; the process is dead by then.
 */
export async function runScript(shell: Shell, script: Script, question: object): Promise<string> {
  const child = start(shell.command, script);
  const done = new AbortController();
  const deadline = shell.clock.sleep(shell.timeoutMs, done.signal).then(() => 'deadline' as const);
  try {
    child.stdin.on('error', () => undefined);
    child.stdin.end(JSON.stringify(question));
    const chunks: Buffer[] = [];
    const outcome = await Promise.race([outputOf(child, chunks), deadline]);
    const printed = Buffer.concat(chunks).toString('utf8');
    if (outcome !== 'deadline') return printed;
    const whole = printed.slice(0, printed.lastIndexOf('\n') + 1);
    if (whole === '') throw new SyncServerError('timed-out', `PowerShell gave no answer within ${shell.timeoutMs} ms.`);
    return whole;
  } finally {
    done.abort();
    child.kill('SIGKILL');
  }
}

const MOST_OCTETS = 16 * 1024 * 1024;

/** The execution policy is left to the machine: an administrator's AllSigned stays in force. */
function start(command: readonly string[], script: Script): ChildProcessWithoutNullStreams {
  const [program = '', ...before] = command;
  const file = fileURLToPath(new URL(`scripts/${script}.ps1`, import.meta.url));
  return spawn(program, [...before, '-NoProfile', '-NonInteractive', '-File', file], { stdio: 'pipe', windowsHide: true, shell: false });
}

/** Resolves when the process has ended well; what it prints goes into `chunks` as it comes. */
function outputOf(child: ChildProcessWithoutNullStreams, chunks: Buffer[]): Promise<'ended'> {
  return new Promise((resolve, reject) => {
    let octets = 0;
    child.stderr.resume();
    child.stdout.on('data', (chunk: Buffer) => {
      octets += chunk.length;
      if (octets > MOST_OCTETS) reject(new SyncServerError('failed', 'PowerShell printed more than an answer can be.'));
      else chunks.push(chunk);
    });
    child.on('error', () => reject(new SyncServerError('unreachable', 'PowerShell could not be started.')));
    child.on('close', (code) => {
      if (code === 0) resolve('ended');
      else reject(new SyncServerError('failed', `PowerShell ended with code ${code ?? 'none'}.`));
    });
  });
}
