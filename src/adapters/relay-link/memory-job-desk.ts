import type { RelayAnswer, RelayJob } from '../../model/relay-job.ts';
import { MOST_WAITING, type Delivery, type JobDesk, type PartTaken, type Ticket, type Wanted } from '../../ports/job-desk.ts';
import { answerFits } from '../../protocol/answer-fits.ts';
import { isServed } from '../../protocol/is-served.ts';
import { PartQueue } from './part-queue.ts';

interface Placed {
  readonly job: RelayJob;
  readonly taken: PromiseWithResolvers<void>;
  readonly answer: PromiseWithResolvers<RelayAnswer | null>;
  readonly parts: PartQueue;
}

interface Waiting {
  readonly relayId: string;
  readonly wanted: Wanted;
  readonly hand: (placed: Placed) => void;
}

/** The desk of a bot that runs alone: everything in its memory. */
export function createMemoryJobDesk(): JobDesk {
  return new MemoryJobDesk();
}

class MemoryJobDesk implements JobDesk {
  readonly #queue: Placed[] = [];
  readonly #leases = new Set<Waiting>();
  readonly #handedOut = new WeakSet<Placed>();
  readonly #held = new Map<string, { readonly relayId: string; readonly placed: Placed }>();

  async place(job: RelayJob): Promise<Ticket | null> {
    for (const older of this.#queue.filter((placed) => isOlderRun(placed.job, job))) takeOut(this.#queue, older);
    if (this.#queue.filter(({ job: { kind } }) => kind === job.kind).length >= MOST_WAITING) return null;
    const placed: Placed = { job, taken: Promise.withResolvers<void>(), answer: Promise.withResolvers<RelayAnswer | null>(), parts: new PartQueue() };
    const lease = [...this.#leases].find(({ wanted }) => fits(job, wanted));
    if (lease === undefined) this.#queue.push(placed);
    else lease.hand(placed);
    return {
      taken: placed.taken.promise,
      answer: placed.answer.promise,
      withdraw: async () => {
        takeOut(this.#queue, placed);
        return !this.#handedOut.has(placed);
      },
      nextPart: () => placed.parts.next(),
      giveUp: async () => {
        this.#held.delete(job.jobId);
        placed.parts.giveUp();
      },
    };
  }

  async lease(relayId: string, wanted: Wanted, signal: AbortSignal): Promise<readonly RelayJob[]> {
    if (signal.aborted) return [];
    const ready = this.#queue.filter(({ job }) => fits(job, wanted)).slice(0, wanted.free);
    for (const placed of ready) takeOut(this.#queue, placed);
    if (ready.length > 0) return ready.map((placed) => this.#hold(relayId, placed));
    return nextJob(this.#leases, { relayId, wanted, signal }, (placed) => this.#hold(relayId, placed));
  }

  async holds(relayId: string, jobId: string): Promise<RelayJob | null> {
    const holder = this.#held.get(jobId);
    return holder?.relayId === relayId ? holder.placed.job : null;
  }

  async deliver(relayId: string, answer: RelayAnswer): Promise<Delivery> {
    const holder = this.#held.get(answer.jobId);
    if (holder?.relayId !== relayId) return 'unknown-job';
    if (!answerFits(holder.placed.job, answer)) return 'wrong-answer';
    holder.placed.answer.resolve(answer);
    holder.placed.parts.close();
    this.#held.delete(answer.jobId);
    return 'accepted';
  }

  async addPart(relayId: string, { jobId, n, text }: { readonly jobId: string; readonly n: number; readonly text: string }, signal: AbortSignal): Promise<PartTaken> {
    const holder = this.#held.get(jobId);
    return holder?.relayId === relayId ? holder.placed.parts.add(n, text, signal) : 'unknown-job';
  }

  async forget(relayId: string): Promise<void> {
    for (const [jobId, holder] of this.#held) {
      if (holder.relayId !== relayId) continue;
      this.#held.delete(jobId);
      holder.placed.answer.resolve(null);
      holder.placed.parts.giveUp();
    }
  }

  async close(): Promise<void> {
    this.#queue.length = 0;
  }

  #hold(relayId: string, placed: Placed): RelayJob {
    this.#held.set(placed.job.jobId, { relayId, placed });
    this.#handedOut.add(placed);
    placed.taken.resolve();
    return placed.job;
  }
}

const fits = (job: RelayJob, { kind, serves }: Wanted): boolean => job.kind === kind && isServed(job, serves);

const isOlderRun = (waiting: RelayJob, job: RelayJob): boolean => waiting.kind === 'step' && job.kind === 'step' && waiting.plan.planId === job.plan.planId && waiting.fence < job.fence;

function takeOut(queue: Placed[], placed: Placed): void {
  const at = queue.indexOf(placed);
  if (at >= 0) queue.splice(at, 1);
}

function nextJob(leases: Set<Waiting>, asking: Omit<Waiting, 'hand'> & { readonly signal: AbortSignal }, hold: (placed: Placed) => RelayJob): Promise<readonly RelayJob[]> {
  return new Promise((resolve) => {
    const lease: Waiting = { ...asking, hand: (placed) => leave([hold(placed)]) };
    const giveUp = (): void => leave([]);
    const leave = (jobs: readonly RelayJob[]): void => {
      leases.delete(lease);
      asking.signal.removeEventListener('abort', giveUp);
      resolve(jobs);
    };
    leases.add(lease);
    asking.signal.addEventListener('abort', giveUp, { once: true });
  });
}
