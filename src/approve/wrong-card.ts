import type { Refusal } from '../model/approval.ts';
import { planHash } from '../protocol/plan-hash.ts';
import type { ApprovalRequest, CardPress } from './press-facts.ts';

/** Whether a button is one that we have posted, with what it was given and where it was posted. */
export function wrongCard({ plan, cards }: Pick<ApprovalRequest, 'plan' | 'cards'>, press: CardPress | null): Refusal | null {
  if (planHash(plan.content) !== plan.hash) return 'plan-changed';
  if (press === null) return null;
  if (press.altered || press.planId !== plan.content.planId) return 'card-data-changed';
  const card = cards.find(({ nonceHash, planId }) => nonceHash === press.nonceHash && planId === plan.content.planId);
  if (card === undefined) return 'card-replayed';
  if (card.rev !== press.rev) return 'card-data-changed';
  if (card.rev !== plan.content.rev) return 'plan-changed';
  if (channelOf(card.message.conversationId) !== channelOf(press.conversationId)) return 'card-replayed';
  // Where Teams gave the card no id, nonce and conversation bind.
  return card.message.activityId !== null && card.message.activityId !== press.replyToId ? 'card-replayed' : null;
}

/** The channel or chat of a conversation id: a thread's is the channel's with `;messageid=…` behind it. */
export const channelOf = (conversationId: string): string => conversationId.split(';')[0] ?? conversationId;
