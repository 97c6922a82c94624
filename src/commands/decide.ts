import { noticeReply } from '../cards/notice.ts';
import { refusedReply } from '../cards/refused.ts';
import type { PressAnswer, Pressed } from '../approve/press.ts';
import type { DecisionVerdict } from '../model/approval.ts';
import type { PlanId } from '../model/ids.ts';
import { codeAndWords, noSuchPlan } from './code-and-words.ts';
import { defineCommand, type Here } from './command.ts';
import { offerSeal } from './offer-seal.ts';
import type { CommandWorld } from './world.ts';

export const approve = defineCommand({
  word: 'approve',
  usage: 'approve <code> [comment]',
  summary: 'Allow a plan that somebody else asked for',
  example: 'approve 7F3K-92QD',
  effect: 'writes',
  inMenu: false,
  parse(rest) {
    const parsed = codeAndWords('Which plan? For example: approve 7F3K-92QD. Type pending to see the open ones.')(rest);
    return parsed.ok && !isPlainYes(parsed.args.words) ? { ok: false, wrong: UNCLEAR } : parsed;
  },
  run: (world: CommandWorld, request, talk, args) => decideTyped(world, { request, talk }, { ...args, verdict: 'approve' }),
});

export const deny = defineCommand({
  word: 'deny',
  usage: 'deny <code> <reason>',
  summary: 'Refuse a plan; it is closed and nothing is changed',
  example: 'deny 7F3K-92QD the ticket is closed',
  effect: 'writes',
  inMenu: false,
  parse: codeAndWords('Which plan, and why not? For example: deny 7F3K-92QD the ticket is closed.'),
  run: (world: CommandWorld, request, talk, args) => decideTyped(world, { request, talk }, { ...args, verdict: 'deny' }),
});

const UNCLEAR = 'That does not read like a plain yes, so I counted nothing. To allow the plan, send approve, its code and, if you like, a comment; to refuse it, send deny, its code and the reason.';

/** Words behind the code that doubt or deny are no consent, whatever stands before them. */
const isPlainYes = (words: string): boolean => !/^\W*(?:no|nope|not|never|don'?t|do not|deny|denied|stop|wait|later|cancel|reject\w*)\b|^\W*\?|\?\s*$/iu.test(words);

async function decideTyped(world: CommandWorld, here: Here, { code, words, verdict }: { readonly code: string; readonly words: string; readonly verdict: DecisionVerdict }): Promise<void> {
  const plan = await world.store.planByCode(code);
  if (plan === null) return here.talk.tell(noSuchPlan(code));
  return decide(world, here, { planId: plan.content.planId, verdict, comment: words, card: null });
}

/** One decision, typed or pressed; the answer goes to the person, the card to everybody. */
export async function decide(world: CommandWorld, here: Here, press: Pick<Pressed, 'planId' | 'verdict' | 'comment' | 'card'>): Promise<void> {
  const { request, talk } = here;
  const { actor, tenantId, activityId, replyToId } = request;
  const answer = await world.approvals.press({ ...press, actor, tenantId, activityId, replyToId, by: request.by, conversationId: talk.place.conversationId });
  // Everybody sees it while the person is being answered.
  follow(world, press.planId, answer);
  if (answer.is === 'refused' && answer.refusal === 'seal-needed' && press.verdict === 'approve' && request.by === 'button') await offerSeal(world, here, { plan: answer.plan, role: 'approver', comment: press.comment });
  else await sayAnswer(here, answer);
}

function follow(world: CommandWorld, planId: PlanId, answer: PressAnswer): void {
  world.board.repaint(planId);
  if (answer.is === 'accepted' && answer.change === 'approved') world.execute(planId);
}

function sayAnswer({ talk }: Here, answer: PressAnswer): Promise<void> {
  switch (answer.is) {
    case 'no-such-plan':
      return talk.tell(noticeReply({ tone: 'warning', headline: 'No such plan', happened: answer.says }));
    case 'refused':
      return talk.tell(refusedReply({ refusal: answer.refusal, detail: answer.says, code: answer.plan.code }));
    case 'accepted':
      return talk.tell(noticeReply({ tone: 'good', headline: HEADS[answer.change], happened: answer.says, reference: answer.plan.code }));
  }
}

const HEADS = { 'approved': 'Your approval counts', 'denied': 'Denied', 'still-pending': 'Your approval counts' } as const;
