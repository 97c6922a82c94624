import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createCredential } from '../../src/adapters/graph/credential.ts';
import { createGraphClient, type GraphClient } from '../../src/adapters/graph/graph-client.ts';
import { createGraphPeople } from '../../src/adapters/graph/graph-people.ts';
import type { SyncFeatureShelf } from '../../src/adapters/graph/kept-facts.ts';
import { createGraphTenant } from '../../src/adapters/graph/graph-tenant.ts';
import { openSqliteStore } from '../../src/adapters/sqlite/open-sqlite-store.ts';
import { systemClock } from '../../src/adapters/system/system-clock.ts';
import { systemRandom } from '../../src/adapters/system/system-random.ts';
import { parseApprovalPolicy } from '../../src/boundary/approval-policy.ts';
import { buildBot, type Bot } from '../../src/bot/build.ts';
import type { Asked } from '../../src/commands/world.ts';
import { nonceHash } from '../../src/approve/nonce-hash.ts';
import { targetOf } from '../../src/approve/target-of.ts';
import { isPersonId, type PersonId } from '../../src/model/ids.ts';
import type { Actor } from '../../src/model/person.ts';
import { ON_PREM_OPERATIONS } from '../../src/model/operations.ts';
import type { Plan } from '../../src/model/plan.ts';
import type { Watch } from '../../src/model/watch.ts';
import type { Clock } from '../../src/ports/clock.ts';
import type { Log } from '../../src/ports/log.ts';
import type { RelayLink, RelayLists } from '../../src/ports/relay-link.ts';
import type { Store } from '../../src/ports/store.ts';
import type { Tenant } from '../../src/ports/tenant.ts';
import { parseRelayConfig } from '../../src/boundary/relay-config.ts';
import { openRelayJournal } from '../../src/relay/journal.ts';
import { listOnPrem } from '../../src/readings/on-prem/ad-objects.ts';
import { runJob, type JobWorld } from '../../src/relay/run-job.ts';
import { openSite } from '../../src/relay/site.ts';
import { ADMINS_GROUP_ID, AD_DOMAIN, BASE_DN, CAST, GRAPH_READER_APP_ID, GRAPH_WRITER_APP_ID, SYNC_SERVER, TENANT_ID } from '../../lab/company/cast.ts';
import { createContoso, type Contoso } from '../../lab/company/contoso.ts';
import { startAdSyncServer } from '../../lab/servers/adsync-server.ts';
import { auditDirectory } from '../../lab/servers/audit-directory.ts';
import { recorderFromEnvironment, type GraphRecorder } from '../../lab/servers/graph-recorder.ts';
import { startGraphServer } from '../../lab/servers/graph-server.ts';
import { makeLabCertificates } from '../../lab/servers/lab-certificates.ts';
import { startLdapServer } from '../../lab/servers/ldap-server.ts';
import { startLoginServer } from '../../lab/servers/login-server.ts';
import { trustLabCa } from '../real/trust-lab-ca.ts';
import { doWhatIsWatched, waitingFor } from './people-at-work.ts';

/** The company over its real protocols, with bot and relay in this process: everything but the chat and the long poll. */
export interface SmallCompany {
  readonly company: Contoso;
  readonly bot: Bot;
  readonly store: Store;
  ask(about: string): Promise<Asked>;
  /** Ana asks for the fix of this cause (or the first) and confirms these items of its checklist, all of them where none are given; null when none is on offer. Rejects with the reason when it is refused. */
  propose(about: string, cause: string | null, confirmed?: readonly string[]): Promise<Plan | null>;
  /** As many others as the plan needs approve it, and people do their steps; resolves when the run has ended. */
  approveAndRun(plan: Plan): Promise<Plan>;
  /** Ana asks to take a plan back; null when nothing of it can be. */
  undo(plan: Plan): Promise<Plan | null>;
  /** As many others as the plan needs approve it; nothing runs yet. */
  approve(plan: Plan): Promise<void>;
  /** Waits for the end of a run that somebody has started; people do their steps meanwhile. */
  ended(plan: Plan): Promise<Plan>;
  /** Another process of the bot, on this store. */
  otherBot(on: Store): Bot;
  /** What the bot asks: the relay, its lists, the tenant, and another client for Graph. */
  readonly asked: { readonly relayLink: RelayLink; readonly lists: RelayLists; readonly tenant: Tenant; client(): GraphClient };
  readonly ldap: Awaited<ReturnType<typeof startLdapServer>>;
  readonly graph: Awaited<ReturnType<typeof startGraphServer>>;
  close(): Promise<void>;
}

export interface SmallCompanyOptions {
  /** One clock for all; left out: the one on the wall, and a bot that does not wait as long as it would. */
  readonly clock?: (Clock & { leap(milliseconds: number): void }) | undefined;
  /** Stands between the bot and the relay; the journal of the relay is in this file. */
  readonly takeRelay?: ((world: JobWorld, journalFile: string) => RelayLink['step']) | undefined;
  /** Told of every request to Graph. */
  readonly recorder?: GraphRecorder | undefined;
}

/** What a breakage or a step of a test adds to the forest. */
const SUFFIXES = ['contoso.com', 'corp.contoso.com', 'fabrikam.com', 'northwind.example', ...Array.from({ length: 190 }, (_, n) => `s${n}.example`)];
const QUIET: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };

export async function startSmallCompany({ clock: ownClock, takeRelay, recorder }: SmallCompanyOptions = {}): Promise<SmallCompany> {
  const folder = mkdtempSync(join(tmpdir(), 'syncwhy-journey-'));
  const clock = ownClock ?? systemClock;
  const company = createContoso({ clock });
  const certificates = await makeLabCertificates();
  trustLabCa(certificates.caPem);
  const clients = [GRAPH_READER_APP_ID, GRAPH_WRITER_APP_ID].map((clientId) => ({ clientId, secret: 'lab secret', tenantId: TENANT_ID }));
  const login = await startLoginServer({ certificates, clients });
  const graph = await startGraphServer({ state: company.tenant, certificates, clock, tokens: login, recorder: both(recorder, recorderFromEnvironment()) });
  const bindDn = `CN=svc-syncwhy,OU=Service Accounts,${BASE_DN}`;
  const ldap = await startLdapServer({ state: company.ad, certificates, bindDn, bindPassword: 'lab password' });
  const adSync = await startAdSyncServer({ sync: company.sync, securityLog: auditDirectory(company.ad) });
  const relay = relayInProcess(folder, { ldapUrl: ldap.url, bindDn, command: adSync.command, clock, takeRelay });
  const store = await openSqliteStore({ file: join(folder, 'store.db'), clock });
  const patience = ownClock === undefined ? patientClock() : { clock: ownClock, waitAMinute: () => ownClock.leap(61_000) };
  const client = (clientId: string) => createGraphClient({ endpoint: graph.url, credential: createCredential({ authorityHost: login.url, tenantId: TENANT_ID, clientId, secret: 'lab secret' }) });
  const reader = client(GRAPH_READER_APP_ID);
  const { policy } = parseApprovalPolicy(JSON.stringify({ requesterGroups: [ADMINS_GROUP_ID], readers: { groups: 'all-members' }, approvers: [{ groups: [ADMINS_GROUP_ID] }] }));
  const otherBot = (on: Store): Bot => buildBot({
    tenantId: TENANT_ID, agentGroup: 'default', store: on, relayLink: relay.link, lists: relay.lists, people: createGraphPeople({ reader }), tenant: createGraphTenant({ reader, writer: client(GRAPH_WRITER_APP_ID), clock: patience.clock, shelf: shelfOf(company) }),
    channel: { post: () => Promise.resolve({ conversationId: 'none', activityId: null }), amend: () => Promise.resolve(), audienceOf: () => Promise.resolve({ is: 'known', guests: false, foreign: false }) },
    policy: () => policy, clock: ownClock ?? impatientClock, watchClock: patience.clock, random: systemRandom, log: QUIET, about: { version: 'test', customEndpoints: [], policyWarnings: () => [] },
  });
  const bot = otherBot(store);
  const ended = (plan: Plan): Promise<Plan> => end(store, plan, (step) => {
    doWhatIsWatched(company, step);
    patience.waitAMinute();
  });
  return {
    company, bot, store, ldap, graph, otherBot, ended,
    asked: { relayLink: relay.link, lists: relay.lists, tenant: createGraphTenant({ reader, writer: null, clock: patience.clock, shelf: shelfOf(company) }), client: () => client(GRAPH_READER_APP_ID) },
    approve: (plan) => approve(bot, store, plan),
    ask: (about) => {
      patience.waitAMinute();
      return bot.commands.ask(about);
    },
    propose: (about, cause, confirmed) => {
      patience.waitAMinute();
      return propose(bot, about, { cause, confirmed });
    },
    approveAndRun: async (plan) => {
      await approve(bot, store, plan);
      bot.commands.execute(plan.content.planId);
      return ended(plan);
    },
    undo: (plan) => proposeUndo(bot, plan),
    close: async () => {
      await relay.close();
      await store.close();
      await Promise.all([adSync.close(), ldap.close(), graph.close(), login.close()]);
      company.sync.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const both = (one: GraphRecorder | undefined, other: GraphRecorder | undefined): GraphRecorder => (request) => {
  one?.(request);
  other?.(request);
};

/** The bot looks again after a moment where it would wait for seconds and minutes; deadlines, which end with a signal, stay as they are. */
const impatientClock: Clock = { ...systemClock, sleep: (milliseconds, signal) => (signal === undefined ? systemClock.sleep(Math.min(milliseconds, 50)) : systemClock.sleep(milliseconds, signal)) };

/** Facts of the tenant are kept for a minute; a question of this company comes at least a minute after the one before. */
function patientClock(): { readonly clock: Clock; waitAMinute(): void } {
  let ahead = 0;
  return {
    clock: { ...systemClock, now: () => new Date(systemClock.now().getTime() + ahead) },
    waitAMinute: () => {
      ahead += 61_000;
    },
  };
}

/** The settings of the synchronisation, as an administrator has just read them. */
const shelfOf = ({ tenant }: Contoso): SyncFeatureShelf => ({
  syncFeatures: () => Promise.resolve({ readAt: systemClock.now().toISOString(), readBy: 'ana.ruiz@contoso.com', features: structuredClone(tenant.syncFeatures) }),
});

function relayInProcess(folder: string, { ldapUrl, bindDn, command, clock, takeRelay }: { readonly ldapUrl: string; readonly bindDn: string; readonly command: readonly string[]; readonly clock: Clock; readonly takeRelay: SmallCompanyOptions['takeRelay'] }): { readonly link: RelayLink; readonly lists: RelayLists; close(): Promise<void> } {
  const passwordFile = join(folder, 'ldap.secret');
  writeFileSync(passwordFile, 'lab password');
  const parsed = parseRelayConfig({ bot: { url: 'https://127.0.0.1:1' }, stateDir: folder, localPolicyFile: 'unused', directories: [{ forest: AD_DOMAIN, url: ldapUrl, baseDn: BASE_DN, bindDn, passwordFile }], syncServers: [{ name: SYNC_SERVER, command: [...command] }], securityLog: { command: [...command] } });
  if (!parsed.ok) throw new Error(parsed.complaints.join('; '));
  const journalFile = join(folder, 'journal.jsonl');
  const journal = openRelayJournal(journalFile);
  const world: JobWorld = {
    site: openSite(parsed.config, clock), group: 'default', journal, log: QUIET,
    policy: { readOnly: false, readSecurityLog: true, operations: [...ON_PREM_OPERATIONS], writableContainers: [BASE_DN], objectsPerHour: 1000, protectedNames: [], upnSuffixes: SUFFIXES },
  };
  return {
    lists: { list: (request) => listOnPrem({ directories: world.site.directories }, request, null) },
    link: {
      async read(request) {
        const answer = await runJob(world, { kind: 'read', jobId: systemRandom.uuid(), notAfter: new Date(clock.now().getTime() + 60_000).toISOString(), request });
        return answer.kind === 'read' ? answer.fragment : { unread: [{ what: 'directory', why: 'failed', detail: 'says' in answer ? answer.says : '' }] };
      },
      step: takeRelay?.(world, journalFile) ?? ((job) => runJob(world, job)),
      relays: () => Promise.resolve([]),
      giveUp: () => Promise.resolve(),
    },
    close: async () => {
      await Promise.all(world.site.directories.map(({ directory }) => directory.close()));
      journal.close();
    },
  };
}

async function propose({ commands }: Bot, about: string, { cause, confirmed }: { readonly cause: string | null; readonly confirmed: readonly string[] | undefined }): Promise<Plan | null> {
  const { diagnosis, subject } = await commands.ask(about);
  const finding = diagnosis.findings.find((each) => each.remedy?.by === 'bot' && (cause === null || each.cause === cause));
  if (finding?.remedy === undefined) return null;
  const proposed = await commands.approvals.propose({ actor: person('ana'), tenantId: TENANT_ID, place: PLACE, offer: finding.remedy, about: subject === null ? null : targetOf(subject), cause: finding.cause, asked: about, reason: 'journey', diagnosis, confirmed: confirmed ?? (finding.remedy.checklist ?? []).map(({ item }) => item) });
  if (proposed.is !== 'proposed') throw new Error(`no plan: ${proposed.says}`);
  return proposed.plan;
}

async function proposeUndo({ commands }: Bot, { content }: Plan): Promise<Plan | null> {
  const proposed = await commands.approvals.undo({ planId: content.planId, actor: person('ana'), tenantId: TENANT_ID, place: PLACE, reason: 'journey' });
  return proposed.is === 'proposed' ? proposed.plan : null;
}

async function approve(bot: Bot, store: Store, plan: Plan): Promise<void> {
  const { planId, rev, quorum } = plan.content;
  const nonce = systemRandom.nonce();
  await store.addPlanCard({ planId, rev, nonceHash: nonceHash(nonce), place: PLACE, message: { conversationId: PLACE.conversationId, activityId: null } });
  for (const who of ['ben', 'chloe'].slice(0, quorum.approve)) {
    const answer = await bot.commands.approvals.press({ planId, verdict: 'approve', actor: person(who), by: 'button', tenantId: TENANT_ID, conversationId: PLACE.conversationId, activityId: null, replyToId: null, comment: 'looks right', card: { rev, nonce, altered: false } });
    if (answer.is !== 'accepted') throw new Error(`not approved: ${answer.says}`);
  }
}

async function end(store: Store, plan: Plan, people: (watch: Watch) => void): Promise<Plan> {
  const { planId } = plan.content;
  for (;;) {
    const now = await store.planById(planId);
    if (now !== null && !['pending', 'approved', 'running'].includes(now.state)) return now;
    for (const step of waitingFor(plan, await store.journal(planId))) people(step.params.watch);
    await systemClock.sleep(20);
  }
}

const PLACE = { conversationId: '19:journey@thread.tacv2', threadId: '1', kind: 'channel' } as const;

export function person(key: string): Actor {
  const member = CAST.find((each) => each.key === key);
  const oid: string = member?.oid ?? '';
  if (member === undefined || !isPersonId(oid)) throw new Error(`nobody is called ${key}`);
  const known: PersonId = oid;
  return { oid: known, name: member.displayName };
}
