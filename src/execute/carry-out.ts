import { addMinutes, startBy } from '../approve/time-limits.ts';
import type { JournalEntry } from '../model/journal.ts';
import { never } from '../model/never.ts';
import type { Plan, PlanStep } from '../model/plan.ts';
import { closeRun, finishRun } from './close-run.ts';
import type { ExecutorWorld } from './executor-world.ts';
import { mayRun } from './may-run.ts';
import { nextMove, type Move } from './next-move.ts';
import { lookAtStep, runStep } from './send-step.ts';
import { write } from './write-journal.ts';

/** How long the world may be out of sight before the plan is called unknown. */
const LOOK_MINUTES = 30;
/** A run longer than this is checked again before each further step. */
const RECHECK_MINUTES = 5;

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
  const result = await runStep(world, { plan, step, attempt: move.attempt, fence, deadline: deadlineOf(world, run) });
  await write(world, { plan, journal: after }, { what: 'ended', ...at, result });
}

/** An absent relay is waited for until the window ends, and before a later step at least as long again. */
function deadlineOf(world: ExecutorWorld, { plan, journal, window }: Run): Date {
  const again = addMinutes(world.clock.now(), plan.content.executeWithinMinutes);
  return journal.length === 0 || again.getTime() < window.getTime() ? window : again;
}

async function mayNotGoOn(world: ExecutorWorld, { plan, journal }: Run): Promise<{ readonly as: 'stale' | 'partly-done'; readonly says: string } | null> {
  const since = journal[0]?.at ?? plan.stateSince;
  if (world.clock.now().getTime() - Date.parse(since) <= RECHECK_MINUTES * 60_000) return null;
  const may = await mayRun(world, plan);
  if (may.is === 'yes') return null;
  const changed = journal.some((entry) => (entry.what === 'ended' && entry.result.is === 'applied') || (entry.what === 'looked' && entry.observation.stands === 'after'));
  return changed ? { as: 'partly-done', says: `${may.says} The remaining steps were not started.` } : { as: 'stale', says: `${may.says} Nothing was changed.` };
}

async function look(world: ExecutorWorld, run: Run, move: Extract<Move, { do: 'look' }>): Promise<void> {
  const { plan, journal } = run;
  const began = journal.findLast((entry) => entry.what === 'began' && entry.step === move.step);
  const fence = began?.what === 'began' ? began.fence : 0;
  const giveUp = addMinutes(world.clock.now(), LOOK_MINUTES).getTime();
  for (let pause = 5; ; pause = Math.min(60, pause * 2)) {
    const observation = await lookAtStep(world, { plan, step: stepOf(plan, move.step), attempt: move.attempt, fence, since: move.since });
    if (observation !== null) {
      await write(world, run, { what: 'looked', step: move.step, attempt: move.attempt, observation });
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
