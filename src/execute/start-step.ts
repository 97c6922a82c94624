import { addMinutes } from '../approve/time-limits.ts';
import type { StepResult } from '../model/journal.ts';
import type { Plan } from '../model/plan.ts';
import type { ExecutorWorld } from './executor-world.ts';
import { mayRun, notAsApproved, type MayRun } from './may-run.ts';
import type { Move } from './move.ts';
import { stepOf, type Run } from './run.ts';
import { runStep } from './send-step.ts';
import { heldByOther } from './server-locks.ts';
import { stopRun } from './stop-run.ts';
import { write } from './write-journal.ts';

/** Before the first step the check of the start suffices, unless it is older than this. */
const RECHECK_MINUTES = 5;
const RETRY_SECONDS = 15;

/**
 * Starts one attempt, once, if the run may go on. Of a step that runs in any case only this is asked: that the plan is still what was approved.
 * It brings back what approved steps have changed; an approver who has left, another policy or a window that is over must not leave a scheduler off.
 */
export async function startStep(world: ExecutorWorld, run: Run, move: Extract<Move, { do: 'start' }>): Promise<void> {
  const { plan } = run;
  const step = stepOf(plan, move.step);
  const busy = await heldByOther(world, { plan, step, until: deadlineOf(world, run) });
  const stop = step.always === true ? notAsApproved(plan, await world.store.decisions(plan.content.planId)) : ((await stopSwitch(world, plan)) ?? (await mayNotGoOn(world, run)));
  if (stop !== null) return stopRun(world, run, stop);
  const at = { step: move.step, attempt: move.attempt };
  const fence = await world.store.nextFence();
  const after = await write(world, run, { what: 'began', ...at, fence });
  // What people do is asked of the world from time to time.
  if (step.operation === 'people.do') return;
  const isStillMine = async (): Promise<boolean> => (await world.store.journal(plan.content.planId, after.length)).length === 0;
  const result: StepResult = busy === null ? await runStep(world, { plan, step, attempt: move.attempt, fence, deadline: deadlineOf(world, run), isStillMine }) : { is: 'refused', says: busy };
  await write(world, { plan, journal: after }, { what: 'ended', ...at, result });
}

/** Asked before every step, so that a stopped campaign ends before its next object. */
async function stopSwitch({ store }: ExecutorWorld, { content: { planId } }: Plan): Promise<{ readonly says: string; readonly rule: string } | null> {
  const campaign = await store.stoppedCampaignOf(planId);
  return campaign === null ? null : { says: `The campaign ${campaign} was stopped.`, rule: 'stop-switch' };
}

/** An absent relay is waited for until the window ends, and before a later step at least as long again. */
function deadlineOf(world: ExecutorWorld, { plan, journal, window }: Run): Date {
  const again = addMinutes(world.clock.now(), plan.content.executeWithinMinutes);
  return journal.length === 0 || again.getTime() < window.getTime() ? window : again;
}

/** Asked again before every step but the first: an approver who has lost the right in between stops what is left. */
async function mayNotGoOn(world: ExecutorWorld, run: Run): Promise<{ readonly says: string; readonly rule: string } | null> {
  const { plan, journal } = run;
  if (journal.length === 0 && world.clock.now().getTime() - Date.parse(plan.stateSince) <= RECHECK_MINUTES * 60_000) return null;
  const may = await checked(world, run);
  return may.is === 'yes' ? null : { says: may.says, rule: 'rule' in may ? may.rule : 'R9' };
}

/** While nobody can say, the answer is to wait, as long as an absent relay would be waited for. */
async function checked(world: ExecutorWorld, run: Run): Promise<MayRun> {
  const giveUp = deadlineOf(world, run).getTime();
  for (;;) {
    const may = await mayRun(world, run.plan);
    if (may.is !== 'cannot-check' || world.clock.now().getTime() >= giveUp) return may;
    await world.clock.sleep(RETRY_SECONDS * 1000);
  }
}
