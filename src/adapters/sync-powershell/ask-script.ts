import { readScriptAnswer, UnreadableAnswer, type Refusal } from '../../boundary/script-answer.ts';
import { SyncServerError, type SyncServerFault } from '../../ports/sync-server.ts';
import type { Answered, PowerShellHost, Request } from './powershell-host.ts';

interface Asked<Answer> extends Request {
  /** `rest` holds what the script said after its first answer, if it said more; `ending` whether it came to its end. */
  read(result: unknown, rest: readonly unknown[], ending: Answered['ending']): Answer;
}

/** One script, its question and its answer in the shape that `read` expects. Rejects with `SyncServerError`. */
export async function askScript<Answer>(host: PowerShellHost, { read, ...request }: Asked<Answer>): Promise<Answer> {
  const { parts, ending } = await host.ask(request);
  try {
    const [first, ...more] = parts.map(readScriptAnswer);
    if (first === undefined) throw new SyncServerError('failed', 'PowerShell ended a script without an answer.');
    if (!first.ok) throw refusalError(first.why);
    return read(first.result, more.flatMap((answer) => (answer.ok ? [answer.result] : [])), ending);
  } catch (problem) {
    if (problem instanceof UnreadableAnswer) throw new SyncServerError('failed', problem.message);
    throw problem;
  }
}

const REFUSALS: Readonly<Record<Refusal, { readonly fault: SyncServerFault; readonly says: string }>> = {
  'cycle-in-progress': { fault: 'busy', says: 'A sync cycle is running.' },
  'scheduler-suspended': { fault: 'busy', says: 'The scheduler is suspended, as it is while the wizard is open.' },
  'staging': { fault: 'busy', says: 'The server is in staging mode: a cycle would export nothing.' },
  'database-full': { fault: 'busy', says: 'The database of the sync server is full: once stopped, the service would not start again.' },
  'database-unknown': { fault: 'busy', says: 'Nobody can tell whether the database of the sync server is full: its event log could not be read.' },
  'nothing-begun': { fault: 'busy', says: 'The sync server could not be asked before the change; nothing was begun.' },
  'scheduler-on': { fault: 'busy', says: 'The scheduler is on, and one object alone is synchronised only while it is off.' },
  'throttled': { fault: 'busy', says: 'Single objects may be synchronised only every few minutes, and the sync server says that it is too soon: wait five minutes and ask again.' },
  'object-unknown': { fault: 'refused', says: 'The sync server does not hold this object in one connector space; let a cycle bring it first.' },
  'cmdlet-missing': { fault: 'refused', says: 'This build of Entra Connect has no cmdlet that does this; it needs a newer version.' },
  'access-denied': { fault: 'access-denied', says: 'The account of the relay may not use ADSync; add it to the local group ADSyncOperators.' },
  'module-missing': { fault: 'failed', says: 'The ADSync module is not installed on this machine.' },
  'server-unreachable': { fault: 'unreachable', says: 'The sync server cannot be reached by PowerShell remoting.' },
  'unknown-script': { fault: 'failed', says: 'The scripts beside the relay are not those of its release.' },
  'failed': { fault: 'failed', says: 'An ADSync cmdlet failed; the event log of the server says why.' },
};

const refusalError = (why: Refusal): SyncServerError => new SyncServerError(REFUSALS[why].fault, REFUSALS[why].says);
