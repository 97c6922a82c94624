import { noticeReply } from '../cards/notice.ts';
import { refusedReply } from '../cards/refused.ts';
import type { Plan } from '../model/plan.ts';
import { codeAndWords, noSuchPlan } from './code-and-words.ts';
import { defineCommand, type Here } from './command.ts';
import type { CommandWorld } from './world.ts';

export const cancel = defineCommand({
  word: 'cancel',
  usage: 'cancel <code>',
  summary: 'Take back a plan that you asked for, or your approval before it runs',
  example: 'cancel 7F3K-92QD',
  effect: 'writes',
  inMenu: false,
  parse: codeAndWords('Which plan? For example: cancel 7F3K-92QD.'),
  async run(world: CommandWorld, request, talk, { code }) {
    const plan = await world.store.planByCode(code);
    if (plan === null) return talk.tell(noSuchPlan(code));
    return takeBack(world, { request, talk }, plan);
  },
});

/** The same for the typed word and for the button. */
export async function takeBack(world: CommandWorld, { request, talk }: Here, { code, content: { planId } }: Plan): Promise<void> {
  const cancelled = await world.approvals.cancel({ planId, actor: request.actor, tenantId: request.tenantId });
  if (cancelled.is === 'refused') return talk.tell(refusedReply({ refusal: cancelled.refusal, detail: cancelled.says, code }));
  if (cancelled.is === 'no-such-plan') return talk.tell(noSuchPlan(code));
  world.board.repaint(planId);
  return talk.tell(noticeReply({ tone: 'good', headline: 'Taken back', happened: `Plan ${code} is closed. Nothing was changed.` }));
}
