import type { PlanId } from '../model/ids.ts';
import type { JournalEntry, Observation } from '../model/journal.ts';
import type { Plan, PlanStep } from '../model/plan.ts';
import { Conflict } from '../ports/store.ts';
import { carryOut } from './carry-out.ts';
import type { ExecutorWorld } from './executor-world.ts';
import { lookAtStep } from './send-step.ts';
import { settleUnknown } from './settle-unknown.ts';
import { startRun } from './start-run.ts';

interface Executor {
  /** Runs an approved plan, or goes on with a running one, until it has ended; resolves with the plan as it then stands, null when there is none. */
  run(planId: PlanId): Promise<Plan | null>;
  /** Goes on with everything that was approved or running when the process ended; rejects with an `AggregateError` of what went wrong on the way. */
  resumeAll(): Promise<void>;
  /** Plans that are due and that nobody has moved for long: the bot that had them in hand has died, and any other may run them. */
  abandoned(): Promise<readonly PlanId[]>;
  /** Looks once more at a plan that ended as `unknown`; starts nothing. */
  settle(planId: PlanId): Promise<Plan | null>;
  /** How an executed step stands now; read only, null when nobody can look. */
  lookAt(plan: Plan, step: PlanStep): Promise<Observation | null>;
}

/** Whoever waits for an absent relay gives up by then. */
const BEYOND_MINUTES = 15;

/** An approved plan is taken up at once. A step of a running one may be waited for 12 minutes, and an absent relay somewhat longer; while people are at it, a run says only now and then that it is still there. */
const IDLE_MINUTES = { approved: 2, running: 20, awaiting: 150 } as const;

/**
 * At most one start of each attempt, written down before it is sent; after a lost answer or a restart the world is asked, never repeated blindly.
 * Every move is a compare-and-set: of two executors on one plan the slower one stops.
 */
export function createExecutor(world: ExecutorWorld): Executor {
  const running = new Map<PlanId, Promise<Plan | null>>();
  const once = (planId: PlanId, work: () => Promise<Plan | null>): Promise<Plan | null> => {
    const already = running.get(planId);
    if (already !== undefined) return already;
    const run = work().finally(() => running.delete(planId));
    running.set(planId, run);
    return run;
  };
  const run = (planId: PlanId) => once(planId, () => runPlan(world, planId));
  return {
    run,
    settle: (planId) => once(planId, () => yielding(world, planId, (plan) => settleUnknown(world, plan))),
    async lookAt(plan, step) {
      const began = (await world.store.journal(plan.content.planId)).findLast((entry) => entry.what === 'began' && entry.step === step.n);
      return lookAtStep(world, { plan, step, attempt: 1, fence: 0, since: new Date(began?.at ?? plan.stateSince) });
    },
    async abandoned() {
      const ids = await Promise.all((['approved', 'running'] as const).map((state) => idlePlans(world, state)));
      return ids.flat().filter((planId) => !running.has(planId));
    },
    async resumeAll() {
      const plans = await world.store.plansIn(['approved', 'running']);
      const ends = await Promise.allSettled(plans.map(({ content }) => run(content.planId)));
      const faults: readonly unknown[] = ends.flatMap((end): readonly unknown[] => (end.status === 'rejected' ? [end.reason] : []));
      if (faults.length > 0) throw new AggregateError(faults, `${faults.length} of ${plans.length} plans could not be resumed`);
    },
  };
}

async function idlePlans({ store, clock }: ExecutorWorld, state: 'approved' | 'running'): Promise<readonly PlanId[]> {
  const plans = await store.plansIn([state]);
  const moved = await Promise.all(plans.map(async (plan) => {
    const last = (await store.journal(plan.content.planId)).at(-1);
    return { planId: plan.content.planId, patience: state === 'approved' ? IDLE_MINUTES.approved : patienceWith(plan, last), at: last?.at ?? plan.stateSince };
  }));
  return moved.filter(({ at, patience }) => clock.now().getTime() - Date.parse(at) >= patience * 60_000).map(({ planId }) => planId);
}

function patienceWith({ content }: Plan, last: JournalEntry | undefined): number {
  const step = last !== undefined && 'step' in last ? content.steps.find(({ n }) => n === last.step) : undefined;
  if (step?.operation === 'people.do' && last?.what !== 'ended') return IDLE_MINUTES.awaiting;
  return Math.max(IDLE_MINUTES.running, content.executeWithinMinutes + BEYOND_MINUTES);
}

const runPlan = (world: ExecutorWorld, planId: PlanId): Promise<Plan | null> =>
  yielding(world, planId, async (plan) => {
    const started = plan.state === 'approved' ? await startRun(world, plan) : plan;
    return started.state === 'running' ? carryOut(world, started) : started;
  });

/** Does the work; when somebody else has moved the plan on, it is theirs. */
async function yielding(world: ExecutorWorld, planId: PlanId, work: (plan: Plan) => Promise<Plan>): Promise<Plan | null> {
  const plan = await world.store.planById(planId);
  if (plan === null) return null;
  try {
    return await work(plan);
  } catch (error) {
    if (error instanceof Conflict) return world.store.planById(planId);
    throw error;
  }
}
