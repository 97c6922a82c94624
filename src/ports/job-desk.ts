import type { RelayAnswer, RelayJob, Served } from '../model/relay-job.ts';

/** A job on its way. `answer` is null when the relay that took it has started anew and will never answer. */
export interface Ticket {
  readonly taken: Promise<void>;
  readonly answer: Promise<RelayAnswer | null>;
  /** Takes the job back: true when no relay has it nor ever gets it, false when one has. */
  withdraw(): Promise<boolean>;
  /** The next part of a long answer, as a text; null when there are no more: the answer has come, or none will. One at a time. */
  nextPart(): Promise<string | null>;
  /** Nobody waits for the answer of this job any more, nor for its parts. */
  giveUp(): Promise<void>;
}

export type Delivery = 'accepted' | 'unknown-job' | 'wrong-answer';

/** `full`: not taken, for nobody has read the parts before it. `out-of-order`: a part before it is missing. */
export type PartTaken = 'accepted' | 'full' | 'unknown-job' | 'out-of-order';

/** At most so many parts of an answer wait to be read. */
export const MOST_PARTS = 2;

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
  /**
   * Takes the n-th part (from 1) of the answer to a job that this relay holds. Waits while there is no room or the part before it is on its way, until the
   * signal aborts. A part that was taken before is accepted again and left out.
   */
  addPart(relayId: string, part: { readonly jobId: string; readonly n: number; readonly text: string }, signal: AbortSignal): Promise<PartTaken>;
  /** The relay has started anew: whatever it held is lost. */
  forget(relayId: string): Promise<void>;
  close(): Promise<void>;
}
