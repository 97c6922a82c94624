import { createBotLink } from '../adapters/bot-link/bot-link.ts';
import { createTenantTokens } from '../adapters/openid-keys/tenant-tokens.ts';
import { NotReady } from '../ports/not-ready.ts';
import { systemClock } from '../adapters/system/system-clock.ts';
import { trustAlso } from '../adapters/system/trust-also.ts';
import { issuerOf, type LocalPolicy } from '../boundary/local-policy.ts';
import type { RelayConfig } from '../boundary/relay-config.ts';
import type { RelayIdentity } from '../boundary/relay-state.ts';
import type { LinkKey } from '../protocol/keys.ts';
import type { Served } from '../model/relay-job.ts';
import type { IdTokens } from '../ports/id-tokens.ts';
import type { Log } from '../ports/log.ts';
import { readLocalPolicy, readRelayConfig } from './config.ts';
import { aboutThisRelay, journalFile, openCounter, readIdentity, relayKey, relayShelf, writeIdentity } from './identity.ts';
import { crashFacts, createRelayLog } from './relay-log.ts';
import { createRotatingLink } from './rotating-link.ts';
import { openRelayJournal } from './journal.ts';
import { forwardProxy } from './forward-proxy.ts';
import { longPoll } from './long-poll.ts';
import { runJob } from './run-job.ts';
import { protectPlainSecrets } from './secrets.ts';
import { sendList } from './send-list.ts';
import { openSite } from './site.ts';

/** How long a step under way may still take after the order to stop; what is cut off then is found again by a look. */
const GRACE_MS = 20_000;

/** Runs the relay of a configuration file until the signal aborts. Throws `NotReady` when it cannot start. */
async function runRelay(configFile: string, signal: AbortSignal): Promise<void> {
  const config = readRelayConfig(configFile);
  trustAlso(config.trustedCaFile);
  const log = createRelayLog(config.log.level);
  const policy = readLocalPolicy(config.localPolicyFile);
  const identity = readIdentity(config.stateDir);
  if (identity.group !== config.group) throw new NotReady(`This relay was enrolled for the group ${identity.group}, but the configuration says ${config.group}.`);
  const { relayId, botKey } = identity;
  const journal = openRelayJournal(journalFile(config.stateDir));
  protectPlainSecrets(config, log);
  const site = openSite(config, systemClock);
  const link = linkOf(config, identity, log);
  log.info('relay.starting', { relayId, group: config.group, bot: config.bot.url, readOnly: policy.readOnly });
  const world = { site, group: config.group, policy, journal, idTokens: tokensOf(policy, config), log };
  const ends = new AbortController();
  const polling = longPoll({ link, relayId, botKey, hello: aboutThisRelay(policy), log, serves: servedBy(config), runJob: (job) => runJob(world, job), lists: { clock: systemClock, send: (job, sent) => sendList({ site, policy, clock: systemClock, log }, job, { link, signal: sent }) } }, signal).finally(() => ends.abort());
  await Promise.all([polling, link.keepFresh(AbortSignal.any([signal, ends.signal]))]);
  await Promise.all(site.directories.flatMap(({ directory, globalCatalog }) => [directory.close(), globalCatalog?.close()]));
  journal.close();
  log.info('relay.stopped', { relayId });
}

/** The way to the bot, with a key that is replaced from time to time. */
function linkOf(config: RelayConfig, identity: RelayIdentity, log: Log): ReturnType<typeof createRotatingLink> {
  const { stateDir, bot: { url } } = config;
  const { relayId } = identity;
  const keepSince = (at: Date): void => writeIdentity(stateDir, { ...identity, keySince: at.toISOString() });
  if (identity.keySince === undefined) keepSince(systemClock.now());
  const keySince = identity.keySince === undefined ? systemClock.now() : new Date(identity.keySince);
  const nextCounter = openCounter(stateDir);
  const shelf = relayShelf(stateDir, config.serviceAccount);
  const linkWith = ({ privateKey }: LinkKey) => createBotLink({ url, relayId, privateKey, nextCounter, clock: systemClock, proxy: forwardProxy(config) });
  return createRotatingLink({ relayId, shelf, key: relayKey(shelf), keySince, linkWith, changed: keepSince, clock: systemClock, log });
}

const servedBy = ({ directories, syncServers }: RelayConfig): Served => ({ domains: directories.map(({ baseDn }) => baseDn), syncServers: syncServers.map(({ name }) => name) });

const tokensOf = ({ sealing }: LocalPolicy, config: RelayConfig): IdTokens | undefined =>
  sealing === undefined ? undefined : createTenantTokens({ openIdConfiguration: sealing.openIdConfiguration, issuer: issuerOf(sealing), clock: systemClock, proxy: forwardProxy(config) });

/** Runs the relay until SIGTERM or SIGINT. Exit code 0; 2 with one sentence when it could not start; 1 when it crashed. */
export async function start(configFile: string): Promise<number> {
  const stop = new AbortController();
  for (const order of ['SIGTERM', 'SIGINT'] as const) {
    process.once(order, () => {
      stop.abort();
      setTimeout(() => process.exit(0), GRACE_MS).unref();
    });
  }
  process.once('uncaughtException', (error) => {
    last(error);
    process.exit(1);
  });
  try {
    await runRelay(configFile, stop.signal);
    return 0;
  } catch (error) {
    if (error instanceof NotReady) return complain(error.message);
    last(error);
    return 1;
  }
}

function complain(says: string): number {
  process.stderr.write(`${says}\n`);
  return 2;
}

function last(error: unknown): void {
  const log: Log = createRelayLog('error');
  log.error('relay.crashed', crashFacts(error));
}
