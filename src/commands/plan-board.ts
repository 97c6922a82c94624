import { nonceHash } from '../approve/nonce-hash.ts';
import { planReply } from '../cards/plan.ts';
import type { PlanView } from '../cards/plan-data.ts';
import type { PlanId } from '../model/ids.ts';
import type { Plan } from '../model/plan.ts';
import type { Channel } from '../ports/channel.ts';
import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import type { Random } from '../ports/random.ts';
import type { PlanCard } from '../ports/store.ts';
import type { Talk } from '../ports/talk.ts';
import { approversToCall, onceKey } from './plan-calls.ts';
import { noteShown, sayOutcome } from './plan-outcomes.ts';
import { planViewOf, type PlanViewWorld } from './plan-view.ts';

/** The cards that show plans; every one of them is kept true while its plan moves. */
export interface PlanBoard {
  /** Posts a card of the plan and remembers it. */
  post(plan: Plan, talk: Talk): Promise<void>;
  /** Repaints every card of the plan soon; many calls at once become one. */
  repaint(planId: PlanId): void;
  /** Repaints the cards of these plans one after the other, with rests that leave room for answers. */
  catchUp(plans: readonly PlanId[]): Promise<void>;
  /** Waits for repaints under way. */
  settled(): Promise<void>;
}

interface PlanBoardWorld extends PlanViewWorld {
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

  const repaint = (planId: PlanId): void => {
    if (waiting.has(planId)) again.add(planId);
    else waiting.set(planId, keepTrue(planId));
  };

  return {
    post: (plan, talk) => postCard(world, plan, talk),
    repaint,
    async catchUp(plans) {
      for (const planId of plans) {
        repaint(planId);
        await waiting.get(planId);
      }
    },
    async settled() {
      await Promise.allSettled(waiting.values());
    },
  };
}

async function postCard(world: PlanBoardWorld, plan: Plan, talk: Talk): Promise<void> {
  const nonce = world.random.nonce();
  const { view, eligible } = await planViewOf(world, plan);
  const { place } = talk;
  const calls = plan.state === 'pending' ? approversToCall(world.policy(), eligible, place) : [];
  const isFirst = calls.length > 0 && (await world.store.claimActivity(onceKey('mention', plan, 'approvers'), world.clock.now().toISOString()));
  const message = await talk.post(planReply({ ...view, nonce, isAlone: place.kind === 'personal', mentions: isFirst ? calls : undefined }));
  if (place.kind !== 'terminal') await world.store.addPlanCard({ planId: plan.content.planId, rev: plan.content.rev, nonceHash: nonceHash(nonce), place, message });
}

async function repaintAll(world: PlanBoardWorld, planId: PlanId): Promise<void> {
  try {
    const plan = await world.store.planById(planId);
    if (plan === null) return;
    const cards = new Map((await world.store.planCards(planId)).map((card) => [`${card.message.conversationId} ${card.message.activityId}`, card]));
    const { view } = await planViewOf(world, plan);
    const painted = await Promise.all([...cards.values()].map((card) => repaintOne(world, view, card)));
    await sayOutcome(world, view);
    if (painted.every(Boolean)) await noteShown(world.store, plan);
  } catch (error) {
    world.log.error('plan.repaint-failed', { planId, error: error instanceof Error ? error.message : 'unknown' });
  }
}

/** Without mentions: people are called once, not at every repaint. Resolves with whether the card now shows the plan as it is. */
async function repaintOne(world: PlanBoardWorld, view: PlanView, card: PlanCard): Promise<boolean> {
  const { plan } = view;
  const nonce = world.random.nonce();
  const reply = planReply({ ...view, nonce, isAlone: card.place.kind === 'personal' });
  try {
    // Remembered first: a button that people can see must never be unknown to us.
    await world.store.addPlanCard({ ...card, rev: plan.content.rev, nonceHash: nonceHash(nonce) });
    if (card.message.activityId === null) await world.channel.post(card.place, reply);
    else await world.channel.amend(card.message, reply);
    return true;
  } catch (error) {
    world.log.warn('plan.card-not-repainted', { code: plan.code, error: error instanceof Error ? error.message : 'unknown' });
    return false;
  }
}
