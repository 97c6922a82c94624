import { nonceHash } from '../../src/approve/nonce-hash.ts';
import { parsePairsList } from '../../src/boundary/pairs-list.ts';
import { createApprovals, type Approvals } from '../../src/approve/press.ts';
import type { CommandWorld } from '../../src/commands/world.ts';
import { createExecutor } from '../../src/execute/run-plan.ts';
import { anchorOfGuid } from '../../src/model/anchor.ts';
import type { AdEntry, CloudUser } from '../../src/model/evidence.ts';
import type { Observation } from '../../src/model/journal.ts';
import type { Plan, PlanStep, ValuesByName } from '../../src/model/plan.ts';
import type { RelayLink, RelayLists } from '../../src/ports/relay-link.ts';
import type { Store } from '../../src/ports/store.ts';
import { openSqliteStore } from '../../src/adapters/sqlite/open-sqlite-store.ts';
import { stepAfter, stepBefore } from '../../src/operations/changes.ts';
import { pretendPolicy, ruleFor } from '../approve/pretend-policy.ts';
import { guidOf } from '../contracts/sample-campaign.ts';
import { personId, planId, TENANT } from '../contracts/sample-plan.ts';
import { requestBy } from '../commands/pretend-talk.ts';
import { pretendClock, pretendWorld, type Pretence } from '../execute/pretend-world.ts';

const OLD = 'OU=People,DC=old,DC=example';
const NEW = 'OU=People,DC=new,DC=example';

/** Two domains with so many people in each, their cloud accounts, a relay that changes them, and the bot's commands on a clock that a sleep moves on. */
export interface TwoDomains {
  readonly store: Store;
  readonly world: CommandWorld;
  readonly approvals: Approvals;
  readonly clock: { at: Date };
  /** objectGUID of the new account → its anchor. */
  anchorOf(n: number): string | null;
  isOldInScope(n: number): boolean;
  isNewInScope(n: number): boolean;
  /** What the relay was asked to run, one word each. */
  readonly ran: string[];
  /** The relay says no to whatever writes these people. */
  readonly refused: Set<number>;
  /** What shows that a person has done a step; nothing does, to begin with. */
  readonly watched: Pretence['watched'];
  /** Called after each write. */
  onWrite: (n: number) => Promise<void>;
  approveAndRun(plan: Plan): Promise<Plan>;
  /** The attributes that people have in the new domain; the old domain has them all. */
  close(): Promise<void>;
}

export interface Population {
  readonly people: number;
  /** Changes the new account of one person before anybody reads it. */
  readonly fresh?: ((n: number) => Readonly<Record<string, readonly string[]>>) | undefined;
}

export const FROM = OLD;
export const TO = NEW;

export async function twoDomains({ people, fresh = () => ({}) }: Population): Promise<TwoDomains> {
  const clock = pretendClock();
  const store = await openSqliteStore({ file: ':memory:', clock });
  const oldGuid = (n: number) => guidOf(100_000 + n);
  const values = new Map<string, Map<string, readonly string[]>>();
  const set = (guid: string, attribute: string, to: readonly string[]): void => void (values.get(guid) ?? values.set(guid, new Map()).get(guid))?.set(attribute, to);
  const get = (guid: string, attribute: string): readonly string[] => values.get(guid)?.get(attribute) ?? [];
  const numbers = Array.from({ length: people }, (_, at) => at + 1);
  // Nobody of the new domain is in scope before the wave has come.
  for (const n of numbers) set(guidOf(n), 'adminDescription', ['User_NoSync']);
  const entry = (n: number, side: 'old' | 'new'): AdEntry => {
    const guid = side === 'old' ? oldGuid(n) : guidOf(n);
    const common = { objectClass: ['user'], objectGUID: [anchorOfGuid(guid)], displayName: [`Person ${n}`], sAMAccountName: [`person${n}`], employeeID: [`E${n}`], mail: [`person${n}@contoso.com`], userPrincipalName: [`person${n}@contoso.com`] };
    const anchor = get(guid, 'mS-DS-ConsistencyGuid');
    const described = get(guid, 'adminDescription');
    return { dn: `CN=Person ${n},${side === 'old' ? OLD : NEW}`, attributes: { ...common, ...(side === 'new' ? fresh(n) : {}), ...(anchor.length === 0 ? {} : { 'mS-DS-ConsistencyGuid': anchor }), ...(described.length === 0 ? {} : { adminDescription: described }) } };
  };
  const users = numbers.map((n): CloudUser => ({ id: `eeeeeeee-0000-4000-8000-${String(n).padStart(12, '0')}`, userPrincipalName: `person${n}@contoso.com`, displayName: `Person ${n}`, onPremisesSyncEnabled: true, onPremisesImmutableId: anchorOfGuid(oldGuid(n)), onPremisesDomainName: 'old.example' }));
  const byAnchor = new Map(users.map((user) => [user.onPremisesImmutableId, user]));
  const byId = new Map(users.map((user) => [user.id, user]));
  const lists: RelayLists = {
    async *list(request) {
      await Promise.resolve();
      if (request.reading !== 'ad.objects') return;
      const side = request.params.below[0] === OLD ? 'old' : 'new';
      for (let at = 0; at < people; at += 100) yield { reading: 'ad.objects' as const, base: NEW, server: 'dc', entries: numbers.slice(at, at + 100).map((n) => entry(n, side)) };
    },
  };
  const ran: string[] = [];
  const refused = new Set<number>();
  const seen = (step: PlanStep): Observation => {
    const target = targetOf(step);
    if (target === null) return { stands: 'before', found: {}, says: '' };
    const found: ValuesByName = { [target.attribute]: get(target.guid, target.attribute) };
    const is = (wanted: ValuesByName): boolean => String(wanted[target.attribute] ?? []) === String(found[target.attribute]);
    return { stands: is(stepAfter(step)) ? 'after' : is(stepBefore(step)) ? 'before' : 'other', found, says: 'as it is' };
  };
  const relayLink: Pick<RelayLink, 'step'> = {
    async step(job) {
      const { jobId } = job;
      const step = job.plan.steps.find(({ n }) => n === job.step);
      if (step === undefined) throw new Error('no such step');
      const stands = seen(step);
      if (job.phase === 'look') return { kind: 'look', jobId, observation: stands };
      const target = targetOf(step);
      const n = target === null ? 0 : Number.parseInt(target.guid.slice(-12), 16) % 100_000;
      clock.at = new Date(clock.at.getTime() + 40);
      if (refused.has(n)) return { kind: 'refused', jobId, says: 'the account is protected' };
      if (target !== null && stands.stands !== 'before') return { kind: 'step', jobId, result: { is: 'drifted', found: stands.found, says: 'somebody was here' } };
      ran.push(step.operation);
      if (target !== null) set(target.guid, target.attribute, stepAfter(step)[target.attribute] ?? []);
      await two.onWrite(n);
      return { kind: 'step', jobId, result: { is: 'applied', found: stepAfter(step) } };
    },
  };
  const policy = pretendPolicy({ approvers: [ruleFor(['group-approvers'])], batch: { mostObjects: 200 } });
  const pretence = pretendWorld(store, { clock, policy: () => policy });
  const executor = createExecutor({ ...pretence, relayLink });
  let ids = 10_000;
  const random = { uuid: () => planId((ids += 1)), nonce: () => `nonce-${(ids += 1)}` };
  const approvals = createApprovals({ store, people: pretence.people, relays: () => Promise.resolve([]), policy: () => policy, clock, random, tenantId: TENANT, agentGroup: 'default', lookAt: (plan, step) => executor.lookAt(plan, step) });
  const server = { name: 'SYNC01', scheduler: { StagingModeEnabled: false, SyncCycleEnabled: true }, globalSettings: { Parameters: [{ Name: 'Microsoft.SynchronizationOption.AnchorAttribute', Value: 'mS-DS-ConsistencyGuid' }] } };
  const world = {
    store, people: pretence.people, policy: () => policy, clock, random, approvals, lists, sealing: null, audienceOf: () => Promise.resolve({ is: 'known', guests: false, foreign: false }),
    relayLink: { read: () => Promise.resolve({ syncServers: [server], unread: [] }) },
    tenant: {
      tenantFacts: () => Promise.resolve({ entra: {}, unread: [], readAt: clock.at.toISOString() }),
      look: ({ anchors, ids: wanted }: { readonly anchors: readonly string[]; readonly ids: readonly string[] }) => Promise.resolve({ entra: { users: [...new Set([...anchors.flatMap((each) => byAnchor.get(each) ?? []), ...wanted.flatMap((each) => byId.get(each) ?? [])])], deletedUsers: [] }, unread: [] }),
      detail: () => Promise.resolve({ entra: { roleAssignments: [], roleEligibilitySchedules: [], groups: [], groupMembers: [], objectIdentifiers: {} }, unread: [] }),
    },
    board: { post: () => Promise.resolve(), repaint: () => undefined },
    titleOf: () => undefined,
    readPairs: parsePairsList,
  } as unknown as CommandWorld;
  const two: TwoDomains = {
    store, world, approvals, clock, ran, refused, watched: pretence.watched,
    onWrite: () => Promise.resolve(),
    anchorOf: (n) => get(guidOf(n), 'mS-DS-ConsistencyGuid')[0] ?? null,
    isNewInScope: (n) => get(guidOf(n), 'adminDescription').length === 0,
    isOldInScope: (n) => get(oldGuid(n), 'adminDescription').length === 0,
    async approveAndRun(plan) {
      const { planId: approved, rev, quorum, conversationId, threadId } = plan.content;
      const nonce = `press-${(ids += 1)}`;
      await store.addPlanCard({ planId: approved, rev, nonceHash: nonceHash(nonce), place: { conversationId, threadId, kind: 'personal' }, message: { conversationId, activityId: null } });
      for (const by of [2, 3].slice(0, quorum.approve)) {
        const answer = await approvals.press({ planId: approved, verdict: 'approve', actor: { oid: personId(by), name: `Admin ${by}` }, by: 'button', tenantId: TENANT, conversationId, activityId: null, replyToId: null, comment: 'right', card: { rev, nonce, altered: false } });
        if (answer.is !== 'accepted') throw new Error(`not approved: ${answer.says}`);
      }
      const ended = await executor.run(plan.content.planId);
      if (ended === null) throw new Error('no plan');
      return ended;
    },
    close: () => store.close(),
  };
  return two;
}

/** What a step writes; null for what is about the server. */
function targetOf(step: PlanStep): { readonly guid: string; readonly attribute: string } | null {
  if (step.operation === 'ad.set-anchor') return { guid: step.params.object.guid, attribute: 'mS-DS-ConsistencyGuid' };
  return step.operation === 'ad.change-values' ? { guid: step.params.object.guid, attribute: step.params.attribute } : null;
}

/** The anchor of the old account of somebody. */
export const oldAnchor = (n: number): string => anchorOfGuid(guidOf(100_000 + n));

export const REQUEST = requestBy('text');
