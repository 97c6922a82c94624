import { spawn, type ChildProcess } from 'node:child_process';
import { Socket } from 'node:net';
import { fileURLToPath } from 'node:url';
import type { Clock } from '../../ports/clock.ts';

/** One entry of the Windows event log; `id` is stable, `text` one line of the log. */
export interface EventEntry {
  readonly id: number;
  readonly level: 'Information' | 'Warning' | 'Error';
  readonly text: string;
}

export interface EventLog {
  /** Never throws and never waits: what cannot be written is dropped here, and stands in the log file all the same. */
  write(entry: EventEntry): void;
  close(): void;
}

/** One that ended is started again after so long: its source may have been made meanwhile. */
const AGAIN_MS = 10 * 60_000;
/** More than this is not kept for a PowerShell that does not keep up. */
const MOST_OCTETS = 1024 * 1024;

/** The event log Application, by a fixed script that runs as long as the relay. Nothing is started before the first entry. Has not been run on Windows. */
export function createEventLog({ command: [program = '', ...before], clock }: { readonly command: readonly string[]; readonly clock: Pick<Clock, 'now'> }): EventLog {
  let child: ChildProcess | null = null;
  let notBefore = Number.NEGATIVE_INFINITY;
  const start = (): ChildProcess => {
    const file = fileURLToPath(new URL('scripts/write-events.ps1', import.meta.url));
    const started = spawn(program, [...before, '-NoProfile', '-NonInteractive', '-File', file], { stdio: ['pipe', 'ignore', 'ignore'], windowsHide: true, shell: false });
    const over = (): void => {
      if (child === started) child = null;
      notBefore = clock.now().getTime() + AGAIN_MS;
    };
    started.on('error', over).on('close', over);
    started.stdin.on('error', () => undefined);
    // Neither keeps the relay from ending; what was written before is still handed over.
    started.unref();
    if (started.stdin instanceof Socket) started.stdin.unref();
    return started;
  };
  return {
    write({ id, level, text }) {
      if (child === null && clock.now().getTime() < notBefore) return;
      child ??= start();
      const { stdin } = child;
      if (stdin === null || stdin.destroyed || stdin.writableLength > MOST_OCTETS) return;
      stdin.write(`${inAscii(JSON.stringify({ id, level, text }))}\n`);
    },
    close: () => void child?.stdin?.end(),
  };
}

const inAscii = (json: string): string => json.replaceAll(/[^\x20-\x7e]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
