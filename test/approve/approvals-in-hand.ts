import { openSqliteStore } from '../../src/adapters/sqlite/open-sqlite-store.ts';
import type { ApprovalsWorld } from '../../src/approve/approvals-world.ts';
import { nonceHash } from '../../src/approve/nonce-hash.ts';
import { createApprovals, type Approvals, type Pressed } from '../../src/approve/press.ts';
import type { Proposal } from '../../src/approve/propose-plan.ts';
import type { ApprovalPolicy } from '../../src/model/approval.ts';
import type { Plan, PlanState } from '../../src/model/plan.ts';
import type { RelayState } from '../../src/model/relay-job.ts';
import type { Store } from '../../src/ports/store.ts';
import { addressStep, auditOf, deltaStep, minutes, objectGuid, personId, planId, samplePlan, TENANT } from '../contracts/sample-plan.ts';
import { pretendPeople, type PretendPeople } from './pretend-people.ts';
import { pretendPolicy, ruleFor } from './pretend-policy.ts';

export const POLICY = pretendPolicy({ approvers: [ruleFor(['group-approvers'])] });
export const place = { conversationId: '19:ops@thread.tacv2', threadId: '1', kind: 'channel' } as const;

/** Approvals over a store in memory and pretend people; what is mutable may be changed between two calls. */
export interface ApprovalsInHand {
  readonly store: Store;
  readonly people: PretendPeople;
  readonly approvals: Approvals;
  policy: ApprovalPolicy;
  now: Date;
  relays: readonly RelayState[];
  /** How an executed step stands now; null when nobody can look. */
  lookAt: NonNullable<ApprovalsWorld['lookAt']>;
  /** Number of the last id that was drawn. */
  uuids: number;
  /** Puts a waiting plan with its card into the store. */
  pending(plan?: Plan, nonce?: string): Promise<Plan>;
  stateOf(plan: Plan): Promise<PlanState | undefined>;
  /** The audit, each event with its rule. */
  events(): Promise<readonly string[]>;
}

export async function approvalsInHand(): Promise<ApprovalsInHand> {
  const people = pretendPeople();
  const set: Pick<ApprovalsInHand, 'policy' | 'now' | 'relays' | 'uuids' | 'lookAt'> = { policy: POLICY, now: minutes(5), relays: [], uuids: 100, lookAt: () => Promise.resolve(null) };
  const now = (): Date => set.now;
  const store = await openSqliteStore({ file: ':memory:', clock: { now, sleep: () => Promise.resolve() } });
  const approvals = createApprovals({
    store, people, relays: () => Promise.resolve(set.relays), policy: () => set.policy, clock: { now }, tenantId: TENANT, agentGroup: 'default', lookAt: (plan, step) => set.lookAt(plan, step),
    random: { uuid: () => planId((set.uuids += 1)), nonce: () => 'nonce' },
  });
  return Object.assign(set, {
    store, people, approvals,
    async pending(plan = samplePlan(1), nonce = 'secret'): Promise<Plan> {
      await store.addPlan(plan, auditOf('plan.created', plan));
      await store.addPlanCard({ planId: plan.content.planId, rev: 1, nonceHash: nonceHash(nonce), place, message: { conversationId: place.conversationId, activityId: 'm1' } });
      return plan;
    },
    stateOf: async (plan: Plan) => (await store.planById(plan.content.planId))?.state,
    events: async () => (await store.auditTrail(0, 1000)).map(({ event }) => (event.rule === null ? event.event : `${event.event} ${event.rule}`)),
  });
}

export const pressed = (plan: Plan, by: number, change: Partial<Pressed> = {}): Pressed => ({
  planId: plan.content.planId, verdict: 'approve', actor: { oid: personId(by), name: `Admin ${by}` }, by: 'button', tenantId: TENANT,
  conversationId: place.conversationId, activityId: `activity-${by}`, replyToId: 'm1', comment: 'seen', card: { rev: 1, nonce: 'secret', altered: false }, ...change,
});

export const proposal = (by: number, change: Partial<Proposal> = {}): Proposal => ({
  actor: { oid: personId(by), name: `Admin ${by}` }, tenantId: TENANT, place, cause: 'duplicate-proxy-two-ad-objects', asked: 'person1', reason: 'she asked', diagnosis: null,
  offer: { title: 'Take the address off', risk: 'low', undo: 'full', steps: [addressStep(1), deltaStep(2)] }, about: { key: objectGuid(1), displayName: 'Person 1' }, ...change,
});
