import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { Socket } from 'node:net';
import { fileURLToPath } from 'node:url';
import { readHostLine, type HostLine } from '../../boundary/script-answer.ts';
import { SyncServerError } from '../../ports/sync-server.ts';
import { splitLines } from './split-lines.ts';

/** A running PowerShell that takes requests as JSON lines. Everything but lines that count is dropped. */
export interface HostProcess {
  /** The next line; waits for it. Rejects with `SyncServerError` when there will be none, also later. */
  next(): Promise<HostLine>;
  /** Writes one line, and begins to count the octets of the answer. */
  send(line: object): void;
  hasEnded(): boolean;
  kill(): void;
}

/** One answer, with everything that was printed between. */
const MOST_OCTETS = 16 * 1024 * 1024;

export class AnswerTooBig extends SyncServerError {
  constructor() {
    super('failed', 'PowerShell printed more than an answer can be.');
    this.name = 'AnswerTooBig';
  }
}

/** Starts the host. It does not keep this process alive, and ends by itself when its standard input does. */
export function startHost(command: readonly string[]): HostProcess {
  const child = start(command);
  const lines = lineQueue();
  let octets = 0;
  const over = (error: SyncServerError): void => {
    lines.end(error);
    child.kill('SIGKILL');
  };
  const split = splitLines((text) => {
    const line = readHostLine(text);
    if (line !== null) lines.put(line);
  });
  child.stdout.on('data', (chunk: Buffer) => {
    octets += chunk.length;
    if (octets > MOST_OCTETS) over(new AnswerTooBig());
    else if (!lines.hasEnded()) split(chunk);
  });
  child.on('error', () => over(new SyncServerError('unreachable', 'PowerShell could not be started.')));
  child.on('close', (code) => over(new SyncServerError('failed', `PowerShell ended with code ${code ?? 'none'}.`)));
  return {
    next: () => lines.next(),
    send: (line) => {
      octets = 0;
      child.stdin.write(`${inAscii(JSON.stringify(line))}\n`);
    },
    hasEnded: () => lines.hasEnded(),
    kill: () => over(new SyncServerError('failed', 'PowerShell was stopped.')),
  };
}

/** JSON without a character that a code page or a reader of lines could take for another. */
const inAscii = (json: string): string => json.replaceAll(/[^\x20-\x7e]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);

/** The execution policy is left to the machine: an administrator's AllSigned stays in force. */
function start([program = '', ...before]: readonly string[]): ChildProcessWithoutNullStreams {
  const file = fileURLToPath(new URL('scripts/host.ps1', import.meta.url));
  const child = spawn(program, [...before, '-NoProfile', '-NonInteractive', '-File', file], { stdio: 'pipe', windowsHide: true, shell: false });
  child.stdin.on('error', () => undefined);
  child.stderr.resume();
  child.unref();
  for (const stream of [child.stdin, child.stdout, child.stderr]) if (stream instanceof Socket) stream.unref();
  return child;
}

interface LineQueue {
  put(line: HostLine): void;
  end(error: SyncServerError): void;
  hasEnded(): boolean;
  next(): Promise<HostLine>;
}

/** Lines in their order, for one reader; after the last of them, the reason why there are no more. */
function lineQueue(): LineQueue {
  const lines: HostLine[] = [];
  let ended: SyncServerError | null = null;
  let wake: () => void = () => undefined;
  const next = async (): Promise<HostLine> => {
    for (;;) {
      const line = lines.shift();
      if (line !== undefined) return line;
      if (ended !== null) throw ended;
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  };
  return {
    put: (line) => {
      lines.push(line);
      wake();
    },
    end: (error) => {
      ended ??= error;
      wake();
    },
    hasEnded: () => ended !== null,
    next,
  };
}
