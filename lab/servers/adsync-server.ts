import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import { fileURLToPath } from 'node:url';
import { CycleInProgress, type PretendSyncServer } from '../company/sync-engine/sync-server.ts';
import { loopbackPort, readBody } from './loopback.ts';

export interface AdSyncServer {
  /** What the relay's configuration names as PowerShell of this sync server. */
  readonly command: readonly string[];
  close(): Promise<void>;
}

/** Offers the pretend sync server to the fixed scripts, as the ADSync module would; on loopback, below a path that nobody guesses. */
export async function startAdSyncServer({ sync }: { readonly sync: PretendSyncServer }): Promise<AdSyncServer> {
  const secret = randomUUID();
  const server = createServer((request, response) => {
    answerTo(sync, request, secret).then(
      (answer) => response.end(JSON.stringify(answer)),
      () => response.writeHead(404).end(),
    );
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const powershell = fileURLToPath(new URL('pretend-powershell.mjs', import.meta.url));
  return {
    command: [process.execPath, powershell, `http://127.0.0.1:${loopbackPort(server)}/${secret}`],
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

type Answer = { readonly ok: true; readonly result: unknown } | { readonly ok: false; readonly why: string };

async function answerTo(sync: PretendSyncServer, request: IncomingMessage, secret: string): Promise<Answer> {
  const [, given, script = ''] = (request.url ?? '').split('/');
  const answer = given === secret ? SCRIPTS.get(script) : undefined;
  if (answer === undefined) throw new Error('no such script');
  const question: unknown = JSON.parse(await readBody(request));
  return answer(sync, isRecord(question) ? question : {});
}

const done = (result: unknown): Answer => ({ ok: true, result });

const SCRIPTS: ReadonlyMap<string, (sync: PretendSyncServer, question: Readonly<Record<string, unknown>>) => Answer> = new Map([
  ['read-scheduler', (sync) => done(sync.scheduler())],
  ['read-runs', (sync, question) => done(sync.recentRuns().slice(0, Number(question['newest'])))],
  ['read-server', (sync, question) => done(whatCmdletsSay(sync, question))],
  ['set-scheduler', (sync, question) => {
    sync.setCycleEnabled(question['enabled'] === true);
    return done(sync.scheduler());
  }],
  ['start-delta', (sync) => startDelta(sync)],
]);

/** No cmdlet lists the pending exports of one object, so read-server.ps1 does not either. */
function whatCmdletsSay(sync: PretendSyncServer, question: Readonly<Record<string, unknown>>): object {
  const { name: _, version: __, pendingExports: ___, runHistory, ...said } = sync.describe({ dns: textsOf(question['dns']), anchors: textsOf(question['anchors']) });
  return { ...said, runHistory: runHistory.slice(0, Number(question['newest'])) };
}

function startDelta(sync: PretendSyncServer): Answer {
  if (sync.scheduler().StagingModeEnabled) return { ok: false, why: 'staging' };
  try {
    sync.startDelta();
  } catch (problem) {
    if (problem instanceof CycleInProgress) return { ok: false, why: 'cycle-in-progress' };
    throw problem;
  }
  return done({ started: true });
}

const textsOf = (value: unknown): readonly string[] => (Array.isArray(value) ? value.filter((each) => typeof each === 'string') : []);

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
