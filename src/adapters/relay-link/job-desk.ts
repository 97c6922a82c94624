import type { RelayAnswer, RelayJob } from '../../model/relay-job.ts';

type Kind = RelayJob['kind'];

/** A job on its way. `answer` is null when the relay that took it has started anew and will never answer. */
export interface Ticket {
  readonly taken: Promise<void>;
  readonly answer: Promise<RelayAnswer | null>;
  /** Takes the job back; false when a relay has it already. */
  withdraw(): boolean;
}

export type Delivery = 'accepted' | 'unknown-job' | 'wrong-answer';

/**
 * Queues of jobs and of waiting leases, in memory. A bot that dies loses jobs that were never started, and answers;
 * for steps the journal and a look at the world tell what happened.
 */
export interface JobDesk {
  /** Null when too many reads wait already. */
  place(job: RelayJob): Ticket | null;
  /** Jobs for this relay, at once or when one comes; none when the signal aborts first. */
  lease(relayId: string, wanted: { readonly kind: Kind; readonly free: number }, signal: AbortSignal): Promise<readonly RelayJob[]>;
  /** Whether an answer belongs to a job that this relay holds. */
  holds(relayId: string, jobId: string): RelayJob | null;
  deliver(relayId: string, answer: RelayAnswer): Delivery;
  /** Nobody waits for the answer of this job any more. */
  giveUp(jobId: string): void;
  /** The relay has started anew: whatever it held is lost. */
  forget(relayId: string): void;
}

interface Placed {
  readonly job: RelayJob;
  readonly taken: PromiseWithResolvers<void>;
  readonly answer: PromiseWithResolvers<RelayAnswer | null>;
}

interface Waiting {
  readonly relayId: string;
  readonly kind: Kind;
  readonly hand: (placed: Placed) => void;
}

const MOST_WAITING = 200;

export function createJobDesk(): JobDesk {
  return new MemoryJobDesk();
}

class MemoryJobDesk implements JobDesk {
  readonly #queue: Placed[] = [];
  readonly #leases = new Set<Waiting>();
  readonly #held = new Map<string, { readonly relayId: string; readonly placed: Placed }>();

  place(job: RelayJob): Ticket | null {
    if (this.#queue.length >= MOST_WAITING) return null;
    const placed: Placed = { job, taken: Promise.withResolvers<void>(), answer: Promise.withResolvers<RelayAnswer | null>() };
    const lease = [...this.#leases].find(({ kind }) => kind === job.kind);
    if (lease === undefined) this.#queue.push(placed);
    else lease.hand(placed);
    return { taken: placed.taken.promise, answer: placed.answer.promise, withdraw: () => withdrawn(this.#queue, placed) };
  }

  lease(relayId: string, { kind, free }: { readonly kind: Kind; readonly free: number }, signal: AbortSignal): Promise<readonly RelayJob[]> {
    if (signal.aborted) return Promise.resolve([]);
    const ready = this.#queue.filter(({ job }) => job.kind === kind).slice(0, free);
    for (const placed of ready) withdrawn(this.#queue, placed);
    if (ready.length > 0) return Promise.resolve(ready.map((placed) => this.#hold(relayId, placed)));
    return nextJob(this.#leases, { relayId, kind, signal }, (placed) => this.#hold(relayId, placed));
  }

  holds(relayId: string, jobId: string): RelayJob | null {
    const holder = this.#held.get(jobId);
    return holder?.relayId === relayId ? holder.placed.job : null;
  }

  deliver(relayId: string, answer: RelayAnswer): Delivery {
    const job = this.holds(relayId, answer.jobId);
    if (job === null) return 'unknown-job';
    if (!fits(job, answer)) return 'wrong-answer';
    this.#held.get(answer.jobId)?.placed.answer.resolve(answer);
    this.#held.delete(answer.jobId);
    return 'accepted';
  }

  giveUp(jobId: string): void {
    this.#held.delete(jobId);
  }

  forget(relayId: string): void {
    for (const [jobId, holder] of this.#held) {
      if (holder.relayId !== relayId) continue;
      this.#held.delete(jobId);
      holder.placed.answer.resolve(null);
    }
  }

  #hold(relayId: string, placed: Placed): RelayJob {
    this.#held.set(placed.job.jobId, { relayId, placed });
    placed.taken.resolve();
    return placed.job;
  }
}

function withdrawn(queue: Placed[], placed: Placed): boolean {
  const at = queue.indexOf(placed);
  if (at >= 0) queue.splice(at, 1);
  return at >= 0;
}

function nextJob(leases: Set<Waiting>, wanted: Omit<Waiting, 'hand'> & { readonly signal: AbortSignal }, hold: (placed: Placed) => RelayJob): Promise<readonly RelayJob[]> {
  return new Promise((resolve) => {
    const lease: Waiting = { ...wanted, hand: (placed) => leave([hold(placed)]) };
    const giveUp = (): void => leave([]);
    const leave = (jobs: readonly RelayJob[]): void => {
      leases.delete(lease);
      wanted.signal.removeEventListener('abort', giveUp);
      resolve(jobs);
    };
    leases.add(lease);
    wanted.signal.addEventListener('abort', giveUp, { once: true });
  });
}

function fits(job: RelayJob, answer: RelayAnswer): boolean {
  if (answer.kind === 'refused') return true;
  if (job.kind === 'read') return answer.kind === 'read';
  return answer.kind === (job.phase === 'look' ? 'look' : 'step');
}
