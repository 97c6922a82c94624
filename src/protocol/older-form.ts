import type { RelayJob } from '../model/relay-job.ts';

/** The job as relays of the version before this one understand it: they refuse a field that they do not know. */
export function olderForm(job: RelayJob): RelayJob {
  if (job.kind !== 'step') return job;
  const { since: _since, ...older } = job;
  return older;
}
