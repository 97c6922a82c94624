import { REFUSALS, type Refusal } from '../model/approval.ts';
import type { Plan } from '../model/plan.ts';
import { Conflict } from '../ports/store.ts';
import { auditEvent, type ApprovalsWorld } from './approvals-world.ts';
import { cancelPlan, type Cancelled, type Cancelling } from './cancel-plan.ts';
import { createRelayDecisions, type RelayDecisions } from './relay-decisions.ts';
import { decide, type ApprovalRequest, type Press } from './decide.ts';
import { judgeButton, type PressedButton } from './judge-button.ts';
import { liveFacts } from './live-facts.ts';
import { nonceHash } from './nonce-hash.ts';
import { acceptedAgain, givenBefore, rememberAnswer } from './past-answers.ts';
import type { Pressed, PressAnswer } from './pressed.ts';
import { proposePlan, type Proposal, type Proposed } from './propose-plan.ts';
import { acceptDecision, refuseDecision } from './record-decision.ts';
import { tidyPlans } from './tidy-plans.ts';
import { proposeUndo, type ProposedUndo, type UndoRequest } from './propose-undo.ts';

export type { Pressed, PressAnswer };

export interface Approvals {
  /** Makes a plan from an offer, for somebody who may ask for changes. */
  propose(proposal: Proposal): Promise<Proposed>;
  /** One approve or deny. Safe to repeat: the same press gives the same answer and counts once. */
  press(pressed: Pressed): Promise<PressAnswer>;
  cancel(cancelling: Cancelling): Promise<Cancelled>;
  /** Whether a button that decides nothing is a genuine one of this plan; null when it is. */
  judgeButton(pressed: PressedButton): Promise<Refusal | null>;
  /** Makes the plan that takes an executed plan back. */
  undo(request: UndoRequest): Promise<ProposedUndo>;
  /** Moves overdue and outdated pending plans; resolves with those that moved, so that their cards can be repainted. */
  tidy(): Promise<readonly Plan[]>;
  readonly relays: RelayDecisions;
}

export const createApprovals = (world: ApprovalsWorld): Approvals => ({
  propose: (proposal) => proposePlan(world, proposal),
  press: (pressed) => press(world, pressed),
  cancel: (cancelling) => cancelPlan(world, cancelling),
  judgeButton: (pressed) => judgeButton(world, pressed),
  undo: (request) => proposeUndo(world, request),
  tidy: () => tidyPlans(world),
  relays: createRelayDecisions(world),
});

async function press(world: ApprovalsWorld, pressed: Pressed): Promise<PressAnswer> {
  const plan = await world.store.planById(pressed.planId);
  if (plan === null) {
    await world.store.audit(auditEvent(world, 'decision.refused', { actor: pressed.actor.oid, planId: pressed.planId, rule: REFUSALS['card-data-changed'], facts: { refusal: 'no-such-plan' } }));
    return { is: 'no-such-plan', says: 'I know no such plan. Type pending to see the open ones.' };
  }
  const again = await givenBefore(world.store, pressed, plan);
  if (again !== null) return again;
  const answer = await judged(world, pressed, plan);
  await rememberAnswer(world.store, pressed, answer);
  return answer;
}

async function judged(world: ApprovalsWorld, pressed: Pressed, first: Plan): Promise<PressAnswer> {
  // Asked first and waited for last: what the store says takes no longer than the answer from afar.
  const asking = liveFacts(world, pressed, first);
  const card = pressed.card === null ? null : { ...pressed, ...pressed.card, nonceHash: nonceHash(pressed.card.nonce) };
  const cards = await world.store.planCards(pressed.planId);
  const isKnownCard = card !== null && !card.altered && cards.some((posted) => posted.nonceHash === card.nonceHash);
  let isRepeated = isKnownCard && !(await world.store.useNonce(card.nonceHash, pressed.actor.oid, pressed.verdict));
  const live = await asking;
  for (let plan = first; ; plan = await latest(world, plan)) {
    const request: ApprovalRequest = { plan, decisions: await world.store.decisions(pressed.planId), cards, policy: world.policy(), seals: await world.store.seals(pressed.planId) };
    const again = acceptedAgain(request, pressed, isRepeated);
    if (again !== null) return again;
    const attempt: Press = { ...live, ...pressed, isAutomation: pressed.isAutomation ?? false, card, now: world.clock.now() };
    const ruling = decide(request, attempt);
    try {
      return ruling.is === 'refused' ? await refuseDecision(world, { pressed, request, ruling }) : await acceptDecision(world, { pressed, request, ruling });
    } catch (error) {
      // Somebody else decided in between: look again, for with a quorum of two both must count.
      if (!(error instanceof Conflict)) throw error;
      isRepeated = true;
    }
  }
}

async function latest(world: ApprovalsWorld, plan: Plan): Promise<Plan> {
  return (await world.store.planById(plan.content.planId)) ?? plan;
}
