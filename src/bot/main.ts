import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import packageJson from '../../package.json' with { type: 'json' };
import { createCredential } from '../adapters/graph/credential.ts';
import { createGraphClient, type GraphClient } from '../adapters/graph/graph-client.ts';
import { createGraphPeople } from '../adapters/graph/graph-people.ts';
import { createGraphTenant } from '../adapters/graph/graph-tenant.ts';
import { createTenantLists } from '../adapters/graph/tenant-lists.ts';
import { createWriteQueue, type WriteQueue } from '../adapters/graph/write-queue.ts';
import { inviteRelay } from '../adapters/relay-link/enrol.ts';
import type { RelayLinkOptions } from '../adapters/relay-link/relay-link-options.ts';
import { createRelayLink } from '../adapters/relay-link/relay-link.ts';
import { RELAY_BODY_LIMITS, RELAY_PATHS, type RelayRoutes } from '../adapters/relay-link/relay-routes.ts';
import { createLog } from '../adapters/system/json-log.ts';
import { systemClock } from '../adapters/system/system-clock.ts';
import { systemRandom } from '../adapters/system/system-random.ts';
import { trustAlso } from '../adapters/system/trust-also.ts';
import { serveMessages } from '../adapters/teams/serve-messages.ts';
import { createTeamsAdapter } from '../adapters/teams/teams-adapter.ts';
import type { BotConfig } from '../boundary/bot-config.ts';
import { readCardFolder } from '../chat/card-folder.ts';
import type { CloudSettings } from '../chat/clouds.ts';
import { createDraw } from '../chat/draw.ts';
import { createGate } from '../chat/gate.ts';
import type { Log } from '../ports/log.ts';
import type { Store } from '../ports/store.ts';
import { createHeadPoster } from '../trail/post-heads.ts';
import { adminRoutes } from './admin-routes.ts';
import { headSinks } from './audit-heads.ts';
import { buildBot, type Bot } from './build.ts';
import { buildWatching } from './build-watching.ts';
import { cloudOf, customEndpoints } from './clouds.ts';
import { readBotConfig } from './config.ts';
import { chatCredentials, graphSecret } from './credentials.ts';
import { listen, type Route } from './listen.ts';
import { watchPolicy } from './policy-watch.ts';
import { ownIdentities } from './own-identities.ts';
import { reportRoute } from './report-route.ts';
import { scanPorts } from './scan-ports.ts';
import { sealPorts } from './seal-ports.ts';
import { sealRoutes } from './seal-routes.ts';
import { sparingAudit } from './sparing-audit.ts';
import { openJobKey } from './open-job-key.ts';
import { openStoreAndDesk } from './open-store.ts';
import { feedOf, metricsOf, receiversOf } from './told-outside.ts';
import { createTurn } from './turn.ts';

const CARDS = join(import.meta.dirname, '..', '..', 'cards');

/** `syncwhy bot --config FILE`: runs until it is asked to end. Exit code 0, or 2 when it could not start. */
export async function runBot(configFile: string): Promise<number> {
  const config = readBotConfig(configFile, process.env);
  const log = createLog({ level: config.log.level, name: 'syncwhy-bot' });
  trustAlso(config.trustedCaFile);
  const stop = await start(config, log);
  await new Promise<void>((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => resolve());
  });
  await stop();
  return 0;
}

async function start(config: BotConfig, log: Log): Promise<() => Promise<void>> {
  const cloud = cloudOf(config);
  const jobKey = await openJobKey(config, cloud);
  const { store, desk } = await openStoreAndDesk(config.store, { environment: process.env, group: config.relay.group, log });
  const audit = sparingAudit((event) => store.audit(event), systemClock);
  const linkOptions = { store: relayStore(store, audit), desk, jobKey, clock: systemClock, random: systemRandom, log, group: config.relay.group };
  const { routes, ...relayLink } = createRelayLink(linkOptions);
  const graph = graphOf(config, cloud);
  const people = createGraphPeople({ reader: graph.reader });
  const approval = watchPolicy({ file: config.approval.policyFile, people, clock: systemClock, log });
  let turn: ReturnType<typeof createTurn> | null = null;
  const adapter = createTeamsAdapter({
    appId: config.chat.appId, tenantId: config.tenantId, credentials: chatCredentials(config.chat.credential, process.env), cloud,
    gate: createGate({ appId: config.chat.appId, tenantId: config.tenantId, cloud, clock: systemClock, refused: (rule, why) => void refused(audit, log, { rule, facts: { why } }) }),
    store, log, clock: systemClock, draw: createDraw(readCardFolder(CARDS), config.notice),
    refused: (rule, facts) => refused(audit, log, { rule, facts }),
    turn: async (incoming, talk) => turn?.(incoming, talk),
  });
  const heads = createHeadPoster({ store, sinks: headSinks(config.audit.heads, { store, channel: adapter.channel }), signer: jobKey, clock: systemClock, log });
  const tenant = createGraphTenant({ ...graph, clock: systemClock, shelf: store });
  const tenantLists = createTenantLists({ client: graph.lister, clock: systemClock });
  const watching = buildWatching({
    store, relayLink, tenant, lists: tenantLists, channel: adapter.channel, policy: () => approval.policy(), clock: systemClock, random: systemRandom, log,
    identities: () => ownIdentities(config), receivers: receiversOf(config), everyMilliseconds: config.watch.everyMinutes * 60_000,
  });
  const scanning = await scanPorts(config, store, tenantLists);
  const bot = buildBot({
    tenantId: config.tenantId, agentGroup: config.relay.group, store, relayLink, lists: relayLink, channel: adapter.channel, clock: systemClock, random: systemRandom, log,
    people, tenant, policy: () => approval.policy(),
    sealing: sealPorts(config, cloud, audit), scanning,
    about: { version: packageJson.version, customEndpoints: customEndpoints(cloud), policyWarnings: () => [...approval.warnings(), ...heads.warnings(), ...watching.warnings()] },
  });
  turn = createTurn(bot.commands);
  const metrics = await metricsOf(config, store);
  const admin = await listenAdmin(config, { bot, log, invite: (host) => inviteRelay(linkOptions, host) });
  const front = await listen([{ method: 'POST', path: '/api/messages', serve: serveMessages(adapter) }, ...relayRoutes(routes), ...(bot.commands.sealing === null ? [] : sealRoutes(bot.commands.sealing)), ...feedOf(config, store), ...(bot.commands.scans === undefined ? [] : [reportRoute({ desk: bot.commands.scans, secret: scanning.secret, commands: bot.commands })])], { ...config.listen, log }).catch(async (error: unknown) => {
    // What listens already would keep a process alive that has not started.
    await metrics.close();
    await admin.close();
    await store.close();
    throw error;
  });
  bot.resume();
  const stopping = new AbortController();
  const tidying = Promise.all([bot.tidyUntil(stopping.signal), approval.until(stopping.signal), heads.postUntil(stopping.signal), watching.until(stopping.signal)]);
  log.info('bot.started', { version: packageJson.version, jobKey: jobKey.fingerprint, messages: `${front.url}/api/messages`, admin: admin.url, cloud: cloud.name });
  return async () => {
    stopping.abort();
    await front.close();
    await metrics.close();
    await tidying;
    // Whoever waits for a scan is told of its end before the chat closes.
    await bot.commands.scans?.close();
    await adapter.close();
    await bot.settled();
    await admin.close();
    await store.close();
    log.info('bot.stopped');
  };
}

function graphOf(config: BotConfig, cloud: CloudSettings): { readonly reader: GraphClient; readonly writer: GraphClient | null; readonly writes: WriteQueue; readonly lister: GraphClient } {
  const client = ({ clientId, credential }: BotConfig['graph']['read']): GraphClient =>
    createGraphClient({ endpoint: cloud.graphEndpoint, credential: createCredential({ authorityHost: cloud.loginAuthority, tenantId: config.tenantId, clientId, ...graphSecret(credential, process.env) }) });
  const writes = createWriteQueue({ clock: systemClock, share: config.graph.writeShare });
  return { reader: client(config.graph.read), lister: client(config.graph.read), writer: config.graph.write === undefined ? null : client(config.graph.write), writes };
}

const relayRoutes = (routes: RelayRoutes): readonly Route[] =>
  RELAY_PATHS.map((path) => ({ method: 'POST', path, maxBytes: RELAY_BODY_LIMITS[path], answer: (request) => routes[path](request) }));

async function listenAdmin(config: BotConfig, { bot, log, invite }: { readonly bot: Bot; readonly log: Log; readonly invite: (host: string) => Promise<{ token: string; expiresAt: string }> }) {
  const token = systemRandom.nonce();
  mkdirSync(dirname(config.admin.tokenFile), { recursive: true });
  // A mode counts for a new file only.
  rmSync(config.admin.tokenFile, { force: true });
  writeFileSync(config.admin.tokenFile, `${token}\n`, { mode: 0o600 });
  return listen(adminRoutes({ commands: bot.commands, tenantId: config.tenantId, token, group: config.relay.group, invite }), { address: '127.0.0.1', port: config.admin.port, log });
}

async function refused(audit: Store['audit'], log: Log, { rule, facts }: { readonly rule: string; readonly facts: Readonly<Record<string, unknown>> }): Promise<void> {
  log.warn('activity.refused', { rule, ...facts });
  await audit({ event: 'activity.refused', at: systemClock.now().toISOString(), actor: null, planId: null, rule, facts }).catch(() => log.error('audit.failed'));
}

/** What the link needs of the store; strangers knock at its door too. */
const relayStore = (store: Store, audit: Store['audit']): RelayLinkOptions['store'] => ({
  audit,
  relay: (relayId) => store.relay(relayId),
  relays: () => store.relays(),
  useCounter: (relayId, counter) => store.useCounter(relayId, counter),
  touchRelay: (relayId, seen) => store.touchRelay(relayId, seen),
  enrolRelay: (tokenHash, relay, at, event) => store.enrolRelay(tokenHash, relay, at, event),
  addEnrolmentToken: (token) => store.addEnrolmentToken(token),
  enrolmentToken: (tokenHash) => store.enrolmentToken(tokenHash),
  rotateRelayKey: (relay, change, event) => store.rotateRelayKey(relay, change, event),
});
