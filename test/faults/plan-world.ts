import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LabCertificates } from '../../lab/servers/lab-certificates.ts';
import { createBotLink } from '../../src/adapters/bot-link/bot-link.ts';
import { createLdapDirectory } from '../../src/adapters/ldap/ldap-directory.ts';
import { createRelayLink } from '../../src/adapters/relay-link/relay-link.ts';
import { openSqliteStore } from '../../src/adapters/sqlite/open-sqlite-store.ts';
import { systemClock } from '../../src/adapters/system/system-clock.ts';
import { systemRandom } from '../../src/adapters/system/system-random.ts';
import type { LocalPolicy } from '../../src/boundary/local-policy.ts';
import { createExecutor } from '../../src/execute/run-plan.ts';
import type { JournalEntry } from '../../src/model/journal.ts';
import type { Plan } from '../../src/model/plan.ts';
import type { ListJob, RelayAnswer, RelayJob } from '../../src/model/relay-job.ts';
import { linkKeyOf, newPrivateKeyPem, publicKeyOf } from '../../src/protocol/keys.ts';
import { verifyChain } from '../../src/protocol/audit-chain.ts';
import { openRelayJournal } from '../../src/relay/journal.ts';
import { longPoll } from '../../src/relay/long-poll.ts';
import { runJob } from '../../src/relay/run-job.ts';
import { minutes, samplePlan } from '../contracts/sample-plan.ts';
import { approved, pretendWorld } from '../execute/pretend-world.ts';
import { enrolledRelay } from '../ports/enrolled-relay.ts';
import { racingClock } from '../ports/racing-clock.ts';
import { relayStore } from '../ports/relay-store.ts';
import { serveRoutes } from '../ports/serve-routes.ts';
import { startFaultProxy, type FaultProxy } from './fault-proxy.ts';
import { pretendPlace, type FaultyPlace } from './pretend-place.ts';

const ABOUT = { host: 'relay-host', version: '0.1.0', policyHash: 'abc', readOnly: false, seals: {} };
const QUIET = { info: () => undefined, warn: () => undefined, error: () => undefined };
const GROUP = 'default';

/** How much faster than the wall clock everything waits that does not wait for a socket. */
const TIMES = 100;
const LINK_PATIENCE = { hello: 500, lease: 900, result: 500 };

interface PlanWorldOptions {
  readonly isForgetful?: boolean | undefined;
  readonly place?: ((certificates: LabCertificates) => Promise<FaultyPlace>) | undefined;
}

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

/**
 * The executor, the link and a relay, each real, on sockets of the loopback with a proxy on either line; the directory is the lab's unless another place is given.
 * `isForgetful`: the relay carries the first step out and says that it is unsure.
 */
export async function startPlanWorld(certificates: LabCertificates, { isForgetful = false, place = pretendPlace }: PlanWorldOptions = {}): Promise<PlanWorld> {
  const folder = mkdtempSync(join(tmpdir(), 'syncwhy-faults-'));
  const clock = racingClock(TIMES, minutes(6));
  const { steps, line: directoryLine, ...there } = await place(certificates);
  const directory = createLdapDirectory({ ...there.account, baseDn: there.baseDn, forest: there.forest, ca: certificates.caPem, timeoutMs: there.patienceMs, clock: systemClock, url: `ldaps://127.0.0.1:${directoryLine.port}` });
  const site = { clock, directories: [{ forest: there.forest, baseDn: there.baseDn, directory }], syncServers: [] };
  const policy: LocalPolicy = { readOnly: false, operations: ['ad.change-addresses'], writableContainers: [there.baseDn], objectsPerHour: 50, protectedNames: [] };

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
  const work = forgetful(isForgetful, (job) => runJob({ site, group: GROUP, policy, journal, log: QUIET }, job));
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
        ...(await there.whatHappened()),
        auditIs: verifyChain(await store.auditTrail(0, 10_000)).is,
      };
    },
    async close() {
      stop.abort();
      await botLine.close();
      await polling;
      for (const each of [routes, directory, directoryLine, there, store]) await each.close();
      journal.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function forgetful(isForgetful: boolean, run: (job: Exclude<RelayJob, ListJob>) => Promise<RelayAnswer>): typeof run {
  let isOver = !isForgetful;
  return async (job) => {
    const answer = await run(job);
    if (isOver || answer.kind !== 'step') return answer;
    isOver = true;
    return { kind: 'step', jobId: job.jobId, result: { is: 'unsure', says: 'the line broke' } };
  };
}
