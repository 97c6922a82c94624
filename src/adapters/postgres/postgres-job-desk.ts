import type { RelayAnswer, RelayJob } from '../../model/relay-job.ts';
import type { Delivery, JobDesk, PartTaken, Ticket, Wanted } from '../../ports/job-desk.ts';
import type { Log } from '../../ports/log.ts';
import { answerFits } from '../../protocol/answer-fits.ts';
import { listenForCalls } from './listen-for-calls.ts';
import { Listeners } from './listeners.ts';
import type { PostgresServer } from './postgres-server.ts';
import { answerJob, CHANNEL, jobHeldBy, lookAtJobs, loseJobsOf, placeJob, removeJob, takeJobs, withdrawJob, type DeskDatabase, type JobState } from './relay-job-rows.ts';
import { putPart, takePart } from './relay-part-rows.ts';

export type { DeskTables } from './relay-job-rows.ts';

interface DeskOptions {
  readonly database: DeskDatabase;
  readonly server: PostgresServer;
  readonly group: string;
  readonly log?: Log | undefined;
  /** How often to ask although nothing was heard. */
  readonly pollMs?: number | undefined;
}

/** The desk that all bots on one database share: what one places a relay may fetch from another, and the answer finds its way back. */
export function openPostgresJobDesk(options: DeskOptions): JobDesk {
  return new PostgresJobDesk(options);
}

interface Expected {
  readonly taken: PromiseWithResolvers<void>;
  readonly answer: PromiseWithResolvers<RelayAnswer | null>;
}

class PostgresJobDesk implements JobDesk {
  readonly #options: DeskOptions;
  readonly #expected = new Map<string, Expected>();
  readonly #leases = new Listeners();
  /** Who waits for a part, or for room for one. */
  readonly #parts = new Listeners();
  readonly #listening: { close(): Promise<void> };
  readonly #polling: NodeJS.Timeout;
  #looking: Promise<void> | null = null;
  #lookAgain = false;
  #isClosed = false;

  constructor(options: DeskOptions) {
    this.#options = options;
    this.#listening = listenForCalls(options.server, CHANNEL, (what) => {
      if (what === 'placed') this.#leases.wake();
      else if (what === 'part') this.#parts.wake();
      else {
        this.#look();
        this.#parts.wake();
      }
    });
    this.#polling = setInterval(() => {
      this.#leases.wake();
      this.#parts.wake();
      this.#look();
    }, options.pollMs ?? 2_000);
  }

  async place(job: RelayJob): Promise<Ticket | null> {
    const { database, group } = this.#options;
    const expected: Expected = { taken: Promise.withResolvers<void>(), answer: Promise.withResolvers<RelayAnswer | null>() };
    this.#expected.set(job.jobId, expected);
    const isPlaced = await placeJob(database, group, job).catch((error: unknown) => {
      this.#expected.delete(job.jobId);
      throw error;
    });
    if (!isPlaced) this.#expected.delete(job.jobId);
    return isPlaced ? this.#ticket(job.jobId, expected) : null;
  }

  #ticket(jobId: string, { taken, answer }: Expected): Ticket {
    return {
      taken: taken.promise,
      answer: answer.promise,
      withdraw: async () => {
        const isWithdrawn = await withdrawJob(this.#options.database, jobId);
        if (isWithdrawn) this.#expected.delete(jobId);
        return isWithdrawn;
      },
      nextPart: () => this.#nextPart(jobId),
      giveUp: async () => {
        this.#expected.delete(jobId);
        // A row that stays is swept away later.
        await removeJob(this.#options.database, jobId).catch(() => this.#options.log?.warn('relay-jobs.row-stays', { jobId }));
      },
    };
  }

  async lease(relayId: string, wanted: Wanted, signal: AbortSignal): Promise<readonly RelayJob[]> {
    while (!signal.aborted && !this.#isClosed) {
      const called = this.#leases.next(signal);
      try {
        const jobs = await takeJobs(this.#options.database, this.#options.group, { relayId, ...wanted, signal });
        if (jobs.length > 0) return jobs;
        await called.comes;
      } finally {
        called.forget();
      }
    }
    return [];
  }

  holds(relayId: string, jobId: string): Promise<RelayJob | null> {
    return jobHeldBy(this.#options.database, relayId, jobId);
  }

  async deliver(relayId: string, answer: RelayAnswer): Promise<Delivery> {
    const job = await this.holds(relayId, answer.jobId);
    if (job === null) return 'unknown-job';
    if (!answerFits(job, answer)) return 'wrong-answer';
    return (await answerJob(this.#options.database, relayId, answer)) ? 'accepted' : 'unknown-job';
  }

  async addPart(relayId: string, part: { readonly jobId: string; readonly n: number; readonly text: string }, signal: AbortSignal): Promise<PartTaken> {
    for (;;) {
      const called = this.#parts.next(signal);
      try {
        const taken = await putPart(this.#options.database, { relayId, ...part });
        if (taken !== 'full' || signal.aborted || this.#isClosed) return taken;
        await called.comes;
      } finally {
        called.forget();
      }
    }
  }

  async #nextPart(jobId: string): Promise<string | null> {
    while (!this.#isClosed) {
      const called = this.#parts.next();
      try {
        const part = await takePart(this.#options.database, jobId);
        if (part !== 'none') return part?.text ?? null;
        await called.comes;
      } finally {
        called.forget();
      }
    }
    return null;
  }

  forget(relayId: string): Promise<void> {
    return loseJobsOf(this.#options.database, relayId);
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    clearInterval(this.#polling);
    this.#leases.wake();
    this.#parts.wake();
    await this.#listening.close();
    await this.#looking;
  }

  /** One look at a time; what is called out meanwhile leads to another. */
  #look(): void {
    if (this.#expected.size === 0 || this.#isClosed) return;
    if (this.#looking !== null) {
      this.#lookAgain = true;
      return;
    }
    this.#lookAgain = false;
    this.#looking = this.#lookOnce().finally(() => {
      this.#looking = null;
      if (this.#lookAgain) this.#look();
    });
  }

  async #lookOnce(): Promise<void> {
    try {
      for (const seen of await lookAtJobs(this.#options.database, [...this.#expected.keys()])) this.#settle(seen);
    } catch {
      this.#options.log?.warn('relay-jobs.not-read');
    }
  }

  #settle({ jobId, state, answer }: JobState): void {
    const expected = this.#expected.get(jobId);
    expected?.taken.resolve();
    if (state === 'taken') return;
    expected?.answer.resolve(answer);
    this.#expected.delete(jobId);
  }
}
