import { ExponentialBackoff, handleWhen, retry, type RetryPolicy } from 'cockatiel';
import { BotLinkError, type BotLink } from '../adapters/bot-link/bot-link.ts';
import { parseRelayJob, type HelloRequest, type LeaseAnswer } from '../boundary/relay-messages.ts';
import type { ListJob, RelayAnswer, RelayJob, Served } from '../model/relay-job.ts';
import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import type { publicKeyOf } from '../protocol/keys.ts';
import { jobHash, jobIsSigned } from '../protocol/sign-job.ts';

export interface LongPollWorld {
  readonly link: BotLink;
  readonly relayId: string;
  readonly botKey: NonNullable<ReturnType<typeof publicKeyOf>>;
  readonly hello: HelloRequest;
  /** What this relay can reach; it is then handed nothing else. */
  readonly serves?: Served | undefined;
  readonly runJob: (job: Exclude<RelayJob, ListJob>) => Promise<RelayAnswer>;
  /** Sends the parts of a long answer; absent, this relay sends none. */
  readonly lists?: { readonly clock: Clock; readonly send: (job: ListJob, signal: AbortSignal) => Promise<RelayAnswer> } | undefined;
  readonly log: Log;
  /** First and longest pause after a failure, in milliseconds. */
  readonly pause?: { readonly first: number; readonly longest: number } | undefined;
}

type Kind = RelayJob['kind'];
type SignedJobText = LeaseAnswer['jobs'][number];

/** How many jobs of each kind run side by side. One write at a time. */
const SLOTS: Readonly<Record<Kind, number>> = { read: 8, step: 1, list: 2 };

/** How long after a bot that knows no lists another one may stand at the same address. */
const OLD_BOT_MS = 60_000;

/** Asks the bot for jobs until the signal aborts; then takes no more, and resolves when the running ones have been answered. */
export async function longPoll(world: LongPollWorld, signal: AbortSignal): Promise<void> {
  const patient = patience(world, signal);
  const running = new Set<Promise<void>>();
  const stopped = new Promise<void>((resolve) => (signal.aborted ? resolve() : signal.addEventListener('abort', () => resolve(), { once: true })));
  const polling = async (): Promise<void> => {
    await patient.execute(() => world.link.hello(world.hello, signal), signal);
    world.log.info('relay.connected', { relayId: world.relayId });
    const polling = { patient, running, signal };
    await Promise.all([lane(world, 'read', polling), lane(world, 'step', polling), ...(world.lists === undefined ? [] : [lane(world, 'list', polling)])]);
  };
  await Promise.race([polling().catch((error: unknown) => whenNotStopped(error, signal)), stopped]);
  await Promise.all(running);
}

interface Polling {
  readonly patient: RetryPolicy;
  readonly running: Set<Promise<void>>;
  readonly signal: AbortSignal;
}

async function lane(world: LongPollWorld, kind: Kind, { patient, running, signal }: Polling): Promise<void> {
  const mine = new Set<Promise<void>>();
  while (!signal.aborted) {
    if (mine.size >= SLOTS[kind]) await Promise.race(mine);
    const { jobs } = await patient.execute(() => lease(world, { kind, free: SLOTS[kind] - mine.size }, signal), signal);
    for (const signed of jobs) {
      const work: Promise<void> = oneJob(world, { kind, signed, signal }).finally(() => {
        mine.delete(work);
        running.delete(work);
      });
      mine.add(work);
      running.add(work);
    }
  }
}

/** A bot of the version before this one does not understand the longer form, and is asked in the shorter one; of lists it knows nothing. Behind one address there may be bots of both versions, so nothing is remembered. */
async function lease({ link, serves, lists }: LongPollWorld, wanted: { readonly kind: Kind; readonly free: number }, signal: AbortSignal): Promise<LeaseAnswer> {
  try {
    return await link.lease(serves === undefined ? wanted : { ...wanted, speaks: 2, serves: { domains: [...serves.domains], syncServers: [...serves.syncServers] } }, signal);
  } catch (error) {
    if (!(error instanceof BotLinkError) || error.fault !== 'malformed') throw error;
    if (wanted.kind !== 'list' || lists === undefined) return link.lease(wanted, signal);
    await lists.clock.sleep(OLD_BOT_MS, signal);
    return { jobs: [] };
  }
}

/** The signature is checked before anything in the job is read. */
async function oneJob(world: LongPollWorld, { kind, signed, signal }: { readonly kind: Kind; readonly signed: SignedJobText; readonly signal: AbortSignal }): Promise<void> {
  const { log, relayId, botKey } = world;
  if (!jobIsSigned(signed, relayId, botKey.key)) return log.error('job.bad-signature', { kind });
  const job = parseRelayJob(signed.job);
  if (job === null || job.kind !== kind) return log.error('job.not-understood', { kind });
  const answer = job.kind === 'list' ? await (world.lists?.send(job, signal) ?? { kind: 'refused' as const, jobId: job.jobId, says: 'this relay sends no lists' }) : await world.runJob(job);
  const pause = { initialDelay: world.pause?.first ?? 250, maxDelay: world.pause?.longest ?? 15_000 };
  const persistent = retry(handleWhen((error) => !isFinal(error)), { maxAttempts: 20, backoff: new ExponentialBackoff(pause) });
  try {
    await persistent.execute(() => world.link.result({ answer, jobHash: jobHash(signed.job) }));
  } catch (error) {
    log.warn('job.answer-not-delivered', { jobId: job.jobId, why: error instanceof BotLinkError ? error.message : 'unexpected' });
  }
}

const isFinal = (error: unknown): boolean => !(error instanceof BotLinkError) || error.fault === 'gone' || error.fault === 'malformed';

/** Tries again for ever, with growing pauses of random length; says once what is wrong, and again when that changes. */
function patience({ log, pause }: LongPollWorld, signal: AbortSignal): RetryPolicy {
  const policy = retry(handleWhen((error) => error instanceof BotLinkError && !signal.aborted), {
    maxAttempts: Number.POSITIVE_INFINITY,
    backoff: new ExponentialBackoff({ initialDelay: pause?.first ?? 250, maxDelay: pause?.longest ?? 15_000 }),
  }).dangerouslyUnref();
  let said = '';
  policy.onSuccess(() => (said = ''));
  policy.onFailure(({ reason }) => {
    const fault = 'error' in reason && reason.error instanceof BotLinkError ? reason.error : null;
    if (signal.aborted || fault === null || fault.fault === said) return;
    said = fault.fault;
    log.warn('relay.bot-not-reached', { fault: fault.fault, says: fault.message });
  });
  return policy;
}

function whenNotStopped(error: unknown, signal: AbortSignal): void {
  if (!signal.aborted) throw error;
}
