import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CloudAdapter, ConfigurationBotFrameworkAuthentication, ActivityHandler, MessageFactory } from 'botbuilder';
import { OwnCredentialsFactory } from '../src/adapters/teams/credentials.ts';
import { serveMessages } from '../src/adapters/teams/serve-messages.ts';
import { createTeamsAdapter } from '../src/adapters/teams/teams-adapter.ts';
import { openSqliteStore } from '../src/adapters/sqlite/open-sqlite-store.ts';
import { systemClock } from '../src/adapters/system/system-clock.ts';
import { readCardFolder } from '../src/chat/card-folder.ts';
import { customCloud } from '../src/chat/clouds.ts';
import { createDraw } from '../src/chat/draw.ts';
import { createGate } from '../src/chat/gate.ts';
import { helpReply } from '../src/cards/help.ts';
import { listen } from '../src/bot/listen.ts';
import { BOT_APP_ID, CAST, TENANT_ID } from '../lab/company/cast.ts';
import { startBotConnector, type BotConnector } from '../lab/servers/bot-connector.ts';
import { makeLabCertificates } from '../lab/servers/lab-certificates.ts';
import { startOpenIdServer, type OpenIdServer } from '../lab/servers/openid-server.ts';
import { trustLabCa } from '../test/real/trust-lab-ca.ts';
import type { Measured } from './main.ts';

const ROUNDS = 7;
const TURNS = 60;
const QUIET = { info: () => undefined, warn: () => undefined, error: () => undefined };

/**
 * One message in, the first message out, over real sockets with signed tokens: our bot (gate, durable claim of the activity, card)
 * against a bare echo bot of the SDK with its own token check. Typing signs are not counted.
 */
export async function benchBotTurn(): Promise<readonly Measured[]> {
  const certificates = await makeLabCertificates();
  trustLabCa(certificates.caPem);
  const openId = await startOpenIdServer({});
  const folder = mkdtempSync(join(tmpdir(), 'syncwhy-bench-'));
  const [echo, ours] = [await connect(openId, certificates), await connect(openId, certificates)];
  const echoBot = await startEcho(openId, echo);
  const ourBot = await startOurs(openId, ours, folder);
  echo.pointAt(`${echoBot.url}/api/messages`);
  ours.pointAt(`${ourBot.url}/api/messages`);
  const samples: { baseline: number[][]; subject: number[][] } = { baseline: [], subject: [] };
  for (let round = 0; round <= ROUNDS; round += 1) {
    const [baseline, subject] = [await turns(echo), await turns(ours)];
    if (round > 0) {
      samples.baseline.push(baseline);
      samples.subject.push(subject);
    }
  }
  await Promise.all([echoBot.close(), ourBot.close(), echo.close(), ours.close(), openId.close()]);
  rmSync(folder, { recursive: true, force: true });
  return [50, 99].map((percent) => ({
    name: `bot turn p${percent}`, goal: 1.5, baseline: median(samples.baseline.map((each) => percentile(each, percent))), subject: median(samples.subject.map((each) => percentile(each, percent))),
    note: `(${ROUNDS} rounds of ${TURNS} turns, one in flight)`,
  }));
}

export const connect = (openId: OpenIdServer, certificates: Awaited<ReturnType<typeof makeLabCertificates>>): Promise<BotConnector> => {
  // The limits of Teams would be what is measured; this clock lets a second pass between any two turns.
  let time = Date.now();
  return startBotConnector({ certificates, openId, botAppId: BOT_APP_ID, botEndpoint: 'http://127.0.0.1:1', tenantId: TENANT_ID, people: CAST, members: ['ana', 'ben', 'chloe'], clock: { now: () => new Date((time += 1000)) } });
};

export async function turns(connector: BotConnector): Promise<number[]> {
  const took: number[] = [];
  for (let turn = 0; turn < TURNS; turn += 1) {
    const answered = new Promise<void>((resolve) => {
      const stop = connector.watch((event) => {
        if (event.kind !== 'message' || event.message.author !== 'bot') return;
        stop();
        resolve();
      });
    });
    const started = performance.now();
    await Promise.all([connector.say({ who: 'ana', spot: { place: 'personal', chatOf: 'ana' }, text: 'help' }), answered]);
    took.push(performance.now() - started);
  }
  return took;
}

export const cloudOf = (openId: OpenIdServer, connector: BotConnector) =>
  customCloud({ issuer: openId.issuer, openIdMetadata: openId.metadataUrl, serviceHosts: [new URL(connector.serviceUrl).host], loginAuthority: 'https://127.0.0.1:1', oauthScope: 'https://api.botframework.com', graphEndpoint: 'https://127.0.0.1:1' });

export const credentials = { kind: 'token', getToken: () => Promise.resolve('any') } as const;

async function startOurs(openId: OpenIdServer, connector: BotConnector, folder: string) {
  const cloud = cloudOf(openId, connector);
  const store = await openSqliteStore({ file: join(folder, 'store.db'), clock: systemClock });
  const adapter = createTeamsAdapter({
    refused: () => Promise.resolve(),
    appId: BOT_APP_ID, tenantId: TENANT_ID, credentials, cloud, gate: createGate({ appId: BOT_APP_ID, tenantId: TENANT_ID, cloud, clock: systemClock }), store, log: QUIET, clock: systemClock,
    draw: createDraw(readCardFolder(join(import.meta.dirname, '..', 'cards'))),
    turn: async (_incoming, talk) => void (await talk.post(helpReply({ kind: 'all', commands: [], example: 'why jsmith' }))),
  });
  return listen([{ method: 'POST', path: '/api/messages', serve: serveMessages(adapter) }], { address: '127.0.0.1', port: 0, log: QUIET });
}

export async function startEcho(openId: OpenIdServer, connector: BotConnector) {
  const settings = {
    MicrosoftAppId: BOT_APP_ID, MicrosoftAppType: 'SingleTenant', MicrosoftAppTenantId: TENANT_ID, ToBotFromChannelOpenIdMetadataUrl: openId.metadataUrl, ToBotFromEmulatorOpenIdMetadataUrl: openId.metadataUrl,
    ToBotFromChannelTokenIssuer: openId.issuer, ToChannelFromBotOAuthScope: 'https://api.botframework.com', ToChannelFromBotLoginUrl: 'https://127.0.0.1:1', OAuthUrl: 'https://127.0.0.1:1', CallerId: '',
  };
  const adapter = new CloudAdapter(new ConfigurationBotFrameworkAuthentication(settings, new OwnCredentialsFactory({ appId: BOT_APP_ID, tenantId: TENANT_ID, credentials, cloud: cloudOf(openId, connector) })));
  const bot = new ActivityHandler();
  bot.onMessage(async (context, next) => {
    await context.sendActivity(MessageFactory.text(`echo: ${context.activity.text}`));
    await next();
  });
  const { default: restify } = await import('restify');
  const server = restify.createServer();
  server.use(restify.plugins.bodyParser());
  server.post('/api/messages', async (request, response) => {
    const body: unknown = request.body;
    await adapter.process({ body: isRecord(body) ? body : {}, headers: request.headers, method: 'POST' }, response, (context) => bot.run(context));
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      resolve();
    });
  });
  const close = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => {
        resolve();
      });
    });
  return { url: `http://127.0.0.1:${server.address().port}`, close };
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

export const percentile = (values: readonly number[], percent: number): number => values.toSorted((one, other) => one - other)[Math.min(values.length - 1, Math.floor((values.length * percent) / 100))] ?? 0;
export const median = (values: readonly number[]): number => percentile(values, 50);
