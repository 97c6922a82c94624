import { noticeReply } from '../cards/notice.ts';
import { refusedReply } from '../cards/refused.ts';
import type { PlanId } from '../model/ids.ts';
import { takeBack } from './cancel.ts';
import type { Here } from './command.ts';
import { decide } from './decide.ts';
import { propose } from './fix.ts';
import { pressIncident } from './incident-buttons.ts';
import { isOutOfPlace } from './shared-place.ts';
import { pressScan } from './scan-buttons.ts';
import { proposeUndo } from './undo.ts';
import { beginWatch } from './watching.ts';
import { answerWhy } from './why.ts';
import type { CommandWorld } from './world.ts';

interface PlanPress {
  readonly verb: string;
  readonly planId: PlanId;
  readonly rev: number;
  readonly nonce: string;
  readonly comment: string;
  readonly ticket: string;
}

/** A button of a plan's card: the same commands as typed, with what the button carried. */
export async function pressPlan(world: CommandWorld, here: Here, press: PlanPress): Promise<void> {
  const { verb, planId, rev, nonce, comment, ticket } = press;
  const { request, talk } = here;
  if (await isOutOfPlace(world, here, planId)) return;
  if (verb === 'approve' || verb === 'deny') return decide(world, here, { planId, verdict: verb, comment, card: { rev, nonce, altered: false } });
  const refusal = await world.approvals.judgeButton({ planId, verb, rev, nonce, actor: request.actor, isRefresh: request.by === 'refresh', replyToId: request.replyToId, conversationId: talk.place.conversationId });
  const plan = refusal === null ? await world.store.planById(planId) : null;
  if (plan === null) return talk.tell(refusedReply({ refusal: refusal ?? 'card-data-changed' }));
  return verb === 'cancel' ? takeBack(world, here, plan) : proposeUndo(world, here, { planId, reason: comment, ticket });
}

interface RefPress {
  readonly verb: string;
  readonly ref: string;
  readonly reason: string;
  readonly ticket: string;
  /** Items of the checklist that were ticked. */
  readonly confirmed?: readonly string[] | undefined;
}

/** A button of any other card: what it stands for is in the store, under an opaque reference. */
export async function pressRef(world: CommandWorld, here: Here, { verb, ref, reason, ticket, confirmed = [] }: RefPress): Promise<void> {
  if (here.request.by === 'refresh') return;
  const stored = await world.store.ref(ref);
  if (stored === null || stored.kind !== verb || stored.conversationId !== here.talk.place.conversationId) return here.talk.tell(unknownButton);
  if (stored.incidentId !== undefined) return pressIncident(world, here, { stored, incidentId: stored.incidentId, reason, ticket, confirmed });
  if (stored.kind === 'scan-stop' || stored.kind === 'scan-report' || stored.kind === 'scan-fix') return pressScan(world, here, stored);
  if (stored.kind === 'watch') return stored.cause === null ? here.talk.tell(unknownButton) : beginWatch(world, here, { about: stored.about, cause: stored.cause });
  if (stored.kind !== 'propose') return answerWhy(world, here, stored.about);
  if (await isOutOfPlace(world, here, null)) return;
  return propose(world, here, { about: stored.about, cause: stored.cause, reason, ticket, confirmed });
}

const unknownButton = noticeReply({
  tone: 'warning',
  headline: 'This button is not known here',
  happened: 'The card comes from another conversation or from before a re-installation.',
  effect: 'Nothing was done.',
  advice: 'Ask again, for example: why jsmith.',
});
