import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createCredential } from '../../src/adapters/graph/credential.ts';
import { createGraphClient } from '../../src/adapters/graph/graph-client.ts';
import { createGraphPeople } from '../../src/adapters/graph/graph-people.ts';
import { createGraphTenant } from '../../src/adapters/graph/graph-tenant.ts';
import { openSqliteStore } from '../../src/adapters/sqlite/open-sqlite-store.ts';
import { systemClock } from '../../src/adapters/system/system-clock.ts';
import { systemRandom } from '../../src/adapters/system/system-random.ts';
import { nonceHash } from '../../src/approve/nonce-hash.ts';
import { createApprovals, type Approvals, type PressAnswer, type Pressed } from '../../src/approve/press.ts';
import { cloudSteps } from '../../src/execute/cloud-steps.ts';
import { serveHere } from '../../src/execute/here-menu.ts';
import { createExecutor } from '../../src/execute/run-plan.ts';
import type { ApprovalPolicy } from '../../src/model/approval.ts';
import { isPersonId, type PersonId } from '../../src/model/ids.ts';
import type { AdTarget, Plan, StepDraft } from '../../src/model/plan.ts';
import type { RelayLink } from '../../src/ports/relay-link.ts';
import type { Store } from '../../src/ports/store.ts';
import { ADMINS_GROUP_ID, CAST, GRAPH_READER_APP_ID, GRAPH_WRITER_APP_ID, TENANT_ID } from '../../lab/company/cast.ts';
import { createContoso, type Contoso } from '../../lab/company/contoso.ts';
import { startGraphServer } from '../../lab/servers/graph-server.ts';
import { makeLabCertificates } from '../../lab/servers/lab-certificates.ts';
import { startLoginServer } from '../../lab/servers/login-server.ts';
import { pretendPolicy, ruleFor } from '../approve/pretend-policy.ts';
import { fastClock, type FastClock } from '../ports/fast-clock.ts';
import { trustLabCa } from '../real/trust-lab-ca.ts';

export const PLACE = { conversationId: '19:ops@thread.tacv2', threadId: '1', kind: 'channel' } as const;
export const POLICY = pretendPolicy({ requesterGroups: [ADMINS_GROUP_ID], approvers: [ruleFor([ADMINS_GROUP_ID])] });

/** Approvals and runs of the production code on a clock that the test moves, a tenant behind real HTTPS, and a recording of every request to it. */
export interface BotInHand {
  readonly folder: string;
  readonly clock: FastClock;
  readonly store: Store;
  readonly company: Contoso;
  readonly graph: Awaited<ReturnType<typeof startGraphServer>>;
  readonly login: Awaited<ReturnType<typeof startLoginServer>>;
  readonly approvals: Approvals;
  policy: ApprovalPolicy;
  /** Requests to Graph that would change something. */
  readonly graphWrites: readonly string[];
  /** Ana asks for the prefix of these people's addresses. */
  proposed(people: readonly (AdTarget & { readonly address: string })[]): Promise<Plan>;
  press(plan: Plan, who: string, change?: Partial<Pressed>): Promise<PressAnswer>;
  run(plan: Plan): Promise<Plan>;
  close(): Promise<void>;
}

export const oidOf = (who: string): PersonId => {
  const oid = CAST.find(({ key }) => key === who)?.oid ?? '';
  if (!isPersonId(oid)) throw new Error(`there is no ${who}`);
  return oid;
};

const READS_BY_POST = /checkMemberGroups|getByIds|\$batch/;

export async function botInHand(relayLink: Pick<RelayLink, 'step'>): Promise<BotInHand> {
  const folder = mkdtempSync(join(tmpdir(), 'syncwhy-attack-'));
  const clock = fastClock();
  const company = createContoso({ clock: systemClock });
  const certificates = await makeLabCertificates();
  trustLabCa(certificates.caPem);
  const login = await startLoginServer({ certificates, clients: [GRAPH_READER_APP_ID, GRAPH_WRITER_APP_ID].map((clientId) => ({ clientId, secret: 'lab secret', tenantId: TENANT_ID })) });
  const graphWrites: string[] = [];
  const recorder = ({ method, url }: { readonly method: string; readonly url: string }): void => {
    if (method !== 'GET' && !(method === 'POST' && READS_BY_POST.test(url))) graphWrites.push(`${method} ${url}`);
  };
  const graph = await startGraphServer({ state: company.tenant, certificates, clock: systemClock, tokens: login, recorder });
  const client = (clientId: string) => createGraphClient({ endpoint: graph.url, credential: createCredential({ authorityHost: login.url, tenantId: TENANT_ID, clientId, secret: 'lab secret' }) });
  const reader = client(GRAPH_READER_APP_ID);
  const people = createGraphPeople({ reader });
  const tenant = createGraphTenant({ reader, writer: client(GRAPH_WRITER_APP_ID), clock: systemClock, shelf: { syncFeatures: () => Promise.resolve(null) } });
  const store = await openSqliteStore({ file: join(folder, 'store.db'), clock });
  const world = { store, people, relays: () => Promise.resolve([]), policy: () => bot.policy, clock, random: systemRandom, tenantId: TENANT_ID, agentGroup: 'default' };
  const approvals = createApprovals(world);
  const executor = createExecutor({ ...world, relayLink, cloud: cloudSteps({ serve: serveHere({ tenant, clock, watched: { look: () => Promise.resolve({ seen: false, says: 'nobody looks here' }) } }), clock }), onProgress: () => undefined, isStillNeeded: () => Promise.resolve('yes') });
  const bot: BotInHand = {
    folder, clock, store, company, graph, login, approvals, policy: POLICY, graphWrites,
    async proposed(targets) {
      const [first] = targets;
      if (first === undefined) throw new Error('for whom?');
      const proposed = await approvals.propose({
        actor: { oid: oidOf('ana'), name: 'Ana Ruiz' }, tenantId: TENANT_ID, place: PLACE, cause: '', asked: first.address, reason: 'mail bounces', diagnosis: null,
        offer: { title: 'Give the addresses their prefix', risk: 'low', undo: 'full', steps: targets.map(prefixed) }, about: { key: first.guid, dn: first.dn, displayName: first.dn },
      });
      if (proposed.is !== 'proposed') throw new Error(JSON.stringify(proposed));
      const { plan } = proposed;
      await store.addPlanCard({ planId: plan.content.planId, rev: 1, nonceHash: nonceHash(nonceOf(plan)), place: PLACE, message: { conversationId: PLACE.conversationId, activityId: `card ${plan.code}` } });
      return plan;
    },
    press: (plan, who, change = {}) => approvals.press({
      planId: plan.content.planId, verdict: 'approve', actor: { oid: oidOf(who), name: who }, by: 'button', tenantId: TENANT_ID, conversationId: PLACE.conversationId,
      activityId: `press ${crypto.randomUUID()}`, replyToId: `card ${plan.code}`, comment: 'checked', card: { rev: 1, nonce: nonceOf(plan), altered: false }, ...change,
    }),
    run: async (plan) => (await executor.run(plan.content.planId)) ?? plan,
    close: async () => {
      await store.close();
      await Promise.all([graph.close(), login.close()]);
      company.sync.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  return bot;
}

export const nonceOf = (plan: Plan): string => `nonce of ${plan.code}`;

const prefixed = ({ guid, dn, address }: AdTarget & { readonly address: string }): StepDraft => ({
  operation: 'ad.change-addresses', params: { object: { guid, dn }, before: [address], remove: [address], add: [`SMTP:${address}`] }, says: `Give ${address} its prefix`,
});
