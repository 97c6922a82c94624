import { join } from 'node:path';
import { createTeamsAdapter, type TeamsAdapter } from '../../../src/adapters/teams/teams-adapter.ts';
import type { TurnIncoming } from '../../../src/adapters/teams/turns.ts';
import { readCardFolder } from '../../../src/chat/card-folder.ts';
import { customCloud } from '../../../src/chat/clouds.ts';
import { createDraw } from '../../../src/chat/draw.ts';
import type { Talk } from '../../../src/ports/talk.ts';
import { APP, memoryStore, recordingLog, startConnector, TENANT, type Connector } from './fixtures.ts';

/** The adapter behind a gate that lets everybody in, over a real connector; its clock can be set ahead. */
export interface RunningAdapter {
  readonly adapter: TeamsAdapter;
  readonly connector: Connector;
  turn: (incoming: TurnIncoming, talk: Talk) => Promise<void>;
  send(body: object): Promise<number>;
  ahead(milliseconds: number): void;
  close(): Promise<void>;
}

export async function startAdapter(): Promise<RunningAdapter> {
  const connector = await startConnector();
  let ahead = 0;
  const clock = {
    now: () => new Date(Date.now() + ahead),
    sleep: (milliseconds: number, signal?: AbortSignal) => new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      signal?.addEventListener('abort', () => { clearTimeout(timer); resolve(); });
    }),
  };
  const cloud = customCloud({ issuer: 'https://issuer.test', openIdMetadata: 'https://issuer.test/openid', serviceHosts: ['127.0.0.1'], loginAuthority: 'https://localhost', oauthScope: 'https://api.botframework.com', graphEndpoint: 'https://localhost' });
  const adapter = createTeamsAdapter({
    appId: APP, tenantId: TENANT, cloud, clock, log: recordingLog(), store: memoryStore(), firstWaitMs: 5,
    credentials: { kind: 'token', getToken: () => Promise.resolve('bot-token') },
    gate: { admit: () => Promise.resolve({ ok: true, claims: { issuer: 'https://issuer.test', audience: APP, serviceUrl: undefined, expires: 0 } }) },
    draw: createDraw(readCardFolder(join(import.meta.dirname, '../../../cards'))),
    refused: () => Promise.resolve(),
    turn: (incoming, talk) => running.turn(incoming, talk),
  });
  const running: RunningAdapter = {
    adapter, connector,
    turn: () => Promise.resolve(),
    send: async (body) => (await adapter.handle('Bearer x', body)).status,
    ahead: (milliseconds) => { ahead += milliseconds; },
    close: async () => {
      await adapter.close();
      await connector.close();
    },
  };
  return running;
}
