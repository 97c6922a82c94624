import { noticeReply } from '../cards/notice.ts';
import { planHead } from '../cards/plan-state.ts';
import type { PlanView } from '../cards/plan-data.ts';
import { PLAN_STATES, type Plan, type PlanState } from '../model/plan.ts';
import type { Channel } from '../ports/channel.ts';
import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import type { Store } from '../ports/store.ts';
import { onceKey } from './plan-calls.ts';
import { placeOf } from './plan-place.ts';

interface OutcomeWorld {
  readonly store: Store;
  readonly channel: Channel;
  readonly clock: Clock;
  readonly log: Log;
}

/** A short message that calls the person who asked, once for each outcome, in the thread of the plan. */
export async function sayOutcome(world: OutcomeWorld, view: PlanView): Promise<void> {
  const { plan } = view;
  const outcome = outcomeOf(view);
  const place = outcome === null ? null : await placeOf(world.store, plan);
  if (outcome === null || place === null) return;
  if (!(await world.store.claimActivity(onceKey('outcome', plan, outcome), world.clock.now().toISOString()))) return;
  try {
    await world.channel.post(place, outcomeReply(view));
  } catch (error) {
    world.log.warn('plan.outcome-untold', { code: plan.code, outcome, error: error instanceof Error ? error.message : 'unknown' });
  }
}

/** The outcome that is to be told now; null while nobody has to hear of anything. */
function outcomeOf({ plan, decisions }: PlanView): string | null {
  // Whoever takes an own plan back knows; an approver may have done it too.
  if (plan.state === 'cancelled') return decisions.length > 0 ? 'cancelled' : null;
  if (plan.state !== 'done') return TOLD[plan.state];
  return plan.verification.is === 'verified' || plan.verification.is === 'not-verified' ? plan.verification.is : 'done';
}

/** A run that has begun was approved. */
const TOLD: Readonly<Record<Exclude<PlanState, 'done' | 'cancelled'>, string | null>> = {
  'pending': null, 'approved': 'approved', 'running': 'approved', 'failed': 'failed', 'partly-done': 'partly-done', 'unknown': 'unknown',
  'denied': 'denied', 'expired': 'expired', 'superseded': 'superseded', 'stale': 'stale',
};

function outcomeReply(view: PlanView) {
  const { plan, requesterName, decisions } = view;
  const head = planHead(view);
  const last = decisions.at(-1);
  const comment = plan.state === 'denied' && last !== undefined && last.comment !== '' ? ` They say: "${last.comment}"` : '';
  // Of an approval there is nothing to do but wait.
  const isApproval = plan.state === 'approved' || plan.state === 'running';
  const mentions = [{ is: 'person' as const, id: plan.content.requester.oid, name: requesterName }];
  return { ...noticeReply({ tone: head.tone, headline: isApproval ? `Approved by ${approvedBy(view)}` : head.headline, happened: isApproval ? `${plan.title}. The run starts now.` : `${plan.title}. ${hasRun(plan) ? `Approved by ${approvedBy(view)}. ` : ''}${head.summary}${comment}`, advice: isApproval ? undefined : head.next, reference: `plan ${plan.code}` }), mentions };
}

/** A fast run ends before its approval was told by itself. */
const hasRun = ({ state }: Plan): boolean => RAN.includes(state);

const RAN: readonly PlanState[] = ['done', 'failed', 'partly-done', 'unknown'];

const approvedBy = ({ decisions }: PlanView): string => decisions.filter(({ verdict }) => verdict === 'approve').map(({ decider }) => decider.name).join(' and ');

/**
 * Plans of the last hour, the newest first, whose cards may be wrong or whose outcome may not have been told because the bot ended just then, or Teams refused.
 * Only these: Teams allows 60 messages in half a minute, and answers need them.
 */
export async function recentlyMoved({ store, clock }: Pick<OutcomeWorld, 'store' | 'clock'>): Promise<readonly Plan[]> {
  const plans = await store.plansIn(PLAN_STATES.filter((state) => state !== 'pending'));
  const recent = plans.filter(({ stateSince }) => clock.now().getTime() - Date.parse(stateSince) < HOUR_MS);
  const shown = await Promise.all(recent.map((plan) => isShown(store, plan)));
  return recent.filter((_, at) => shown[at] === false).sort((one, other) => Date.parse(other.stateSince) - Date.parse(one.stateSince));
}

/** From now on a start does not paint the cards of the plan anew, until it moves again. */
export const noteShown = (store: Store, plan: Plan): Promise<void> => store.putAnswer(shownKey(plan), SHOWN);

const isShown = async (store: Store, plan: Plan): Promise<boolean> => (await store.answerTo(shownKey(plan))) === SHOWN;
const shownKey = (plan: Plan): string => onceKey('shown', plan, `${plan.state} ${plan.verification.is}`);
const SHOWN = 'shown';

const HOUR_MS = 3_600_000;
