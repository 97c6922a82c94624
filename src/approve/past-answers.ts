import { REFUSALS, type Refusal } from '../model/approval.ts';
import type { Plan } from '../model/plan.ts';
import type { Store } from '../ports/store.ts';
import type { ApprovalRequest } from './decide.ts';
import { nonceHash } from './nonce-hash.ts';
import type { Pressed, PressAnswer } from './pressed.ts';

/**
 * The answer already given to this press, or null. Teams delivers again after some seconds, with the same activity id or with a new one;
 * the second key is the nonce of the card with the person and the verb.
 */
export async function givenBefore(store: Store, pressed: Pressed, plan: Plan): Promise<PressAnswer | null> {
  for (const key of keysOf(pressed)) {
    const text = await store.answerTo(key);
    if (text !== null) return answerOf(text, plan);
  }
  return null;
}

/** A decision is durable before its answer is: when this very press was counted already, the decision itself tells. */
export function acceptedAgain({ plan, decisions }: ApprovalRequest, pressed: Pressed, isRepeated: boolean): PressAnswer | null {
  const own = decisions.find(({ decider }) => decider.oid === pressed.actor.oid);
  if (own === undefined || own.verdict !== pressed.verdict) return null;
  const isSameActivity = pressed.activityId !== null && own.activityId === pressed.activityId;
  if (!isSameActivity && !isRepeated) return null;
  return { is: 'accepted', change: own.verdict === 'deny' ? 'denied' : plan.state === 'pending' ? 'still-pending' : 'approved', says: plan.says, plan };
}

export async function rememberAnswer(store: Store, pressed: Pressed, answer: PressAnswer): Promise<void> {
  if (answer.is === 'no-such-plan') return;
  const [byActivity, byNonce] = [activityKey(pressed), nonceKey(pressed)];
  // A refusal does not use the card up: the missing comment may follow. Whatever comes again with the same activity id has the same nonce too.
  const key = answer.is === 'accepted' ? (byNonce ?? byActivity) : byActivity;
  if (key !== null) await store.putAnswer(key, textOf(answer));
}

/** A press that comes back from the sign-in is another one than the press that was sent there. */
const activityKey = ({ activityId, actor, verdict, planId, isSealed }: Pressed): string | null =>
  activityId === null ? null : `press:activity:${activityId}:${actor.oid}:${verdict}:${planId}${isSealed === true ? ':sealed' : ''}`;

const nonceKey = ({ card, actor, verdict, planId }: Pressed): string | null =>
  card === null || card.altered ? null : `press:nonce:${nonceHash(card.nonce)}:${card.rev}:${actor.oid}:${verdict}:${planId}`;

const keysOf = (pressed: Pressed): readonly string[] => [activityKey(pressed), nonceKey(pressed)].filter((key) => key !== null);

type Given = Exclude<PressAnswer, { is: 'no-such-plan' }>;

const textOf = (answer: Given): string => [answer.is, answer.is === 'refused' ? answer.refusal : answer.change, answer.says].join('\n');

function answerOf(text: string, plan: Plan): PressAnswer | null {
  const [is = '', what = '', ...says] = text.split('\n');
  if (is === 'refused' && isRefusal(what)) return { is, refusal: what, says: says.join('\n'), plan };
  if (is === 'accepted' && (what === 'approved' || what === 'denied' || what === 'still-pending')) return { is, change: what, says: says.join('\n'), plan };
  return null;
}

const isRefusal = (text: string): text is Refusal => Object.hasOwn(REFUSALS, text);
