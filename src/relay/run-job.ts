import type { LocalPolicy } from '../boundary/local-policy.ts';
import type { Observation, StepResult } from '../model/journal.ts';
import type { PlanStep } from '../model/plan.ts';
import type { ListJob, OnPremFragment, ReadRequest, RelayAnswer, RelayJob } from '../model/relay-job.ts';
import { runOperation, sayable } from '../operations/run-operation.ts';
import type { IdTokens } from '../ports/id-tokens.ts';
import type { Log } from '../ports/log.ts';
import { jobHash } from '../protocol/sign-job.ts';
import { readOnPrem } from '../readings/on-prem/index.ts';
import { allowedHere, mustFollow } from './allowed-here.ts';
import type { RelayJournal } from './journal.ts';
import { inTime, released, stepOf } from './judge-job.ts';
import { admitSeals, demandedForm, missingSeals } from './judge-seals.ts';
import { allowsReading, objectKey } from './local-policy.ts';
import { serve, type Site } from './menu.ts';

export interface JobWorld {
  readonly site: Site;
  readonly group: string;
  readonly policy: LocalPolicy;
  readonly journal: RelayJournal;
  /** The tenant's tokens; absent where the policy asks for no seals. */
  readonly idTokens?: IdTokens | undefined;
  readonly log: Log;
}

const UNEXPECTED = 'something unexpected went wrong on the relay; its log has more';

/** Does one job whose signature has been checked. Never rejects: what goes wrong is an answer. */
export async function runJob(world: JobWorld, job: Exclude<RelayJob, ListJob>): Promise<RelayAnswer> {
  try {
    const timely = inTime(job, world.site.clock.now());
    if (!timely.ok) return refused(job, timely.says);
    if (job.kind === 'read') return { kind: 'read', jobId: job.jobId, fragment: await readAllowed(world, job.request) };
    return await BY_PHASE[job.phase](world, job);
  } catch (error) {
    world.log.error('job.failed', { jobId: job.jobId, kind: job.kind, error: error instanceof Error ? error.name : 'unknown' });
    return mayHaveStarted(world, job) ? { kind: 'step', jobId: job.jobId, result: { is: 'unsure', says: sayable(error, UNEXPECTED) } } : refused(job, sayable(error, UNEXPECTED));
  }
}

/** A reading that the site does not allow is an unread section like any other, so that the answer can say why. */
async function readAllowed({ site, policy }: JobWorld, request: ReadRequest): Promise<OnPremFragment> {
  const allowed = allowsReading(policy, request);
  return allowed.ok ? readOnPrem(site, request) : { unread: [{ what: 'securityLogs', why: 'not-configured', detail: allowed.says }] };
}

/** "Refused" promises that nothing was started. */
const mayHaveStarted = ({ journal }: JobWorld, job: RelayJob): boolean =>
  job.kind === 'step' && job.phase === 'run' && journal.refusal({ planId: job.plan.planId, step: job.step, attempt: job.attempt }, job.fence) !== null;

type StepJob = Extract<RelayJob, { kind: 'step' }>;

const BY_PHASE: Readonly<Record<StepJob['phase'], (world: JobWorld, job: StepJob) => Promise<RelayAnswer>>> = { admit: admitOnly, look: lookAtStep, run: runStep };

/** Judges the seals that are there while they are fresh; nothing is started. */
async function admitOnly(world: JobWorld, job: StepJob): Promise<RelayAnswer> {
  const judged = stepOf(job, world.group);
  return judged.ok ? { kind: 'admitted', jobId: job.jobId, says: await sealsLack(world, job, job.plan.steps) } : refused(job, judged.says);
}

/** What the seals of a job lack for these steps; empty when they suffice or none are asked for. */
async function sealsLack({ policy, idTokens, journal, site, log }: JobWorld, job: StepJob, steps: readonly PlanStep[]): Promise<string> {
  const form = demandedForm(policy, steps);
  if (form === 'none') return '';
  if (policy.sealing === undefined || idTokens === undefined) return 'this relay cannot check seals';
  const world = { sealing: policy.sealing, idTokens, journal, site };
  const faults = await admitSeals(world, job, form);
  for (const says of faults) log.warn('seal.refused', { planId: job.plan.planId, says });
  const missing = missingSeals({ ...world, bringsBack: job.phase === 'run' && steps.every((step) => mustFollow(job.plan, step, journal)) }, job, form);
  return missing === '' ? '' : [missing, ...faults].join('; ');
}

/** Read-only; it is asked after a crash and needs no approval. */
async function lookAtStep({ site, group, journal }: JobWorld, job: StepJob): Promise<RelayAnswer> {
  const judged = stepOf(job, group);
  if (!judged.ok) return refused(job, judged.says);
  const since = journal.startOf(job.plan.planId, job.step) ?? (job.since === undefined ? null : new Date(job.since));
  const observation = serve<Promise<Observation>>(site, inPlan(job, judged.step), ({ operation, world, params }) => operation.look(world, params, since));
  return observation === null ? refused(job, NOT_SERVED) : { kind: 'look', jobId: job.jobId, observation: await observation };
}

async function runStep(world: JobWorld, job: StepJob): Promise<RelayAnswer> {
  const { site, journal, group, log } = world;
  const judged = stepOf(job, group);
  if (!judged.ok) return refused(job, judged.says);
  const now = site.clock.now();
  const free = released(job, { already: journal.knows(job.plan.planId), now });
  if (!free.ok) return refused(job, free.says);
  const attempt = { planId: job.plan.planId, step: job.step, attempt: job.attempt };
  const known = journal.refusal(attempt, job.fence);
  // Not "refused": the first delivery may be at work, or may have done it.
  if (known !== null) return { kind: 'step', jobId: job.jobId, result: { is: 'unsure', says: known } };
  const allowed = await allowedHere(world, { plan: job.plan, step: judged.step }, now);
  if (!allowed.ok) return refused(job, `refused by the policy of this site: ${allowed.says}`);
  const lacking = await sealsLack(world, job, [judged.step]);
  if (lacking !== '') return refused(job, `this site asks for the seals of two people: ${lacking}`);
  const writeAhead = async ({ found }: Observation): Promise<void> =>
    journal.started({ ...attempt, at: site.clock.now().toISOString(), fence: job.fence, jobHash: jobHash(job), object: objectKey(judged.step), planHash: job.planHash, does: judged.step, found });
  const running = serve<Promise<StepResult>>(site, inPlan(job, judged.step), (served) => runOperation({ ...served, clock: site.clock, writeAhead }));
  if (running === null) return refused(job, NOT_SERVED);
  const result = await running;
  noteEnd(world, { ...attempt, how: result.is });
  log.info('step.ended', { ...attempt, operation: judged.step.operation, result: result.is });
  return { kind: 'step', jobId: job.jobId, result };
}

/** The outcome stands, whether or not its note can be written. */
function noteEnd({ journal, site, log }: JobWorld, { how, ...attempt }: Parameters<RelayJournal['ended']>[0] & { readonly how: string }): void {
  try {
    journal.ended(attempt, site.clock.now(), how);
  } catch {
    log.error('journal.end-not-written', attempt);
  }
}

const inPlan = ({ plan }: StepJob, step: PlanStep): { readonly step: PlanStep; readonly before: readonly PlanStep[] } => ({ step, before: plan.steps.filter(({ n }) => n < step.n) });

const NOT_SERVED = 'this relay does not serve this step: check the domains in its configuration';

const refused = ({ jobId }: RelayJob, says: string): RelayAnswer => ({ kind: 'refused', jobId, says });
