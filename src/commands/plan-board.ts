import { groupsToAsk, neededGroups } from '../approve/approver-groups.ts';
import { undoSteps } from '../approve/undo-plan.ts';
import { nonceHash } from '../approve/nonce-hash.ts';
import { planReply } from '../cards/plan.ts';
import type { ApprovalPolicy } from '../model/approval.ts';
import type { PersonId, PlanId } from '../model/ids.ts';
import type { Plan } from '../model/plan.ts';
import type { CardReply } from '../model/reply.ts';
import type { Channel } from '../ports/channel.ts';
import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import type { People } from '../ports/people.ts';
import type { Random } from '../ports/random.ts';
import type { PlanCard, Store } from '../ports/store.ts';
import type { Talk } from '../ports/talk.ts';
import { stepMarks } from './step-marks.ts';

/** The cards that show plans; every one of them is kept true while its plan moves. */
export interface PlanBoard {
  /** Posts a card of the plan and remembers it. */
  post(plan: Plan, talk: Talk): Promise<void>;
  /** Repaints every card of the plan soon; many calls at once become one. */
  repaint(planId: PlanId): void;
  /** Waits for repaints under way. */
  settled(): Promise<void>;
}

interface PlanBoardWorld {
  readonly store: Store;
  readonly people: People;
  policy(): ApprovalPolicy;
  readonly channel: Channel;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
}

/** Teams allows 7 changes a second and 60 in half a minute for one conversation; people read slower than that. */
const BETWEEN_REPAINTS_MS = 1500;

export function createPlanBoard(world: PlanBoardWorld): PlanBoard {
  const waiting = new Map<PlanId, Promise<void>>();
  const again = new Set<PlanId>();

  const keepTrue = async (planId: PlanId): Promise<void> => {
    do {
      again.delete(planId);
      await repaintAll(world, planId);
      await world.clock.sleep(BETWEEN_REPAINTS_MS);
    } while (again.has(planId));
    waiting.delete(planId);
  };

  return {
    async post(plan, talk) {
      const nonce = world.random.nonce();
      const reply = await draw(world, plan, nonce);
      const message = await talk.post(reply);
      if (talk.place.kind !== 'terminal') await world.store.addPlanCard({ planId: plan.content.planId, rev: plan.content.rev, nonceHash: nonceHash(nonce), place: talk.place, message });
    },
    repaint(planId) {
      if (waiting.has(planId)) again.add(planId);
      else waiting.set(planId, keepTrue(planId));
    },
    async settled() {
      await Promise.allSettled(waiting.values());
    },
  };
}

async function repaintAll(world: PlanBoardWorld, planId: PlanId): Promise<void> {
  try {
    const plan = await world.store.planById(planId);
    if (plan === null) return;
    const cards = new Map((await world.store.planCards(planId)).map((card) => [`${card.message.conversationId} ${card.message.activityId}`, card]));
    await Promise.all([...cards.values()].map((card) => repaintOne(world, plan, card)));
  } catch (error) {
    world.log.error('plan.repaint-failed', { planId, error: error instanceof Error ? error.message : 'unknown' });
  }
}

async function repaintOne(world: PlanBoardWorld, plan: Plan, card: PlanCard): Promise<void> {
  const nonce = world.random.nonce();
  const reply = await draw(world, plan, nonce);
  try {
    // Remembered first: a button that people can see must never be unknown to us.
    await world.store.addPlanCard({ ...card, rev: plan.content.rev, nonceHash: nonceHash(nonce) });
    if (card.message.activityId === null) await world.channel.post(card.place, reply);
    else await world.channel.amend(card.message, reply);
  } catch (error) {
    world.log.warn('plan.card-not-repainted', { code: plan.code, error: error instanceof Error ? error.message : 'unknown' });
  }
}

async function draw(world: PlanBoardWorld, plan: Plan, nonce: string): Promise<CardReply> {
  const { content } = plan;
  const [decisions, journal, requesterName, names] = await Promise.all([
    world.store.decisions(content.planId),
    world.store.journal(content.planId),
    nameOf(world.people, content.requester.oid, content.requester.upn),
    plan.state === 'pending' ? approverNames(world, plan) : Promise.resolve([]),
  ]);
  const groups = groupsToAsk(neededGroups(world.policy(), content)).map((group) => `group ${group}`);
  return planReply({ plan, requesterName, decisions, approvers: { groups, names }, marks: stepMarks(journal), nonce, canUndo: undoSteps(plan, journal).is === 'steps' });
}

async function nameOf(people: People, oid: PersonId, otherwise: string): Promise<string> {
  const who = await people.whoIs(oid);
  return who.is === 'person' ? who.person.displayName : otherwise;
}

/** Names of those who may approve; empty when the groups cannot be read, then the card names the groups. */
async function approverNames({ people, policy }: PlanBoardWorld, plan: Plan): Promise<readonly string[]> {
  const members = await people.membersOf(groupsToAsk(neededGroups(policy(), plan.content)));
  return members.is === 'known' ? members.people.filter(({ oid }) => oid !== plan.content.requester.oid).map(({ displayName }) => displayName) : [];
}
