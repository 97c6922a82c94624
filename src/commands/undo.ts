import { codeAndWords, noSuchPlan } from './decide.ts';
import { defineCommand, type Request } from './command.ts';
import { sayProposed } from './fix.ts';
import type { PlanId } from '../model/ids.ts';
import type { Talk } from '../ports/talk.ts';
import type { CommandWorld } from './world.ts';

export const undo = defineCommand({
  word: 'undo',
  usage: 'undo <code> [reason]',
  summary: 'Propose the plan that takes an executed plan back; it needs its own approval',
  example: 'undo 7F3K-92QD',
  effect: 'writes',
  inMenu: true,
  parse: codeAndWords('Which plan shall be taken back? For example: undo 7F3K-92QD.'),
  async run(world: CommandWorld, request, talk, { code, words }) {
    const plan = await world.store.planByCode(code);
    if (plan === null) return talk.tell(noSuchPlan(code));
    return proposeUndo(world, { request, talk }, { planId: plan.content.planId, reason: words });
  },
});

export async function proposeUndo(world: CommandWorld, { request, talk }: { readonly request: Request; readonly talk: Talk }, { planId, reason }: { readonly planId: PlanId; readonly reason: string }): Promise<void> {
  const proposed = await world.approvals.undo({ planId, actor: request.actor, tenantId: request.tenantId, place: talk.place, reason: reason === '' ? 'Asked in the chat to take it back' : reason });
  await sayProposed(world, talk, proposed);
}
