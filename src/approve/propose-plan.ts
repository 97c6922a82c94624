import { REFUSALS, type ApprovalPolicy, type Refusal } from '../model/approval.ts';
import type { CloudSnapshot } from '../model/cloud-snapshot.ts';
import type { Diagnosis, RemedyOffer } from '../model/diagnosis.ts';
import { isPlanId, type PlanId } from '../model/ids.ts';
import type { Actor, Person } from '../model/person.ts';
import type { Plan, PlanTarget } from '../model/plan.ts';
import type { RelayState } from '../model/relay-job.ts';
import type { Place } from '../ports/channel.ts';
import { Conflict } from '../ports/store.ts';
import { canonicalJson, sha256Hex } from '../protocol/canonical-json.ts';
import { snapshotHash } from '../protocol/snapshot-hash.ts';
import { isOpenToSomebody, neededGroups } from './approver-groups.ts';
import { auditEvent, type ApprovalsWorld } from './approvals-world.ts';
import { readyToCleanUp, type CleanUp } from './clean-up.ts';
import { makePlan } from './make-plan.ts';
import { mayRequest, requestGroups } from './may-request.ts';
import { tooLarge } from './plan-size.ts';
import { neededSeal } from './seal-plan.ts';
import { unreadSources } from './source-unread.ts';
import { retirePlan } from './tidy-plans.ts';
import { wrongWords } from './wrong-words.ts';

/** Somebody asks for a change that was offered. */
export interface Proposal {
  readonly actor: Actor;
  readonly tenantId: string;
  readonly place: Place;
  readonly offer: Pick<RemedyOffer, 'title' | 'risk' | 'undo' | 'steps' | 'prediction' | 'checklist' | 'snapshotOf'>;
  /** Names of the items of the checklist that the requester has confirmed. */
  readonly confirmed?: readonly string[] | undefined;
  /** The object in question, from `targetOf(subject)`; null for a plan about a sync server only. */
  readonly about: PlanTarget | null;
  /** The other objects of a plan for many. */
  readonly also?: readonly PlanTarget[] | undefined;
  /** Id of the cause that the plan cures; empty when it cures none. */
  readonly cause: string;
  readonly asked: string;
  readonly reason: string;
  readonly ticket?: string | null | undefined;
  /** The diagnosis that the offer comes from; its hash is part of the plan. */
  readonly diagnosis: Diagnosis | null;
  /** Of a plan for many: the diagnoses of all of them, in place of the one. */
  readonly diagnoses?: readonly Diagnosis[] | undefined;
  /** What could not be read besides, where there is no diagnosis that names it. */
  readonly notSeen?: readonly string[] | undefined;
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
  const wrong = wrongWords({ reason: proposal.reason, ticket: proposal.ticket ?? null }, policy) ?? wrongSources(proposal);
  if (wrong !== null) return refuse(wrong.refusal, wrong.says);
  const ready = await readyToCleanUp(world, proposal.offer, proposal.confirmed ?? []);
  if (ready.is === 'not-ready') return refused(world, proposal, { ...ready, plan: null });
  const evidence = { groupId: may.groupId, checkedAt: world.clock.now().toISOString() };
  const draft = draftOf(world, { proposal, ready, requester: may.person, policy, relays: await world.relays() });
  const first = draft();
  const large = tooLarge(first);
  if (large !== null) return refuse('plan-too-large', large);
  if (!isOpenToSomebody(neededGroups(policy, first.content))) return refuse('nobody-may', 'The approval policy names nobody who may approve changes of this kind, so I made no plan. Ask the owner of the policy file to name a group.');
  return added(world, { evidence, draft, refuse, snapshot: ready.snapshot });
}

/** What could not be read cannot be the ground of a change. */
function wrongSources({ offer, diagnosis }: Proposal): { readonly refusal: Refusal; readonly says: string } | null {
  const unread = unreadSources(offer.steps, diagnosis);
  const names = new Intl.ListFormat('en').format(unread);
  return unread.length === 0 ? null : { refusal: 'source-unread', says: `I could not read ${names}, on which this change rests, so I made no plan. Ask again when it can be read; status shows what cannot be reached.` };
}

interface Adding {
  /** The group that gave the right to ask, and when it was asked. */
  readonly evidence: { readonly groupId: string; readonly checkedAt: string };
  /** The same plan under another id each time. */
  readonly draft: () => Plan;
  readonly refuse: (refusal: Refusal, says: string, plan: Plan | null) => Promise<Proposed>;
  /** Kept before the plan that names it. */
  readonly snapshot: CloudSnapshot | undefined;
}

async function added(world: ApprovalsWorld, { evidence, draft, refuse, snapshot }: Adding): Promise<Proposed> {
  for (let tries = 1; ; tries += 1) {
    const plan = draft();
    const busy = await holderOf(world, plan);
    if (busy !== null) return refuse('target-busy', `Plan ${busy.code} by ${busy.content.requester.upn} is open for this object. It must be decided or cancelled first.`, busy);
    try {
      const { planId, requester } = plan.content;
      if (snapshot !== undefined) await world.store.keepSnapshot(planId, snapshot);
      await world.store.addPlan(plan, auditEvent(world, 'plan.created', { actor: requester.oid, planId, facts: factsOf(plan, evidence) }));
      return { is: 'proposed', plan };
    } catch (error) {
      // Either somebody was faster, which the next look shows, or the code is taken, which another id cures.
      if (!(error instanceof Conflict) || tries >= 10) throw error;
    }
  }
}

const factsOf = ({ content, code, hash, title, cause, reason, ticket, seal, undoes }: Plan, evidence: Adding['evidence']) => ({
  code, planHash: hash, requester: content.requester.oid, title, cause, reason, ticket, seal, undoes, riskClass: content.riskClass, quorum: content.quorum.approve, policyVersion: content.policyVersion,
  operations: content.steps.map(({ operation }) => operation), targets: content.targets.map(({ key }) => key), personKey: content.requester.personKey, ...(content.confirmed === undefined ? {} : { confirmed: content.confirmed.map(({ item }) => item) }), ...(content.snapshotHash === undefined ? {} : { snapshotHash: content.snapshotHash }), ...evidence,
});

async function holderOf(world: ApprovalsWorld, plan: Plan): Promise<Plan | null> {
  for (const key of plan.content.targets.flatMap(({ key, cloudId }) => (cloudId === undefined ? [key] : [key, cloudId]))) {
    const holder = await world.store.openPlanOn(key);
    if (holder !== null && (await retirePlan(world, holder)) === null) return holder;
  }
  return null;
}

interface Drafting {
  readonly proposal: Proposal;
  readonly ready: CleanUp;
  readonly requester: Person;
  readonly policy: ApprovalPolicy;
  readonly relays: readonly RelayState[];
}

const draftOf = (world: ApprovalsWorld, { proposal, ready, requester, policy, relays }: Drafting) => (): Plan => {
  const { offer, about, cause, asked, reason, place, tenantId, diagnosis, undoes = null } = proposal;
  const ticket = (proposal.ticket ?? '').trim();
  const diagnoses = proposal.diagnoses ?? (diagnosis === null ? [] : [diagnosis]);
  const plan = makePlan({
    planId: newPlanId(world), offer, about, cause, asked, reason, requester, place, tenantId, undoes, ticket: ticket === '' ? null : ticket, seal: 'none', also: proposal.also, notSeen: [...new Set([...notSeen(diagnoses), ...(proposal.notSeen ?? [])])],
    agentGroup: world.agentGroup, prediction: offer.prediction, confirmed: ready.confirmed, ...(ready.snapshot === undefined ? {} : { snapshotHash: snapshotHash(ready.snapshot) }), diagnosisHash: sha256Hex(canonicalJson(proposal.diagnoses ?? diagnosis)), policy, now: world.clock.now(),
  });
  // Known only now: the class of risk follows from the steps.
  return { ...plan, seal: neededSeal(policy, relays, plan.content.steps, plan.content.riskClass) };
};

/** What was left out on purpose, or never set up, is no gap of this very diagnosis. */
const notSeen = (diagnoses: readonly Diagnosis[]): readonly string[] => [...new Set(diagnoses.flatMap(({ unread }) => unread).filter(({ why }) => why !== 'not-asked' && why !== 'not-configured').map(({ what }) => what))];

function newPlanId(world: ApprovalsWorld): PlanId {
  const id = world.random.uuid();
  if (!isPlanId(id)) throw new Error('the source of random ids gave something that is no UUID');
  return id;
}

async function refused(world: ApprovalsWorld, { actor, asked, cause }: Proposal, { refusal, says, plan, missing }: { readonly refusal: Refusal; readonly says: string; readonly plan: Plan | null; readonly missing?: readonly string[] | undefined }): Promise<Proposed> {
  const facts = { refusal, asked, cause, code: plan?.code ?? null, ...(missing === undefined ? {} : { missing }) };
  await world.store.audit(auditEvent(world, 'plan.refused', { actor: actor.oid, planId: plan?.content.planId ?? null, rule: REFUSALS[refusal], facts }));
  return { is: 'refused', refusal, says, plan };
}
