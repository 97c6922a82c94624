import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { startChatWindow, type ChatWindow, type ThingToTry } from './chat-window/chat-window.ts';
import { BASE_DN, BOT_APP_ID, CAST, GRAPH_READER_APP_ID, GRAPH_WRITER_APP_ID, TENANT_ID } from './company/cast.ts';
import type { CompanyClock } from './company/clock.ts';
import { createContoso, type Contoso } from './company/contoso.ts';
import { confirmLabRelay } from './confirm-relay.ts';
import { labSignIns, sealCallback, type LabSealing } from './lab-sealing.ts';
import { runToEnd, startProcess, type LabProcess } from './lab-process.ts';
import { writeLabSettings, type LabFiles } from './lab-settings.ts';
import type { PretendSecurityLog } from './servers/adsync-security-log.ts';
import { startAdSyncServer } from './servers/adsync-server.ts';
import { auditDirectory } from './servers/audit-directory.ts';
import { startBotConnector, type BotConnector } from './servers/bot-connector.ts';
import { recordGraphRequests } from './servers/graph-recorder.ts';
import { startGraphServer } from './servers/graph-server.ts';
import { makeLabCertificates } from './servers/lab-certificates.ts';
import { startLdapServer } from './servers/ldap-server.ts';
import { startLoginServer } from './servers/login-server.ts';
import { startOpenIdServer } from './servers/openid-server.ts';
import { NotReady } from '../src/ports/not-ready.ts';

interface LabOptions {
  /** Sets the scene before the bot starts. */
  readonly stage: (company: Contoso) => void;
  readonly cycleSeconds: number;
  readonly thingsToTry?: readonly ThingToTry[];
  readonly chatPort?: number;
  /** Both sites ask for seals of this form; none when left out. */
  readonly sealed?: LabSealing | undefined;
  /** How often the bot looks at everything; a minute when left out. */
  readonly watchMinutes?: number | undefined;
}

export interface Lab {
  readonly company: Contoso;
  readonly connector: BotConnector;
  readonly chat: ChatWindow;
  readonly files: LabFiles;
  readonly folder: string;
  readonly graph: Awaited<ReturnType<typeof startGraphServer>>;
  readonly ldap: Awaited<ReturnType<typeof startLdapServer>>;
  /** Signs as Teams does. */
  readonly openId: Awaited<ReturnType<typeof startOpenIdServer>>;
  readonly bot: () => LabProcess;
  readonly relay: () => LabProcess;
  startBot(): Promise<void>;
  startRelay(): void;
  close(): Promise<void>;
}

/** The pretend company with all its servers, and the product's two processes beside it. Loopback only; nothing stays when it cannot start. */
export async function startLab(options: LabOptions): Promise<Lab> {
  const clock: CompanyClock = { now: () => new Date() };
  const folder = mkdtempSync(join(tmpdir(), 'syncwhy-lab-'));
  const company = createContoso({ clock, live: { cycleSeconds: options.cycleSeconds, cycleTakesMs: 1500 } });
  const securityLog = auditDirectory(company.ad);
  company.ad.actAs(HELP_DESK, () => options.stage(company));
  const servers = await startServers(company, { clock, securityLog });
  try {
    return await startProduct(options, { company, servers, folder });
  } catch (error) {
    await servers.close();
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
}

/** Hugo, in whose name the scene is set. */
const HELP_DESK = 'hlind';

interface Stage {
  readonly company: Contoso;
  readonly servers: Awaited<ReturnType<typeof startServers>>;
  readonly folder: string;
}

async function startProduct(options: LabOptions, { company, servers, folder }: Stage): Promise<Lab> {
  const [botPort, adminPort] = await Promise.all([freePort(), freePort()]);
  const files = writeLabSettings({ folder, ...servers.world, serviceHost: new URL(servers.connector.serviceUrl).host, botPort, adminPort, sealed: options.sealed, watchMinutes: options.watchMinutes });
  servers.redirectUris.push(sealCallback(botPort));
  servers.connector.pointAt(files.messagesUrl);
  const log = (name: string): string => join(folder, `${name}.log`);
  let bot = startProcess(['bot', '--config', files.botConfig], log('bot'));
  await botAnswers(files, bot, log('bot'));
  await enrol(files);
  await confirmLabRelay(join(folder, 'syncwhy.db'));
  let relay = startProcess(['relay', '--config', files.relayConfig], log('relay'));
  await servers.connector.install();
  const chat = await startChatWindow({ connector: servers.connector, ...(options.thingsToTry === undefined ? {} : { thingsToTry: options.thingsToTry }), ...(options.chatPort === undefined ? {} : { port: options.chatPort }) });
  return {
    company, connector: servers.connector, chat, files, folder, graph: servers.graph, ldap: servers.ldap, openId: servers.openId,
    bot: () => bot,
    relay: () => relay,
    startBot: async () => {
      bot = startProcess(['bot', '--config', files.botConfig], log('bot'));
      await botAnswers(files, bot, log('bot'));
    },
    startRelay: () => {
      relay = startProcess(['relay', '--config', files.relayConfig], log('relay'));
    },
    close: async () => {
      await Promise.all([bot.stop(), relay.stop(), chat.close()]);
      await servers.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function startServers(company: Contoso, { clock, securityLog }: { readonly clock: CompanyClock; readonly securityLog: PretendSecurityLog }) {
  const certificates = await makeLabCertificates();
  const secret = randomBytes(24).toString('base64url');
  const ldapPassword = randomBytes(18).toString('base64url');
  const redirectUris: string[] = [];
  const login = await startLoginServer({ certificates, signIns: labSignIns(redirectUris), clients: [BOT_APP_ID, GRAPH_READER_APP_ID, GRAPH_WRITER_APP_ID].map((clientId) => ({ clientId, secret, tenantId: TENANT_ID })) });
  const recording = process.env['SYNCWHY_GRAPH_RECORDING'];
  const graph = await startGraphServer({ state: company.tenant, certificates, clock, tokens: login, ...(recording === undefined ? {} : { recorder: recordGraphRequests(recording) }) });
  const bindDn = `CN=svc-syncwhy,OU=Service Accounts,${BASE_DN}`;
  const ldap = await startLdapServer({ state: company.ad, certificates, bindDn, bindPassword: ldapPassword });
  const adSync = await startAdSyncServer({ sync: company.sync, securityLog });
  const openId = await startOpenIdServer({});
  const connector = await startBotConnector({ certificates, openId, botAppId: BOT_APP_ID, botEndpoint: 'https://127.0.0.1:1/', tenantId: TENANT_ID, people: CAST, members: CAST.filter(({ tenantId, userType }) => tenantId === TENANT_ID && userType === 'Member').map(({ key }) => key), verifyBotToken: async (token) => (await login.verify(token)) !== null });
  return {
    graph, ldap, connector, login, openId, redirectUris,
    world: { ...certificates, secret, ldap: { url: ldap.url, bindDn, password: ldapPassword }, graphUrl: graph.url, loginUrl: login.url, openIdMetadata: openId.metadataUrl, syncServerCommand: adSync.command },
    close: async () => {
      company.sync.stop();
      await Promise.all([connector.close(), openId.close(), adSync.close(), ldap.close(), graph.close(), login.close()]);
    },
  };
}

async function botAnswers(files: LabFiles, bot: LabProcess, logFile: string): Promise<void> {
  const died = bot.ended.then((code) => {
    throw new NotReady(`The bot ended with code ${code} instead of starting:\n${readFileSync(logFile, 'utf8').slice(-4000)}`);
  });
  const answers = (async () => {
    for (;;) {
      const response = await fetch(`${files.adminUrl}/readyz`).catch(() => null);
      if (response?.status === 200) return;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  })();
  await Promise.race([died, answers]);
  died.catch(() => undefined);
}

/** What an operator does once: a one-time token from the bot, spent by the relay. */
async function enrol(files: LabFiles): Promise<void> {
  const response = await fetch(`${files.adminUrl}/admin/enrol-token`, {
    method: 'POST',
    headers: { authorization: `Bearer ${readFileSync(files.adminTokenFile, 'utf8').trim()}`, 'content-type': 'application/json' },
    body: JSON.stringify({ group: 'default', host: hostname() }),
  });
  const { text } = (await response.json()) as { text: string };
  const { code, output } = await runToEnd(['relay', 'enrol', '--config', files.relayConfig, '--token', text]);
  if (code !== 0) throw new NotReady(`The relay could not be enrolled: ${output}`);
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject).listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}

