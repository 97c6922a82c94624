import { readObjectSynchronization, readRuns, readScheduler, readServerDocument, readService } from '../../boundary/sync-server-json.ts';
import { readShapes, type LiveShape } from '../../boundary/script-shapes.ts';
import { SERVER_SECTIONS } from '../../boundary/sync-server-shapes.ts';
import type { AboutObjects, DescribedServer, SyncServer } from '../../ports/sync-server.ts';
import { askScript } from './ask-script.ts';
import { createPowerShellHost, type Answered, type PowerShellHost } from './powershell-host.ts';
import type { Script, Shell } from './shell.ts';

export interface PowerShellSyncServer extends SyncServer {
  /** Names and kinds of the fields that each cmdlet gives, for a comparison; `dn` is an object of AD to look at. */
  shapes(dn: string | null): Promise<readonly LiveShape[]>;
  /** Ends the long-lived PowerShell; the next question starts another. */
  close(): void;
}

type Read<Answer> = (result: unknown, rest: readonly unknown[], ending: Answered['ending']) => Answer;

/** An Entra Connect server whose ADSync cmdlets are run by Windows PowerShell on this machine, or through it on another. */
export function createPowerShellSyncServer({ name, ...shell }: Shell & { readonly name: string }): PowerShellSyncServer {
  const host = createPowerShellHost(shell);
  const ask = <Answer>(script: Script, question: object, read: Read<Answer>): Promise<Answer> => askScript(host, { script, question, read, timeoutMs: TIMEOUTS[script] ?? shell.timeoutMs });
  return {
    name,
    describe: (about) => describe({ host, name, timeoutMs: Math.min(shell.timeoutMs, DESCRIBE_MS) }, about),
    scheduler: () => ask('read-scheduler', {}, readScheduler),
    recentRuns: () => ask('read-runs', { newest: NEWEST_RUNS }, readRuns),
    setCycleEnabled: (enabled) => ask('set-scheduler', { enabled }, () => undefined),
    setMaintenance: (maintenance) => ask('set-scheduler', { maintenance }, () => undefined),
    setHistoryRetention: (retention) => ask('set-scheduler', { retention }, () => undefined),
    startDelta: () => ask('start-cycle', { full: false }, () => undefined),
    startFull: () => ask('start-cycle', { full: true }, () => undefined),
    synchronizeObject: (dn) => ask('synchronize-object', { dn }, readObjectSynchronization),
    sendPasswordHash: (dn) => ask('send-password-hash', { dn }, () => undefined),
    service: () => ask('read-service', {}, readService),
    restartService: () => ask('restart-service', {}, () => undefined),
    shapes: (dn) => ask('read-shapes', { dn }, (result, rest) => readShapes([result, ...rest])),
    close: () => host.close(),
  };
}

/** Five cycles of six runs each, so that the last successful import is among them. */
const NEWEST_RUNS = 30;

/** The same for one connector, of which a cycle runs three profiles; with the last full runs besides. */
const RUNS_PER_CONNECTOR = 15;

/** Two cycles, each run with up to 500 errors. */
const RUNS_WITH_ALL_ERRORS = 6;

/** No further section of a server is begun after this, so that the answer still arrives while somebody waits for it. */
const SECONDS = 12;

/** A cmdlet that hangs costs only what was not printed by then. */
const DESCRIBE_MS = 18_000;

/** A host that is killed between the end and the beginning of the service would leave it stopped, and one that works on an object leaves it half done: time enough for a slow one. */
const TIMEOUTS: Readonly<Partial<Record<Script, number>>> = { 'restart-service': 300_000, 'synchronize-object': 300_000, 'send-password-hash': 120_000 };

const SILENCE = { 'whole': 'unsaid', 'timed-out': 'timed-out', 'died': 'cut-off' } as const;

function describe({ host, name, timeoutMs }: { readonly host: PowerShellHost; readonly name: string; readonly timeoutMs: number }, { dns, anchors, only, errors }: AboutObjects): Promise<DescribedServer> {
  return askScript(host, {
    script: 'read-server',
    question: { dns, anchors, newest: errors === 'all' ? RUNS_WITH_ALL_ERRORS : RUNS_PER_CONNECTOR, seconds: SECONDS, only: only ?? null, errors: errors ?? 'of-objects' },
    timeoutMs,
    read: (result, rest, ending) => readServerDocument({ name, only: only ?? SERVER_SECTIONS, silence: SILENCE[ending] }, [result, ...rest]),
  });
}
