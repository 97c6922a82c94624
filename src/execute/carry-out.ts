import { addMinutes, startBy } from '../approve/time-limits.ts';
import type { JournalEntry } from '../model/journal.ts';
import { never } from '../model/never.ts';
import type { Plan, PlanStep } from '../model/plan.ts';
import { closeRun, finishRun } from './close-run.ts';
import type { ExecutorWorld } from './executor-world.ts';
import { mayRun, type MayRun } from './may-run.ts';
import { nextMove, type Move } from './next-move.ts';
import { lookAtStep, runStep } from './send-step.ts';
import { write } from './write-journal.ts';

/** How long the world may be out of sight before the plan is called unknown. */
const LOOK_MINUTES = 30;
/** Before the first step the check of the start suffices, unless it is older than this. */
const RECHECK_MINUTES = 5;
const RETRY_SECONDS = 15;

/** Reads the journal, does the one next thing, writes it down, and again, until the plan is closed. */
export async function carryOut(world: ExecutorWorld, running: Plan): Promise<Plan> {
  const { planId } = running.content;
  const window = startBy(running, await world.store.decisions(planId));
  for (;;) {
    const journal = await world.store.journal(planId);
    const move = nextMove(running.content.steps, journal, { now: world.clock.now(), startBy: window });
    const run = { plan: running, journal, window };
    switch (move.do) {
      case 'start':
        await start(world, run, move);
        break;
      case 'look':
        await look(world, run, move);
        break;
      case 'wait':
        await world.clock.sleep(Math.max(1000, move.until.getTime() - world.clock.now().getTime()));
        break;
      case 'close':
        await closeRun(world, run, move);
        break;
      case 'finish':
        return finishRun(world, running, move);
      default:
        never(move);
    }
  }
}

interface Run {
  readonly plan: Plan;
  readonly journal: readonly JournalEntry[];
  readonly window: Date;
}

async function start(world: ExecutorWorld, run: Run, move: Extract<Move, { do: 'start' }>): Promise<void> {
  const { plan } = run;
  const stop = await mayNotGoOn(world, run);
  if (stop !== null) return closeRun(world, run, stop);
  const step = stepOf(plan, move.step);
  const at = { step: move.step, attempt: move.attempt };
  const fence = await world.store.nextFence();
  const after = await write(world, run, { what: 'began', ...at, fence });
  const isStillMine = async (): Promise<boolean> => (await world.store.journal(plan.content.planId)).length === after.length;
  const result = await runStep(world, { plan, step, attempt: move.attempt, fence, deadline: deadlineOf(world, run), isStillMine });
  await write(world, { plan, journal: after }, { what: 'ended', ...at, result });
}

/** An absent relay is waited for until the window ends, and before a later step at least as long again. */
function deadlineOf(world: ExecutorWorld, { plan, journal, window }: Run): Date {
  const again = addMinutes(world.clock.now(), plan.content.executeWithinMinutes);
  return journal.length === 0 || again.getTime() < window.getTime() ? window : again;
}

/** Asked again before every step but the first: an approver who has lost the right in between stops what is left. */
async function mayNotGoOn(world: ExecutorWorld, run: Run): Promise<{ readonly as: 'stale' | 'partly-done'; readonly says: string; readonly rule: string } | null> {
  const { plan, journal } = run;
  if (journal.length === 0 && world.clock.now().getTime() - Date.parse(plan.stateSince) <= RECHECK_MINUTES * 60_000) return null;
  const may = await checked(world, run);
  if (may.is === 'yes') return null;
  const changed = journal.some((entry) => (entry.what === 'ended' && entry.result.is === 'applied') || (entry.what === 'looked' && entry.observation.stands === 'after'));
  const rule = 'rule' in may ? may.rule : 'R9';
  return changed ? { as: 'partly-done', rule, says: `${may.says} The remaining steps were not started.` } : { as: 'stale', rule, says: `${may.says} Nothing was changed.` };
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

async function look(world: ExecutorWorld, run: Run, move: Extract<Move, { do: 'look' }>): Promise<void> {
  const { plan, journal } = run;
  const began = journal.findLast((entry) => entry.what === 'began' && entry.step === move.step);
  const fence = began?.what === 'began' ? began.fence : 0;
  const giveUp = addMinutes(world.clock.now(), LOOK_MINUTES).getTime();
  for (let pause = 5; ; pause = Math.min(60, pause * 2)) {
    const at = world.clock.now();
    const observation = await lookAtStep(world, { plan, step: stepOf(plan, move.step), attempt: move.attempt, fence, since: move.since });
    if (observation !== null) {
      await write(world, { ...run, at }, { what: 'looked', step: move.step, attempt: move.attempt, observation });
      return;
    }
    if (world.clock.now().getTime() >= giveUp) {
      const says = `${stepOf(plan, move.step).says}: I do not know whether this took effect, for nobody could look for ${LOOK_MINUTES} minutes. Look by hand, or let me look again when the relay and Entra ID can be reached.`;
      return closeRun(world, run, { as: 'unknown', says });
    }
    await world.clock.sleep(pause * 1000);
  }
}

function stepOf(plan: Plan, n: number): PlanStep {
  const step = plan.content.steps.find((each) => each.n === n);
  if (step === undefined) throw new Error(`plan ${plan.code} has no step ${n}`);
  return step;
}
