import type { PlanContent, PlanStep } from '../model/plan.ts';
import type { RelayJob } from '../model/relay-job.ts';
import { stepAfter, stepBefore } from '../operations/changes.ts';
import { canonicalJson } from '../protocol/canonical-json.ts';
import { planHash } from '../protocol/plan-hash.ts';
import { JOB_LIFETIME_MS } from '../protocol/sign-job.ts';
import { MAX_CLOCK_SKEW_MS } from '../protocol/sign-request.ts';

type StepJob = Extract<RelayJob, { kind: 'step' }>;
type Judged<Value> = ({ readonly ok: true } & Value) | { readonly ok: false; readonly says: string };

/** A job is good for a short time only, counted by the relay's own clock; that of the bot may differ as far as requests allow. */
export function inTime({ notAfter }: RelayJob, now: Date): Judged<unknown> {
  const left = Date.parse(notAfter) - now.getTime();
  if (left < 0) return no('the job came too late');
  return left > JOB_LIFETIME_MS + MAX_CLOCK_SKEW_MS ? no('the job claims to be good for longer than 5 minutes; the clocks of bot and relay may differ') : { ok: true };
}

/** The step that the job names, if the plan is the one whose hash was approved and the step says what it does. */
export function stepOf({ plan, planHash: hash, step: number }: StepJob, group: string): Judged<{ readonly step: PlanStep }> {
  if (planHash(plan) !== hash) return no('the plan is not the one that was approved: its hash differs');
  if (plan.agentGroup !== group) return no(`the plan is made for the relays of group ${plan.agentGroup}`);
  const [step, another] = plan.steps.filter(({ n }) => n === number);
  if (step === undefined || another !== undefined) return no(`the plan has no single step ${number}`);
  const shown = canonicalJson([step.before, step.after]);
  return shown === canonicalJson([stepBefore(step), stepAfter(step)]) ? { ok: true, step } : no('what the plan shows is not what the step would do');
}

/** Two people: enough approvals of exactly this plan, by people of whom none asked for it, and nobody against it. */
export function released({ plan, planHash: hash, decisions, step }: StepJob, started: { readonly already: boolean; readonly now: Date }): Judged<unknown> {
  if (decisions.some((decision) => decision.planId !== plan.planId || decision.planHash !== hash)) return no('a decision belongs to another plan');
  if (decisions.some(({ verdict }) => verdict === 'deny')) return no('the plan was denied');
  if (decisions.some(({ decider }) => decider.oid === plan.requester.oid)) return no('the plan was decided by the person who asked for it');
  const approvers = new Set(decisions.map(({ decider }) => decider.oid));
  if (approvers.size < Math.max(1, plan.quorum.approve)) return no(`the plan has ${approvers.size} of ${plan.quorum.approve} approvals`);
  if (decisions.some(({ at }) => !(Date.parse(plan.createdAt) <= Date.parse(at) && Date.parse(at) <= Date.parse(plan.approveBy)))) return no('a decision was taken outside the time for approval');
  if (started.already) return { ok: true };
  return stillMayStart({ plan, step, approvedAt: Math.max(...decisions.map(({ at }) => Date.parse(at))) }, started.now);
}

/** Longest time between the last approval and a start, whatever the plan says. */
const MOST_MINUTES = 4 * 60;

interface Starting {
  readonly plan: PlanContent;
  readonly step: number;
  readonly approvedAt: number;
}

/**
 * The first step keeps to the time of the plan. A later one follows steps that another relay of the group, the bot or people may have carried out:
 * it is held to the longest time, and to the hours that the plan gives people before it. One that runs in any case may come a day later still.
 */
function stillMayStart({ plan, step, approvedAt }: Starting, now: Date): Judged<unknown> {
  const before = plan.steps.filter(({ n }) => n < step);
  const byPeople = before.reduce((sum, each) => sum + (each.operation === 'people.do' ? each.params.hours : 0), 0) * 60;
  const inAnyCase = plan.steps.some(({ n, always }) => n === step && always === true) ? ALWAYS_MINUTES : 0;
  const minutes = before.length === 0 ? Math.min(plan.executeWithinMinutes, MOST_MINUTES) : MOST_MINUTES + byPeople + inAnyCase;
  return now.getTime() <= approvedAt + minutes * 60_000 ? { ok: true } : no('the time for starting this plan has passed');
}

/** For so long what was switched off may be switched on again by a relay that has not seen the plan before. */
const ALWAYS_MINUTES = 24 * 60;

const no = (says: string): { readonly ok: false; readonly says: string } => ({ ok: false, says });
