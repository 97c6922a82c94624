import { readRuns, readScheduler, readServerDocument } from '../../boundary/sync-server-json.ts';
import { SERVER_SECTIONS } from '../../boundary/sync-server-shapes.ts';
import type { SyncServer } from '../../ports/sync-server.ts';
import { askScript } from './ask-script.ts';
import type { Script, Shell } from './run-script.ts';

/** An Entra Connect server whose ADSync cmdlets are run by Windows PowerShell on this machine. */
export function createPowerShellSyncServer({ name, ...shell }: Shell & { readonly name: string }): SyncServer {
  const ask = <Answer>(script: Script, question: object, read: (result: unknown, rest: readonly unknown[]) => Answer): Promise<Answer> =>
    askScript(script === 'read-server' ? { ...shell, timeoutMs: Math.min(shell.timeoutMs, DESCRIBE_MS) } : shell, { script, question, read });
  return {
    name,
    describe: ({ dns, anchors, only }) =>
      ask('read-server', { dns, anchors, newest: RUNS_PER_CONNECTOR, seconds: SECONDS, only: only ?? null }, (result, rest) => readServerDocument({ name, only: only ?? SERVER_SECTIONS }, [result, ...rest])),
    scheduler: () => ask('read-scheduler', {}, readScheduler),
    recentRuns: () => ask('read-runs', { newest: NEWEST_RUNS }, readRuns),
    setCycleEnabled: (enabled) => ask('set-scheduler', { enabled }, () => undefined),
    startDelta: () => ask('start-delta', {}, () => undefined),
  };
}

/** Five cycles of six runs each, so that the last successful import is among them. */
const NEWEST_RUNS = 30;

/** The same for one connector, of which a cycle runs three profiles; with the last full runs besides. */
const RUNS_PER_CONNECTOR = 15;

/** No further section of a server is begun after this, so that the answer still arrives while somebody waits for it. */
const SECONDS = 12;

/** A cmdlet that hangs costs only what was not printed by then. */
const DESCRIBE_MS = 18_000;
