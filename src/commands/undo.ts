import { noticeReply } from '../cards/notice.ts';
import type { PlanId } from '../model/ids.ts';
import { because, tooLong } from './because.ts';
import { codeAndWords, noSuchPlan } from './code-and-words.ts';
import { defineCommand, type Here } from './command.ts';
import { sayProposed } from './say-proposed.ts';
import type { CommandWorld } from './world.ts';

export const undo = defineCommand({
  word: 'undo',
  usage: 'undo <code> [keeping] because <reason> [ticket <number>]',
  summary: 'Propose the plan that takes an executed plan back; it needs its own approval. With keeping: what others have changed since stays',
  example: 'undo 7F3K-92QD because it was the wrong Jane',
  effect: 'writes',
  inMenu: true,
  parse: codeAndWords('Which plan shall be taken back, and why? For example: undo 7F3K-92QD because it was the wrong Jane.'),
  async run(world: CommandWorld, request, talk, { code, words }) {
    const plan = await world.store.planByCode(code);
    if (plan === null) return talk.tell(noSuchPlan(code));
    const keepsOthers = KEEPING.test(words);
    const { about, reason, ticket } = because(words.replace(KEEPING, ''));
    return proposeUndo(world, { request, talk }, { planId: plan.content.planId, reason: [about, reason].filter((each) => each !== '').join(' because '), ticket, keepsOthers });
  },
});

/** Said by somebody who has seen what others have changed since. */
const KEEPING = /^keeping\b\s*/i;

interface UndoWish {
  readonly planId: PlanId;
  readonly reason: string;
  readonly ticket: string;
  readonly keepsOthers?: boolean | undefined;
}

export async function proposeUndo(world: CommandWorld, here: Here, { planId, reason, ticket, keepsOthers }: UndoWish): Promise<void> {
  const { request: { actor, tenantId }, talk } = here;
  const wrong = tooLong(reason);
  if (wrong !== null) return talk.tell(noticeReply({ tone: 'warning', headline: 'No plan was made', happened: wrong }));
  const proposed = await world.approvals.undo({ planId, actor, tenantId, place: talk.place, reason, ticket: ticket === '' ? null : ticket, keepsOthers });
  await sayProposed(world, here, proposed);
}
