import type { Clock } from '../ports/clock.ts';
import { NotPosted, type HeadSink } from '../ports/head-sink.ts';
import { NotSigned, type JobSigner } from '../ports/job-signer.ts';
import type { Log } from '../ports/log.ts';
import type { AuditEvent, Store } from '../ports/store.ts';
import { signHead } from '../protocol/audit-head.ts';
import { lastLink } from './last-link.ts';

interface PostingWorld {
  readonly store: Pick<Store, 'auditTrail' | 'audit' | 'claimActivity' | 'putAnswer' | 'answerTo'>;
  readonly sinks: readonly HeadSink[];
  readonly signer: JobSigner;
  readonly clock: Clock;
  readonly log: Log;
}

interface HeadPoster {
  /** Posts the head to each place that has none of today (UTC), unless another bot is at it in this hour. Never rejects. */
  postDue(): Promise<void>;
  /** Posts what is due, at once and then every hour, until the signal aborts. */
  postUntil(signal: AbortSignal): Promise<void>;
  /** Places that did not take the head when it was last tried, for `status`. */
  warnings(): readonly string[];
}

const HOUR_MS = 3_600_000;
/** Clocks of two bots may differ: past the full hour both mean the same one. */
const PAST_THE_HOUR_MS = 30_000;

/**
 * Tells second places once a day where the audit trail ends. Of several bots on one store one posts: each attempt is claimed for its hour,
 * and what came through is written down for its day. An attempt whose bot dies is tried again in the next hour, so a place may hear the same day twice, never not at all.
 */
export function createHeadPoster(world: PostingWorld): HeadPoster {
  const failing = new Map<string, string>();
  const postDue = async (): Promise<void> => {
    for (const sink of world.sinks) await postIfDue(world, sink, failing).catch((error: unknown) => world.log.error('head.failed', { where: sink.where, error: error instanceof Error ? error.message : 'unknown' }));
  };
  return {
    postDue,
    async postUntil(signal) {
      while (world.sinks.length > 0 && !signal.aborted) {
        await postDue();
        await world.clock.sleep(HOUR_MS - (world.clock.now().getTime() % HOUR_MS) + PAST_THE_HOUR_MS, signal);
      }
    },
    warnings: () => [...failing.values()],
  };
}

async function postIfDue(world: PostingWorld, sink: HeadSink, failing: Map<string, string>): Promise<void> {
  const { store, clock, log } = world;
  const at = clock.now().toISOString();
  const today = `audit-head:${at.slice(0, 10)}:${sink.where}`;
  if ((await store.answerTo(today)) !== null) {
    failing.delete(sink.where);
    return;
  }
  const last = await lastLink(store);
  if (last === null || !(await store.claimActivity(`${today}:${at.slice(11, 13)}`, at))) return;
  const facts = { where: sink.where, seq: last.seq, hash: last.hash };
  try {
    const head = await signHead({ at, seq: last.seq, hash: last.hash }, world.signer);
    await sink.post(head);
    await store.putAnswer(today, JSON.stringify(head));
    failing.delete(sink.where);
    await store.audit(told('head.posted', at, facts));
  } catch (error) {
    if (!(error instanceof NotPosted || error instanceof NotSigned)) throw error;
    failing.set(sink.where, `The head of the audit trail of ${at.slice(0, 10)} did not reach ${sink.where}: ${error.message}. It is tried again every hour.`);
    log.error('head.failed', { where: sink.where, why: error.message });
    await store.audit(told('head.failed', at, { ...facts, why: error.message }));
  }
}

const told = (event: 'head.posted' | 'head.failed', at: string, facts: Readonly<Record<string, unknown>>): AuditEvent => ({ event, at, actor: null, planId: null, rule: null, facts });
