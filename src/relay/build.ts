import { longPoll, type LongPollWorld } from './long-poll.ts';
import { runJob, type JobWorld } from './run-job.ts';

export interface RelayWorld extends JobWorld, Omit<LongPollWorld, 'runJob' | 'log'> {}

export interface Relay {
  /** Serves until the signal aborts. */
  run(signal: AbortSignal): Promise<void>;
}

/** Puts the relay together; touches nothing by itself. */
export const buildRelay = (world: RelayWorld): Relay => ({
  run: (signal) => longPoll({ ...world, runJob: (job) => runJob(world, job) }, signal),
});
