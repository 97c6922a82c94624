import { REFUSALS, type Refusal } from '../model/approval.ts';
import type { PlanId } from '../model/ids.ts';
import type { Actor } from '../model/person.ts';
import { auditEvent, type ApprovalsWorld } from './approvals-world.ts';
import { nonceHash } from './nonce-hash.ts';
import { wrongCard } from './wrong-card.ts';

/** A press on a button of a plan's card that decides nothing: taking back and undoing. */
export interface PressedButton {
  readonly planId: PlanId;
  readonly verb: string;
  readonly rev: number;
  readonly nonce: string;
  readonly actor: Actor;
  /** Teams asked for the card by itself. */
  readonly isRefresh: boolean;
  readonly replyToId: string | null;
  readonly conversationId: string;
}

const VERBS: readonly string[] = ['cancel', 'undo'];

/** Null for a genuine button; otherwise why not, which is in the audit then. Who may do what is judged afterwards. */
export async function judgeButton(world: ApprovalsWorld, pressed: PressedButton): Promise<Refusal | null> {
  const refusal = await wrongButton(world, pressed);
  if (refusal === null) return null;
  const { actor, planId, verb, conversationId } = pressed;
  await world.store.audit(auditEvent(world, 'button.refused', { actor: actor.oid, planId, rule: REFUSALS[refusal], facts: { refusal, verb, conversationId } }));
  return refusal;
}

async function wrongButton({ store }: ApprovalsWorld, pressed: PressedButton): Promise<Refusal | null> {
  if (pressed.isRefresh) return 'not-a-person';
  const plan = await store.planById(pressed.planId);
  if (plan === null || !VERBS.includes(pressed.verb)) return 'card-data-changed';
  return wrongCard({ plan, cards: await store.planCards(pressed.planId) }, { ...pressed, nonceHash: nonceHash(pressed.nonce), altered: false });
}
