import { closeSync, fdatasyncSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { createCredential } from '../src/adapters/graph/credential.ts';
import { createGraphClient } from '../src/adapters/graph/graph-client.ts';
import { createGraphPeople } from '../src/adapters/graph/graph-people.ts';
import { createGraphTenant } from '../src/adapters/graph/graph-tenant.ts';
import { openSqliteStore } from '../src/adapters/sqlite/open-sqlite-store.ts';
import { systemClock } from '../src/adapters/system/system-clock.ts';
import { systemRandom } from '../src/adapters/system/system-random.ts';
import { serveMessages } from '../src/adapters/teams/serve-messages.ts';
import { createTeamsAdapter } from '../src/adapters/teams/teams-adapter.ts';
import { buildBot } from '../src/bot/build.ts';
import { listen } from '../src/bot/listen.ts';
import { createTurn } from '../src/bot/turn.ts';
import { readCardFolder } from '../src/chat/card-folder.ts';
import { createDraw } from '../src/chat/draw.ts';
import { createGate } from '../src/chat/gate.ts';
import { isPersonId, type PersonId } from '../src/model/ids.ts';
import type { Plan } from '../src/model/plan.ts';
import type { People } from '../src/ports/people.ts';
import { ADMINS_GROUP_ID, BOT_APP_ID, CAST, GRAPH_READER_APP_ID, TENANT_ID } from '../lab/company/cast.ts';
import type { BotConnector, ViewedMessage } from '../lab/servers/bot-connector.ts';
import { makeLabCertificates } from '../lab/servers/lab-certificates.ts';
import { startOpenIdServer, type OpenIdServer } from '../lab/servers/openid-server.ts';
import { pretendPolicy, ruleFor } from '../test/approve/pretend-policy.ts';
import { auditOf, samplePlan } from '../test/contracts/sample-plan.ts';
import { chatting, wordsOf } from '../test/journeys/chatting.ts';
import { trustLabCa } from '../test/real/trust-lab-ca.ts';
import { cloudOf, connect, credentials, median, percentile, startEcho, turns } from './bot-turn.ts';
import { SECRET, type ClickServers } from './click-servers.ts';
import type { Measured } from './main.ts';

const CLICKS = 60;
const WARM_UP = 10;
const QUIET = { info: () => undefined, warn: () => undefined, error: () => undefined };

const personId = (key: string): PersonId => {
  const oid = CAST.find((each) => each.key === key)?.oid ?? '';
  if (!isPersonId(oid)) throw new Error(`nobody is called ${key}`);
  return oid;
};

/**
 * From the press on Approve to the card that shows it, the durable decision and audit record included: against two turns of a bare echo bot
 * and one append with fdatasync. The live checks with Graph are measured alone in the same run and taken off.
 */
export async function benchClick(): Promise<readonly Measured[]> {
  const folder = mkdtempSync(join(tmpdir(), 'syncwhy-bench-'));
  const certificates = await makeLabCertificates();
  trustLabCa(certificates.caPem);
  const openId = await startOpenIdServer({});
  const [echo, ours] = [await connect(openId, certificates), await connect(openId, certificates)];
  const echoBot = await startEcho(openId, echo);
  const bot = await startOurs({ openId, connector: ours, folder });
  echo.pointAt(`${echoBot.url}/api/messages`);
  ours.pointAt(`${bot.url}/api/messages`);
  const samples: { readonly click: number[]; readonly checks: number[]; readonly append: number[]; readonly echo: number[] } = { click: [], checks: [], append: [], echo: [] };
  await turns(echo);
  for (let at = 0; at < WARM_UP + CLICKS; at += 1) {
    const card = await bot.posted(at + 1);
    const [click, checks, append] = [await clicked(ours, card), await timed(() => liveChecks(bot.people)), appended(folder)];
    if (at < WARM_UP) continue;
    samples.click.push(click);
    samples.checks.push(checks);
    samples.append.push(append);
    if (at % 10 === 0) samples.echo.push(...(await turns(echo)));
  }
  await Promise.all([echoBot.close(), bot.close(), echo.close(), ours.close(), openId.close()]);
  rmSync(folder, { recursive: true, force: true });
  const note = `(${CLICKS} clicks; echo turn ${median(samples.echo).toFixed(2)} ms, append ${median(samples.append).toFixed(2)} ms, Graph checks ${median(samples.checks).toFixed(2)} ms taken off)`;
  return [50, 99].map((percent) => ({
    name: `click p${percent}`, goal: 1.3, baseline: 2 * percentile(samples.echo, percent) + percentile(samples.append, percent), subject: percentile(samples.click, percent) - median(samples.checks), note,
  }));
}

/** What a decision asks live, all at once: who the person is, their groups, and who else could decide. */
async function liveChecks(people: People): Promise<void> {
  await Promise.all([people.whoIs(personId('ben')), people.groupsOf(personId('ben'), [ADMINS_GROUP_ID]), people.membersOf([ADMINS_GROUP_ID])]);
}

async function clicked(connector: BotConnector, card: ViewedMessage): Promise<number> {
  const shown = new Promise<void>((resolve) => {
    const stop = connector.watch((event) => {
      if (event.kind !== 'message' || event.message.id !== card.id) return;
      const now = connector.seenBy('ben').find(({ id }) => id === card.id);
      if (now === undefined || !/1 of 2/.test(wordsOf(now))) return;
      stop();
      resolve();
    });
  });
  return timed(async () => {
    await Promise.all([chatting(connector).press('ben', card, 'approve', { approveComment: 'checked' }), shown]);
  });
}

async function timed(work: () => Promise<void>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

function appended(folder: string): number {
  const handle = openSync(join(folder, 'append.bin'), 'a');
  const started = performance.now();
  writeSync(handle, Buffer.alloc(512, 'x'));
  fdatasyncSync(handle);
  const took = performance.now() - started;
  closeSync(handle);
  return took;
}

interface Beside {
  readonly openId: OpenIdServer;
  readonly connector: BotConnector;
  readonly folder: string;
}

async function startOurs({ openId, connector, folder }: Beside) {
  // In a thread of their own: the web server of the bot changes what every server of its process hands out.
  const worker = new Worker(join(import.meta.dirname, 'click-servers.ts'));
  const servers = await new Promise<ClickServers>((resolve) => worker.once('message', resolve));
  trustLabCa(servers.ca);
  const reader = createGraphClient({ endpoint: servers.graph, credential: createCredential({ authorityHost: servers.login, tenantId: TENANT_ID, clientId: GRAPH_READER_APP_ID, secret: SECRET }) });
  const people = createGraphPeople({ reader });
  const store = await openSqliteStore({ file: join(folder, 'store.db'), clock: systemClock });
  const cloud = cloudOf(openId, connector);
  let turn: ReturnType<typeof createTurn> | null = null;
  const adapter = createTeamsAdapter({
    refused: () => Promise.resolve(),
    appId: BOT_APP_ID, tenantId: TENANT_ID, credentials, cloud, gate: createGate({ appId: BOT_APP_ID, tenantId: TENANT_ID, cloud, clock: systemClock }), store, log: QUIET, clock: systemClock,
    draw: createDraw(readCardFolder(join(import.meta.dirname, '..', 'cards'))), turn: async (incoming, talk) => turn?.(incoming, talk),
  });
  const policy = pretendPolicy({ requesterGroups: [ADMINS_GROUP_ID], approvers: [ruleFor([ADMINS_GROUP_ID])] });
  const shelf = { syncFeatures: () => Promise.resolve(null) };
  const relayLink = { read: () => Promise.resolve({ unread: [] }), step: () => Promise.resolve({ kind: 'no-relay', says: 'none' } as const), relays: () => Promise.resolve([]), giveUp: () => Promise.resolve() };
  const bot = buildBot({
    tenantId: TENANT_ID, agentGroup: 'default', store, people, relayLink, channel: adapter.channel, clock: systemClock, random: systemRandom, log: QUIET, policy: () => policy,
    tenant: createGraphTenant({ reader, writer: null, clock: systemClock, shelf }), about: { version: 'bench', customEndpoints: [], policyWarnings: () => [] },
  });
  turn = createTurn(bot.commands);
  const front = await listen([{ method: 'POST', path: '/api/messages', serve: serveMessages(adapter) }], { address: '127.0.0.1', port: 0, log: QUIET });
  const chat = chatting(connector);
  return {
    url: front.url,
    people,
    /** A card of a new plan that needs two approvers, asked for by Ana. */
    async posted(n: number): Promise<ViewedMessage> {
      const plan = waiting(n);
      await store.addPlan(plan, auditOf('plan.created', plan));
      const spot = await chat.post('ana', `plan ${plan.code}`);
      return chat.sees('ben', spot, new RegExp(plan.code));
    },
    async close(): Promise<void> {
      await front.close();
      await adapter.close();
      await bot.settled();
      await store.close();
      await worker.terminate();
    },
  };
}

function waiting(n: number): Plan {
  const now = new Date();
  const requester = { oid: personId('ana'), upn: 'ana.ruiz@contoso.com', personKey: 'E1001' };
  const at = (minutes: number): string => new Date(now.getTime() + minutes * 60_000).toISOString();
  const change = { tenantId: TENANT_ID, requester, riskClass: 'far-reaching', quorum: { approve: 2, deny: 1 }, createdAt: at(0), approveBy: at(60) } as const;
  return samplePlan(n, change, { stateSince: at(0) });
}
