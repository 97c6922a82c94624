import type { Proposed } from '../approve/propose-plan.ts';
import type { ProposedUndo } from '../approve/propose-undo.ts';
import { noticeReply } from '../cards/notice.ts';
import { refusedReply } from '../cards/refused.ts';
import type { Here } from './command.ts';
import { offerSeal } from './offer-seal.ts';
import { driftedReply, leftOutReply } from './say-drift.ts';
import type { CommandWorld } from './world.ts';

/** Posts the plan, or says privately why there is none. Whoever asked for a sealed plan is told privately how to sign in for it. */
export async function sayProposed(world: CommandWorld, here: Here, proposed: Proposed | ProposedUndo): Promise<void> {
  const { talk } = here;
  switch (proposed.is) {
    case 'proposed':
      await world.board.post(proposed.plan, talk);
      if ('leftOut' in proposed && proposed.leftOut.length > 0) await talk.post(leftOutReply(proposed.plan.code, proposed.leftOut));
      return proposed.plan.seal === 'none' ? undefined : offerSeal(world, here, { plan: proposed.plan, role: 'requester', comment: '' });
    case 'refused':
      return talk.tell(refusedReply({ refusal: proposed.refusal, detail: proposed.says, code: proposed.plan?.code }));
    case 'drifted':
      return talk.tell(driftedReply(proposed));
    case 'nothing':
      return talk.tell(noticeReply({ tone: 'warning', headline: 'No plan was made', happened: proposed.says }));
  }
}
