import type { RelayAnswer, RelayJob, Served } from '../model/relay-job.ts';

/** A job on its way. `answer` is null when the relay that took it has started anew and will never answer. */
export interface Ticket {
  readonly taken: Promise<void>;
  readonly answer: Promise<RelayAnswer | null>;
  /** Takes the job back: true when no relay has it nor ever gets it, false when one has. */
  withdraw(): Promise<boolean>;
  /** Nobody waits for the answer of this job any more. */
  giveUp(): Promise<void>;
}

export type Delivery = 'accepted' | 'unknown-job' | 'wrong-answer';

/** What a lease asks for. A relay that does not say what it serves is given every job of that kind. */
export interface Wanted {
  readonly kind: RelayJob['kind'];
  readonly free: number;
  readonly serves?: Served | undefined;
}

/** At most so many jobs of a kind wait for a relay. */
export const MOST_WAITING = 200;

/**
 * Queues of jobs and of waiting leases, for the relays of one group. A job is handed to one relay at most, and never after it was withdrawn.
 * Jobs that were never handed out, and answers, may be lost with the process that placed them;
 * for steps the journal and a look at the world tell what happened.
 */
export interface JobDesk {
  /** Null when too many of its kind wait already. A step takes the place of those of the same plan with a lower fence that still wait. */
  place(job: RelayJob): Promise<Ticket | null>;
  /** Jobs that this relay serves, at once or when one comes; none when the signal aborts first. */
  lease(relayId: string, wanted: Wanted, signal: AbortSignal): Promise<readonly RelayJob[]>;
  /** The job, when this relay holds it. */
  holds(relayId: string, jobId: string): Promise<RelayJob | null>;
  deliver(relayId: string, answer: RelayAnswer): Promise<Delivery>;
  /** The relay has started anew: whatever it held is lost. */
  forget(relayId: string): Promise<void>;
  close(): Promise<void>;
}
