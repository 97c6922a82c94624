import type { RelayAnswer, RelayJob } from '../model/relay-job.ts';

/** Whether this is an answer to such a job; a refusal answers every job. */
export function answerFits(job: RelayJob, answer: RelayAnswer): boolean {
  if (answer.kind === 'refused') return true;
  if (job.kind !== 'step') return answer.kind === job.kind;
  return answer.kind === ANSWER_TO[job.phase];
}

const ANSWER_TO = { admit: 'admitted', run: 'step', look: 'look' } as const;
