import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createAdDatabase } from '../../lab/company/ad-database.ts';
import type { AdState } from '../../lab/company/ad-state.ts';
import type { LabCertificates } from '../../lab/servers/lab-certificates.ts';
import { startLdapServer } from '../../lab/servers/ldap-server.ts';
import { createBotLink } from '../../src/adapters/bot-link/bot-link.ts';
import { createLdapDirectory } from '../../src/adapters/ldap/ldap-directory.ts';
import { createRelayLink } from '../../src/adapters/relay-link/relay-link.ts';
import { openSqliteStore } from '../../src/adapters/sqlite/open-sqlite-store.ts';
import { systemClock } from '../../src/adapters/system/system-clock.ts';
import { systemRandom } from '../../src/adapters/system/system-random.ts';
import type { LocalPolicy } from '../../src/boundary/local-policy.ts';
import { createExecutor } from '../../src/execute/run-plan.ts';
import type { JournalEntry } from '../../src/model/journal.ts';
import type { Plan, PlanStep, StepDraft } from '../../src/model/plan.ts';
import type { RelayAnswer, RelayJob } from '../../src/model/relay-job.ts';
import { stepAfter, stepBefore } from '../../src/operations/changes.ts';
import { linkKeyOf, newPrivateKeyPem, publicKeyOf } from '../../src/protocol/keys.ts';
import { verifyChain } from '../../src/protocol/audit-chain.ts';
import { openRelayJournal } from '../../src/relay/journal.ts';
import { longPoll } from '../../src/relay/long-poll.ts';
import { runJob } from '../../src/relay/run-job.ts';
import { minutes, samplePlan } from '../contracts/sample-plan.ts';
import { approved, pretendWorld } from '../execute/pretend-world.ts';
import { enrolledRelay } from '../ports/enrolled-relay.ts';
import { racingClock } from '../ports/racing-clock.ts';
import { guid } from '../ports/relay-jobs.ts';
import { relayStore } from '../ports/relay-store.ts';
import { serveRoutes } from '../ports/serve-routes.ts';
import { startFaultProxy, type FaultProxy } from './fault-proxy.ts';

const BASE_DN = 'DC=corp,DC=contoso,DC=com';
const ACCOUNT = { bindDn: `CN=svc-syncwhy,CN=Users,${BASE_DN}`, bindPassword: 'relay-secret' };
const POLICY: LocalPolicy = { readOnly: false, operations: ['ad.change-addresses'], writableContainers: [BASE_DN], objectsPerHour: 50, protectedNames: [] };
const ABOUT = { host: 'relay-host', version: '0.1.0', policyHash: 'abc', readOnly: false, seals: {} };
const QUIET = { info: () => undefined, warn: () => undefined, error: () => undefined };
const GROUP = 'default';

/** How much faster than the wall clock everything waits that does not wait for a socket. */
const TIMES = 100;
const LINK_PATIENCE = { hello: 500, lease: 900, result: 500 };
const LDAP_PATIENCE_MS = 500;

export interface PlanWorld {
  readonly botLine: FaultProxy;
  readonly directoryLine: FaultProxy;
  /** Runs a plan of two steps, each changing another person, to its end. */
  run(): Promise<Outcome>;
  close(): Promise<void>;
}

export interface Outcome {
  readonly plan: Plan;
  readonly journal: readonly JournalEntry[];
  /** How often the directory's own record says that each of the two persons was changed. */
  readonly changes: readonly [number, number];
  /** Whether each of them stands as the plan wants it. */
  readonly stands: readonly [boolean, boolean];
  readonly auditIs: string;
}

/** The executor, the link, a relay and a directory server, each real, on sockets of the loopback with a proxy on either line. `isForgetful`: the relay carries the first step out and says that it is unsure. */
export async function startPlanWorld(certificates: LabCertificates, { isForgetful = false }: { readonly isForgetful?: boolean | undefined } = {}): Promise<PlanWorld> {
  const folder = mkdtempSync(join(tmpdir(), 'syncwhy-faults-'));
  const clock = racingClock(TIMES, minutes(6));
  const ad = createAdDatabase({ domain: 'corp.contoso.com', baseDn: BASE_DN, clock: { now: () => new Date() } });
  const steps = people(ad);
  const changed = new Map<string, number>();
  ad.watch(({ kind, object }) => kind === 'changed' && changed.set(object.guid, (changed.get(object.guid) ?? 0) + 1));
  const server = await startLdapServer({ state: ad, certificates, ...ACCOUNT });
  const directoryLine = await startFaultProxy({ port: Number(new URL(server.url).port), certificates });
  const directory = createLdapDirectory({ bindDn: ACCOUNT.bindDn, password: () => Promise.resolve(ACCOUNT.bindPassword), baseDn: BASE_DN, forest: 'corp.contoso.com', ca: certificates.caPem, timeoutMs: LDAP_PATIENCE_MS, clock: systemClock, url: `ldaps://127.0.0.1:${directoryLine.port}` });
  const site = { clock, directories: [{ forest: 'corp.contoso.com', baseDn: BASE_DN, directory }], syncServers: [] };

  const [jobKey, relayKey] = [linkKeyOf(newPrivateKeyPem()) ?? assert.fail(), linkKeyOf(newPrivateKeyPem()) ?? assert.fail()];
  const rows = relayStore();
  rows.rows.set('relay-1', enrolledRelay({ publicKey: relayKey.publicJwk }));
  const link = createRelayLink({ store: rows, jobKey, clock, random: systemRandom, log: QUIET, group: GROUP });
  const routes = await serveRoutes(link.routes);
  const botLine = await startFaultProxy({ port: Number(new URL(routes.url).port) });
  const journal = openRelayJournal(join(folder, 'journal.jsonl'));
  const store = await openSqliteStore({ file: ':memory:', clock });
  const stop = new AbortController();
  let counter = 0;
  const botLink = createBotLink({ url: `http://127.0.0.1:${botLine.port}`, relayId: 'relay-1', privateKey: relayKey.privateKey, nextCounter: () => (counter += 1), clock, patience: LINK_PATIENCE });
  const work = forgetful(isForgetful, (job) => runJob({ site, group: GROUP, policy: POLICY, journal, log: QUIET }, job));
  const poll = (): Promise<void> => longPoll({ link: botLink, relayId: 'relay-1', botKey: publicKeyOf(jobKey.publicJwk) ?? assert.fail(), hello: ABOUT, runJob: work, log: QUIET, pause: { first: 5, longest: 40 } }, stop.signal);
  let polling: Promise<void> = Promise.resolve();
  return {
    botLine,
    directoryLine,
    async run() {
      polling = poll();
      const plan = await approved(store, samplePlan(1, { steps, executeWithinMinutes: 240 }));
      const world = { ...pretendWorld(store), clock, random: systemRandom, relayLink: link };
      const end = (await createExecutor(world).run(plan.content.planId)) ?? assert.fail('the plan is lost');
      return {
        plan: end,
        journal: await store.journal(plan.content.planId),
        changes: [changesOf(0), changesOf(1)],
        stands: [standsAsPlanned(ad, steps[0]), standsAsPlanned(ad, steps[1])],
        auditIs: verifyChain(await store.auditTrail(0, 10_000)).is,
      };
    },
    async close() {
      stop.abort();
      await botLine.close();
      await polling;
      for (const each of [routes, directory, directoryLine, server, store]) await each.close();
      journal.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };

  function changesOf(n: number): number {
    const step = steps[n];
    return step?.operation === 'ad.change-addresses' ? (changed.get(step.params.object.guid) ?? 0) : Number.NaN;
  }
}

/** Two persons with one address too many each, and the steps that take it off. */
function people(ad: AdState): readonly PlanStep[] {
  ad.add(ACCOUNT.bindDn, { objectClass: 'user', sAMAccountName: 'svc-syncwhy' });
  ad.add(`OU=Staff,${BASE_DN}`, { objectClass: 'organizationalUnit' });
  return [1, 2].map((n) => {
    const dn = `CN=Person ${n},OU=Staff,${BASE_DN}`;
    const before = [`SMTP:person${n}@contoso.com`, `smtp:old${n}@contoso.com`];
    const { guid: id } = ad.add(dn, { objectClass: 'user', sAMAccountName: `person${n}`, proxyAddresses: before });
    const draft: StepDraft = { operation: 'ad.change-addresses', params: { object: { guid: guid(id), dn }, before, remove: [`smtp:old${n}@contoso.com`], add: [] }, says: `Take the old address off Person ${n}` };
    return { ...draft, n, version: 1, target: dn, before: stepBefore(draft), after: stepAfter(draft), undo: { is: 'nothing-to-undo' } };
  });
}

function standsAsPlanned(ad: AdState, step: PlanStep | undefined): boolean {
  if (step?.operation !== 'ad.change-addresses') return false;
  const { object, before, remove } = step.params;
  return JSON.stringify(ad.byDn(object.dn)?.values('proxyAddresses').map(String)) === JSON.stringify(before.filter((each) => !remove.includes(each)));
}

function forgetful(isForgetful: boolean, run: (job: RelayJob) => Promise<RelayAnswer>): (job: RelayJob) => Promise<RelayAnswer> {
  let isOver = !isForgetful;
  return async (job) => {
    const answer = await run(job);
    if (isOver || answer.kind !== 'step') return answer;
    isOver = true;
    return { kind: 'step', jobId: job.jobId, result: { is: 'unsure', says: 'the line broke' } };
  };
}
