import { noticeReply } from '../cards/notice.ts';
import { refusedReply } from '../cards/refused.ts';
import { codeAndWords, noSuchPlan } from './decide.ts';
import { defineCommand } from './command.ts';
import type { CommandWorld } from './world.ts';

export const cancel = defineCommand({
  word: 'cancel',
  usage: 'cancel <code>',
  summary: 'Take back a plan that you asked for',
  example: 'cancel 7F3K-92QD',
  effect: 'writes',
  inMenu: false,
  parse: codeAndWords('Which plan? For example: cancel 7F3K-92QD.'),
  async run(world: CommandWorld, request, talk, { code }) {
    const plan = await world.store.planByCode(code);
    if (plan === null) return talk.tell(noSuchPlan(code));
    const cancelled = await world.approvals.cancel({ planId: plan.content.planId, actor: request.actor, tenantId: request.tenantId });
    if (cancelled.is === 'refused') return talk.tell(refusedReply({ refusal: cancelled.refusal, detail: cancelled.says, code }));
    if (cancelled.is === 'no-such-plan') return talk.tell(noSuchPlan(code));
    world.board.repaint(plan.content.planId);
    return talk.tell(noticeReply({ tone: 'good', headline: 'Taken back', happened: `Plan ${code} is closed. Nothing was changed.` }));
  },
});
