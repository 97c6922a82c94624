import type { Observation, StepResult } from '../model/journal.ts';
import type { Plan, PlanStep } from '../model/plan.ts';
import { isOnPrem } from '../model/reach.ts';
import type { RelayJob } from '../model/relay-job.ts';
import { Conflict } from '../ports/store.ts';
import type { CloudStep } from './cloud-steps.ts';
import type { ExecutorWorld } from './executor-world.ts';
import { mayRun } from './may-run.ts';
import { JOB_MINUTES } from './step-standing.ts';

export interface Attempt {
  readonly plan: Plan;
  readonly step: PlanStep;
  readonly attempt: number;
  readonly fence: number;
  /** Until when an absent relay is waited for. */
  readonly deadline: Date;
  /** Whether no other bot has written to the journal since this attempt began. */
  isStillMine(): Promise<boolean>;
}

const RETRY_SECONDS = 5;
/** Whoever may no longer approve while a relay is waited for is found out within this time. */
const RECHECK_SECONDS = 60;

/** Starts a step once, here or through the relay. An absent relay was handed nothing, so only then is the same attempt offered again. */
export async function runStep(world: ExecutorWorld, attempt: Attempt): Promise<StepResult> {
  await yieldToOthers(attempt);
  if (isCloud(attempt.step)) return world.cloud.run(attempt.step);
  for (let checkedAt = world.clock.now(); ; await yieldToOthers(attempt)) {
    const job = await jobOf(world, attempt, 'run');
    const answer = await world.relayLink.step(job);
    if (answer.kind === 'step' && answer.jobId === job.jobId) return answer.result;
    if (answer.kind === 'refused') return { is: 'refused', says: `The relay refused: ${answer.says}` };
    if (answer.kind !== 'no-relay') return { is: 'unsure', says: answer.kind === 'no-answer' ? answer.says : 'The relay gave an answer to something else.' };
    if (world.clock.now().getTime() + RETRY_SECONDS * 1000 > attempt.deadline.getTime()) return { is: 'failed', says: `No relay took this step: ${answer.says}` };
    await world.clock.sleep(RETRY_SECONDS * 1000);
    if (world.clock.now().getTime() - checkedAt.getTime() < RECHECK_SECONDS * 1000) continue;
    // What must follow in any case has been asked all that is asked of it.
    if (attempt.step.always === true) continue;
    const may = await mayRun(world, attempt.plan);
    if (may.is !== 'yes') return { is: 'failed', says: `While no relay was there: ${'says' in may ? may.says : ''}` };
    checkedAt = world.clock.now();
  }
}

/** Another bot that has looked counts on nothing being handed out any more: it waits for no more than the jobs that were under way. */
async function yieldToOthers({ plan, isStillMine }: Attempt): Promise<void> {
  if (!(await isStillMine())) throw new Conflict(`Another bot has taken over the run of plan ${plan.code}.`);
}

/** One read-only look; null when the world could not be asked. */
export async function lookAtStep(world: ExecutorWorld, attempt: Omit<Attempt, 'deadline' | 'isStillMine'> & { readonly since: Date }): Promise<Observation | null> {
  if (isCloud(attempt.step)) {
    try {
      return await world.cloud.look(attempt.step, attempt.since);
    } catch {
      return null;
    }
  }
  const job = { ...(await jobOf(world, attempt, 'look')), since: attempt.since.toISOString() };
  const answer = await world.relayLink.step(job);
  return answer.kind === 'look' && answer.jobId === job.jobId ? answer.observation : null;
}

const isCloud = (step: PlanStep): step is CloudStep => !isOnPrem(step);

async function jobOf(world: ExecutorWorld, attempt: Omit<Attempt, 'deadline' | 'isStillMine'>, phase: 'run' | 'look'): Promise<Extract<RelayJob, { kind: 'step' }>> {
  const { plan, step, fence } = attempt;
  return {
    kind: 'step',
    jobId: world.random.uuid(),
    notAfter: new Date(world.clock.now().getTime() + JOB_MINUTES * 60_000).toISOString(),
    phase,
    plan: plan.content,
    planHash: plan.hash,
    step: step.n,
    attempt: attempt.attempt,
    fence,
    decisions: await world.store.decisions(plan.content.planId),
    seals: (await world.store.seals(plan.content.planId)).map(({ role, verdict, idToken }) => ({ role, verdict, idToken })),
  };
}
