import { addMinutes } from '../approve/time-limits.ts';
import type { Plan, PlanStep } from '../model/plan.ts';
import type { ExecutorWorld } from './executor-world.ts';
import type { Stop } from './in-flight.ts';
import { mayRun, notAsApproved, type MayRun } from './may-run.ts';
import type { Run } from './run.ts';

/** Asked about steps that are to be started now; tells why they may not. */
export type WhyNot = (steps: readonly PlanStep[]) => Promise<Stop | null>;

/** Before the first step the check of the start suffices, unless it is older than this. */
const RECHECK_MINUTES = 5;
const RETRY_SECONDS = 15;
/** What was asked of Entra ID about the approvers counts for all objects of a plan whose steps are started within this time of the question. */
const SHARED_MS = 1000;

/**
 * Whether the run may go on, asked before every start. Of steps that run in any case only this is asked: that the plan is still what was approved.
 * They bring back what approved steps have changed; an approver who has left, another policy or a window that is over must not leave a scheduler off.
 */
export function whyNotGoOn(world: ExecutorWorld, run: Run): WhyNot {
  const { plan } = run;
  let last: { readonly at: number; readonly answer: Promise<Stop | null> } | null = null;
  const shared = (): Promise<Stop | null> => {
    const now = world.clock.now().getTime();
    if (last === null || now - last.at > SHARED_MS) last = { at: now, answer: mayNotGoOn(world, run) };
    return last.answer;
  };
  return async (steps) => {
    const changed = steps.some(({ always }) => always === true) ? notAsApproved(plan, await world.store.decisions(plan.content.planId)) : null;
    const ordinary = steps.filter(({ always }) => always !== true);
    if (changed !== null || ordinary.length === 0) return changed;
    const stopped = await stopSwitch(world, plan);
    if (stopped !== null || isFreshStart(world, run)) return stopped;
    return ordinary.every(({ lane }) => lane !== undefined) ? shared() : mayNotGoOn(world, run);
  };
}

/** An absent relay is waited for until the window ends, and before a later step at least as long again. */
export function deadlineOf(world: Pick<ExecutorWorld, 'clock'>, { plan, window }: Run, isFirst: boolean): Date {
  const again = addMinutes(world.clock.now(), plan.content.executeWithinMinutes);
  return isFirst || again.getTime() < window.getTime() ? window : again;
}

/** Asked every time, so that a stopped campaign begins no further object. */
async function stopSwitch({ store }: ExecutorWorld, { content: { planId } }: Plan): Promise<Stop | null> {
  const campaign = await store.stoppedCampaignOf(planId);
  return campaign === null ? null : { says: `The campaign ${campaign} was stopped.`, rule: 'stop-switch' };
}

const isFreshStart = ({ clock }: ExecutorWorld, { plan, journal }: Run): boolean => journal.entries.length === 0 && clock.now().getTime() - Date.parse(plan.stateSince) <= RECHECK_MINUTES * 60_000;

/** Asked again before every start but the first: an approver who has lost the right in between stops what is left. */
async function mayNotGoOn(world: ExecutorWorld, run: Run): Promise<Stop | null> {
  const may = await checked(world, run);
  return may.is === 'yes' ? null : { says: may.says, rule: 'rule' in may ? may.rule : 'R9' };
}

/** While nobody can say, the answer is to wait, as long as an absent relay would be waited for. */
async function checked(world: ExecutorWorld, run: Run): Promise<MayRun> {
  const giveUp = deadlineOf(world, run, run.journal.entries.length === 0).getTime();
  for (;;) {
    const may = await mayRun(world, run.plan);
    if (may.is !== 'cannot-check' || world.clock.now().getTime() >= giveUp) return may;
    await world.clock.sleep(RETRY_SECONDS * 1000);
  }
}
