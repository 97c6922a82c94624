import { readScriptAnswer, readRuns, readScheduler, readServerDocument, UnreadableAnswer, type Refusal } from '../../boundary/sync-server-json.ts';
import { SyncServerError, type SyncServer, type SyncServerFault } from '../../ports/sync-server.ts';
import { runScript, type Script, type Shell } from './run-script.ts';

/** An Entra Connect server whose ADSync cmdlets are run by Windows PowerShell on this machine. */
export function createPowerShellSyncServer({ name, ...shell }: Shell & { readonly name: string }): SyncServer {
  const ask = <Answer>(script: Script, question: object, read: (result: unknown) => Answer): Promise<Answer> => answered(shell, { script, question, read });
  return {
    name,
    describe: ({ dns, anchors }) => ask('read-server', { dns, anchors, newest: NEWEST_RUNS }, (result) => readServerDocument(name, result)),
    scheduler: () => ask('read-scheduler', {}, readScheduler),
    recentRuns: () => ask('read-runs', { newest: NEWEST_RUNS }, readRuns),
    setCycleEnabled: (enabled) => ask('set-scheduler', { enabled }, () => undefined),
    startDelta: () => ask('start-delta', {}, () => undefined),
  };
}

/** Five cycles of six runs each, so that the last successful import is among them. */
const NEWEST_RUNS = 30;

interface Asked<Answer> {
  readonly script: Script;
  readonly question: object;
  read(result: unknown): Answer;
}

async function answered<Answer>(shell: Shell, { script, question, read }: Asked<Answer>): Promise<Answer> {
  const printed = await runScript(shell, script, question);
  try {
    const answer = readScriptAnswer(printed);
    if (!answer.ok) throw refusalError(answer.why);
    return read(answer.result);
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
