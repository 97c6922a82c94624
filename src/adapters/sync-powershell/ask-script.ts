import { readScriptAnswers, UnreadableAnswer, type Refusal } from '../../boundary/script-answer.ts';
import { SyncServerError, type SyncServerFault } from '../../ports/sync-server.ts';
import { runScript, type Script, type Shell } from './run-script.ts';

interface Asked<Answer> {
  readonly script: Script;
  readonly question: object;
  /** `rest` holds what the script printed after its first answer, if it printed more. */
  read(result: unknown, rest: readonly unknown[]): Answer;
}

/** One script, its question and its answer in the shape that `read` expects. Rejects with `SyncServerError`. */
export async function askScript<Answer>(shell: Shell, { script, question, read }: Asked<Answer>): Promise<Answer> {
  const printed = await runScript(shell, script, question);
  try {
    const [first, ...more] = readScriptAnswers(printed);
    if (first === undefined || !first.ok) throw refusalError(first?.why ?? 'failed');
    return read(first.result, more.flatMap((answer) => (answer.ok ? [answer.result] : [])));
  } catch (problem) {
    if (problem instanceof UnreadableAnswer) throw new SyncServerError('failed', problem.message);
    throw problem;
  }
}

const REFUSALS: Readonly<Record<Refusal, { readonly fault: SyncServerFault; readonly says: string }>> = {
  'cycle-in-progress': { fault: 'busy', says: 'A sync cycle is running; a new one can start when it has ended.' },
  'scheduler-suspended': { fault: 'busy', says: 'The scheduler is suspended, as it is while the wizard is open.' },
  'staging': { fault: 'busy', says: 'The server is in staging mode: a cycle would export nothing.' },
  'access-denied': { fault: 'access-denied', says: 'The account of the relay may not use ADSync; add it to the local group ADSyncOperators.' },
  'module-missing': { fault: 'failed', says: 'The ADSync module is not installed on this machine.' },
  'failed': { fault: 'failed', says: 'An ADSync cmdlet failed; the event log of the server says why.' },
};

const refusalError = (why: Refusal): SyncServerError => new SyncServerError(REFUSALS[why].fault, REFUSALS[why].says);
