import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import { fileURLToPath } from 'node:url';
import type { PretendSyncServer } from '../company/sync-engine/sync-server.ts';
import { SCRIPTS, type Answer, type Machine } from './adsync-answers.ts';
import type { PretendSecurityLog } from './adsync-security-log.ts';
import { loopbackPort, readBody } from './loopback.ts';

export interface AdSyncServer {
  /** What the relay's configuration names as PowerShell of this sync server. */
  readonly command: readonly string[];
  /** From now on this section of read-server.ps1 cannot be read, for a reason in the script's own words; null lets it be read again. */
  hinder(section: string, why: string | null): void;
  close(): Promise<void>;
}

interface PretendMachine {
  readonly sync: PretendSyncServer;
  readonly securityLog?: PretendSecurityLog;
  readonly now?: () => Date;
}

/** Offers the pretend sync server to the fixed scripts, as the ADSync module would; on loopback, below a path that nobody guesses. */
export async function startAdSyncServer({ sync, securityLog, now = () => new Date() }: PretendMachine): Promise<AdSyncServer> {
  const secret = randomUUID();
  const hindrances = new Map<string, string>();
  const machine: Machine = { sync, hindrances, securityLog, startedAt: now(), now };
  const server = createServer((request, response) => {
    answerTo(machine, request, secret).then(
      (answer) => response.end(JSON.stringify(answer)),
      () => response.writeHead(404).end(),
    );
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const powershell = fileURLToPath(new URL('pretend-powershell.mjs', import.meta.url));
  return {
    command: [process.execPath, powershell, `http://127.0.0.1:${loopbackPort(server)}/${secret}`],
    hinder: (section, why) => {
      if (why === null) hindrances.delete(section);
      else hindrances.set(section, why);
    },
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

async function answerTo(machine: Machine, request: IncomingMessage, secret: string): Promise<readonly Answer[]> {
  const [, given, script = ''] = (request.url ?? '').split('/');
  const answer = given === secret ? SCRIPTS.get(script) : undefined;
  if (answer === undefined) throw new Error('no such script');
  const question: unknown = JSON.parse(await readBody(request));
  return [answer(machine, isRecord(question) ? question : {})].flat();
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
