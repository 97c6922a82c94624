import type { RelayAnswer, RelayJob } from '../../model/relay-job.ts';
import { NotSigned } from '../../ports/job-signer.ts';
import { jobHash, signJob } from '../../protocol/sign-job.ts';
import type { RelayLinkOptions } from './relay-link-options.ts';

type HandingOut = Pick<RelayLinkOptions, 'jobKey' | 'clock' | 'log'> & { readonly store: Pick<RelayLinkOptions['store'], 'audit'> };
type Signed = Awaited<ReturnType<typeof signJob>>;
type StepJob = Extract<RelayJob, { kind: 'step' }>;

const UNSENT = 'the job was not handed out: ';

/** What leaves for this relay: the job with its signature; or, when there is none, the answer that it stays here. A step is in the audit trail before it leaves. */
export async function handOut(options: HandingOut, relayId: string, job: RelayJob): Promise<{ readonly signed: Signed } | { readonly unsent: RelayAnswer }> {
  try {
    const signed = await signJob(job, relayId, options.jobKey);
    if (job.kind === 'step') await tell(options, job, { event: 'job.sent', facts: { relayId, ...shown(job), notAfter: job.notAfter, deciders: job.decisions.map(({ decider }) => decider.oid) } });
    return { signed };
  } catch (error) {
    const why = error instanceof NotSigned ? error.message : 'it could not be written to the audit trail';
    options.log.error('job.unsent', { jobId: job.jobId, kind: job.kind, why });
    return { unsent: heldBack(job, why) };
  }
}

/** The answer that a job stays here. */
export const heldBack = ({ jobId }: RelayJob, why: string): RelayAnswer => ({ kind: 'refused', jobId, says: `${UNSENT}${why}` });

/** Writes down which relay answered a step, and how. */
export async function tellAnswer(options: HandingOut, relayId: string, { job, answer }: { readonly job: RelayJob; readonly answer: RelayAnswer }): Promise<void> {
  if (job.kind === 'step') await tell(options, job, { event: 'job.answered', facts: { relayId, ...shown(job), ...ending(answer) } });
}

/** Whether this answer means that no relay was given the job. */
export const wasNotHandedOut = (answer: RelayAnswer): answer is Extract<RelayAnswer, { kind: 'refused' }> => answer.kind === 'refused' && answer.says.startsWith(UNSENT);

const tell = ({ store, clock }: HandingOut, { plan }: StepJob, { event, facts }: { readonly event: 'job.sent' | 'job.answered'; readonly facts: Readonly<Record<string, unknown>> }): Promise<void> =>
  store.audit({ event, at: clock.now().toISOString(), actor: null, planId: plan.planId, rule: null, facts });

const shown = (job: StepJob): Readonly<Record<string, unknown>> => {
  const { jobId, phase, step, attempt, fence, planHash, plan } = job;
  return { jobId, jobHash: jobHash(job), phase, step, attempt, fence, planHash, requester: plan.requester.oid };
};

function ending(answer: RelayAnswer): Readonly<Record<string, unknown>> {
  switch (answer.kind) {
    case 'step':
      return { answer: answer.result.is, says: answer.result.says ?? '' };
    case 'look':
      return { answer: answer.observation.stands, says: answer.observation.says };
    case 'refused':
    case 'admitted':
      return { answer: answer.kind, says: answer.says };
    case 'read':
    case 'list':
      return { answer: answer.kind };
  }
}
