import { SyncServerError } from '../../ports/sync-server.ts';
import { beforeDeadline, dismiss, readyHost, replace, type HostCare } from './host-care.ts';
import { AnswerTooBig, type HostProcess } from './host-process.ts';
import { inTurn } from './in-turn.ts';
import { onlyReads, type Script, type Shell } from './shell.ts';

export interface Request {
  readonly script: Script;
  readonly question: object;
  /** From the moment that the host was handed the request. */
  readonly timeoutMs: number;
}

/** The whole parts of an answer that arrived, and how it ended. There is at least one part unless it came to its end without. */
export interface Answered {
  readonly parts: readonly unknown[];
  readonly ending: 'whole' | 'timed-out' | 'died';
}

/** One long-lived PowerShell: asked one thing at a time, killed at a deadline, started again when it is needed. */
export interface PowerShellHost {
  /** Rejects with `SyncServerError` when nothing was answered; `busy` means that nothing was begun. */
  ask(request: Request): Promise<Answered>;
  close(): void;
}

/** How long a question may wait for those before it. */
const PATIENCE_MS = 60_000;
/** A host is exchanged for a fresh one after so many requests, for memory that cmdlets do not give back. */
const MOST_SERVED = 500;

/** Nothing is started before the first question. */
export function createPowerShellHost(shell: Shell): PowerShellHost {
  const care: HostCare = { shell, host: null, served: 0, failures: 0, notBefore: 0 };
  const turn = inTurn(shell.clock, PATIENCE_MS);
  const ids = counter();
  return { ask: (request) => turn(() => served(care, request, ids)), close: () => dismiss(care) };
}

/** Numbers that no request before had, so that nothing which an old one left behind is taken for an answer. */
function counter(): () => string {
  let last = 0;
  return () => String((last += 1));
}

/** A reading whose host died under it is asked once more; nothing else is ever sent twice. */
async function served(care: HostCare, request: Request, nextId: () => string): Promise<Answered> {
  try {
    return await asked(care, request, nextId());
  } catch (error) {
    if (!(error instanceof HostDied)) throw error;
    if (!onlyReads(request.script)) throw error.problem;
  }
  return asked(care, request, nextId()).catch((error: unknown) => {
    throw error instanceof HostDied ? error.problem : error;
  });
}

/** The host ended before it said anything in answer. */
class HostDied extends Error {
  readonly problem: SyncServerError;
  constructor(problem: SyncServerError) {
    super(problem.message);
    this.name = 'HostDied';
    this.problem = problem;
  }
}

async function asked(care: HostCare, { script, question, timeoutMs }: Request, id: string): Promise<Answered> {
  const host = await readyHost(care);
  care.served += 1;
  const parts: unknown[] = [];
  try {
    host.send({ id, script, data: JSON.stringify(question) });
    const isWhole = await beforeDeadline(care.shell, timeoutMs, collect(host, id, parts));
    if (!isWhole) return partly(care, parts, timeoutMs);
    care.failures = 0;
    if (care.served >= MOST_SERVED) dismiss(care);
    return { parts, ending: 'whole' };
  } catch (error) {
    if (!(error instanceof SyncServerError) || error.fault === 'timed-out') throw error;
    replace(care, parts.length > 0);
    if (error instanceof AnswerTooBig) throw error;
    if (parts.length === 0) throw new HostDied(error);
    return { parts, ending: 'died' };
  }
}

/** What hangs is killed at its deadline; what it said by then counts. */
function partly(care: HostCare, parts: readonly unknown[], timeoutMs: number): Answered {
  replace(care, parts.length > 0);
  if (parts.length === 0) throw new SyncServerError('timed-out', `PowerShell gave no answer within ${timeoutMs} ms.`);
  return { parts, ending: 'timed-out' };
}

/** Lines of other requests are none of ours. */
async function collect(host: HostProcess, id: string, parts: unknown[]): Promise<void> {
  for (;;) {
    const line = await host.next();
    if (line.is === 'ready' || line.id !== id) continue;
    if (line.is === 'end') return;
    parts.push(line.part);
  }
}
