import { REFUSALS, type Refusal } from '../model/approval.ts';
import type { Diagnosis, RemedyOffer } from '../model/diagnosis.ts';
import { isPlanId, type PlanId } from '../model/ids.ts';
import type { Actor, Person } from '../model/person.ts';
import type { Plan, PlanTarget } from '../model/plan.ts';
import type { Place } from '../ports/channel.ts';
import { Conflict } from '../ports/store.ts';
import { canonicalJson, sha256Hex } from '../protocol/canonical-json.ts';
import { isOpenToSomebody, neededGroups } from './approver-groups.ts';
import { auditEvent, type ApprovalsWorld } from './approvals-world.ts';
import { makePlan } from './make-plan.ts';
import { mayRequest, requestGroups } from './may-request.ts';
import { retirePlan } from './tidy-plans.ts';

/** Somebody asks for a change that was offered. */
export interface Proposal {
  readonly actor: Actor;
  readonly tenantId: string;
  readonly place: Place;
  readonly offer: Pick<RemedyOffer, 'title' | 'risk' | 'undo' | 'steps'>;
  /** The object in question, from `targetOf(subject)`; null for a plan about a sync server only. */
  readonly about: PlanTarget | null;
  /** Id of the cause that the plan cures; empty when it cures none. */
  readonly cause: string;
  readonly asked: string;
  readonly reason: string;
  readonly ticket?: string | null | undefined;
  /** The diagnosis that the offer comes from; its hash is part of the plan. */
  readonly diagnosis: Diagnosis | null;
  readonly undoes?: string | null | undefined;
}

export type Proposed =
  | { readonly is: 'proposed'; readonly plan: Plan }
  /** `plan` is the open plan in the way, for `target-busy`. */
  | { readonly is: 'refused'; readonly refusal: Refusal; readonly says: string; readonly plan: Plan | null }
  | { readonly is: 'nothing'; readonly says: string };

export async function proposePlan(world: ApprovalsWorld, proposal: Proposal): Promise<Proposed> {
  if (proposal.offer.steps.length === 0) return { is: 'nothing', says: 'There is nothing here that I can do; a person has to.' };
  const refuse = (refusal: Refusal, says: string, plan: Plan | null = null) => refused(world, proposal, { refusal, says, plan });
  if (proposal.tenantId !== world.tenantId) return refuse('other-tenant', 'This message came from another organization, so I made no plan.');
  const policy = world.policy();
  const groupIds = requestGroups(policy);
  const { oid } = proposal.actor;
  const [who, groups] = await Promise.all([world.people.whoIs(oid), groupIds.length === 0 ? { is: 'known' as const, groupIds } : world.people.groupsOf(oid, groupIds)]);
  const may = mayRequest({ who, groups, policy });
  if (may.is === 'refused') return refuse(may.refusal, may.says);
  const draft = draftOf(world, proposal, may.person);
  if (!isOpenToSomebody(neededGroups(policy, draft.content))) return refuse('nobody-may', 'The approval policy names nobody who may approve changes of this kind, so I made no plan. Ask the owner of the policy file to name a group.');
  return added(world, { proposal, requester: may.person, draft, refuse });
}

interface Adding {
  readonly proposal: Proposal;
  readonly requester: Person;
  readonly draft: Plan;
  readonly refuse: (refusal: Refusal, says: string, plan: Plan | null) => Promise<Proposed>;
}

async function added(world: ApprovalsWorld, { proposal, requester, draft, refuse }: Adding): Promise<Proposed> {
  for (let plan = draft, tries = 1; ; plan = draftOf(world, proposal, requester), tries += 1) {
    const busy = await holderOf(world, plan);
    if (busy !== null) return refuse('target-busy', `Plan ${busy.code} by ${busy.content.requester.upn} is open for this object. It must be decided or cancelled first.`, busy);
    try {
      const { planId, steps, riskClass, targets } = plan.content;
      const facts = { code: plan.code, planHash: plan.hash, title: plan.title, cause: plan.cause, reason: plan.reason, riskClass, undoes: plan.undoes, operations: steps.map(({ operation }) => operation), targets: targets.map(({ key }) => key) };
      await world.store.addPlan(plan, auditEvent(world, 'plan.created', { actor: requester.oid, planId, facts }));
      return { is: 'proposed', plan };
    } catch (error) {
      // Either somebody was faster, which the next look shows, or the code is taken, which another id cures.
      if (!(error instanceof Conflict) || tries >= 10) throw error;
    }
  }
}

async function holderOf(world: ApprovalsWorld, plan: Plan): Promise<Plan | null> {
  for (const key of plan.content.targets.flatMap(({ key, cloudId }) => (cloudId === undefined ? [key] : [key, cloudId]))) {
    const holder = await world.store.openPlanOn(key);
    if (holder !== null && (await retirePlan(world, holder)) === null) return holder;
  }
  return null;
}

function draftOf(world: ApprovalsWorld, proposal: Proposal, requester: Person): Plan {
  const { offer, about, cause, asked, reason, place, tenantId, diagnosis, undoes = null } = proposal;
  return makePlan({
    planId: newPlanId(world), offer, about, cause, asked, reason, requester, place, tenantId, undoes, ticket: proposal.ticket ?? null, seal: 'none', notSeen: notSeen(diagnosis),
    agentGroup: world.agentGroup, diagnosisHash: sha256Hex(canonicalJson(diagnosis)), policy: world.policy(), now: world.clock.now(),
  });
}

/** What was left out on purpose, or never set up, is no gap of this very diagnosis. */
const notSeen = (diagnosis: Diagnosis | null): readonly string[] => [...new Set((diagnosis?.unread ?? []).filter(({ why }) => why !== 'not-asked' && why !== 'not-configured').map(({ what }) => what))];

function newPlanId(world: ApprovalsWorld): PlanId {
  const id = world.random.uuid();
  if (!isPlanId(id)) throw new Error('the source of random ids gave something that is no UUID');
  return id;
}

async function refused(world: ApprovalsWorld, { actor, asked, cause }: Proposal, no: { readonly refusal: Refusal; readonly says: string; readonly plan: Plan | null }): Promise<Proposed> {
  const facts = { refusal: no.refusal, asked, cause };
  await world.store.audit(auditEvent(world, 'plan.refused', { actor: actor.oid, planId: no.plan?.content.planId ?? null, rule: REFUSALS[no.refusal], facts }));
  return { is: 'refused', ...no };
}
