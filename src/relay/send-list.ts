import { BotLinkError, type BotLink } from '../adapters/bot-link/bot-link.ts';
import type { LocalPolicy } from '../boundary/local-policy.ts';
import type { ListEnd, ListPart } from '../model/list-reading.ts';
import type { ListJob, RelayAnswer } from '../model/relay-job.ts';
import type { Clock } from '../ports/clock.ts';
import { DirectoryError } from '../ports/directory.ts';
import type { Log } from '../ports/log.ts';
import { jobHash, listHash } from '../protocol/sign-job.ts';
import { listOnPrem } from '../readings/on-prem/ad-objects.ts';
import { couldNotRead } from '../readings/on-prem/could-not-read.ts';
import type { OnPremWorld } from '../readings/on-prem/index.ts';
import { inTime } from './judge-job.ts';

export interface ListWorld {
  readonly site: Pick<OnPremWorld, 'directories'>;
  readonly policy: Pick<LocalPolicy, 'readObjects'>;
  readonly clock: Clock;
  readonly log: Log;
}

export interface Sending {
  readonly link: Pick<BotLink, 'part'>;
  /** Aborts when the relay is told to stop. */
  readonly signal: AbortSignal;
}

/** A part is cut off as soon as its text is so long, in letters. */
const PART_LENGTH = 256 * 1024;
/** Longest text of one object; the bot takes no more than 8 MB in one request. */
const LONGEST_OBJECT = 1024 * 1024;
/** Each part is taken before the next but one is sent. */
const WINDOW = 2;
/** The bot holds a part for 20 seconds before it says that it is full. */
const MOST_TRIES = 30;
/** What was spoilt on its way looks to the bot like something of a stranger. */
const MOST_REFUSALS = 3;
const PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 15_000;

/** Does one list job whose signature has been checked: sends the parts, and resolves with the answer that closes them. Never rejects. */
export async function sendList(world: ListWorld, job: ListJob, sending: Sending): Promise<RelayAnswer> {
  const timely = inTime(job, world.clock.now());
  if (!timely.ok) return { kind: 'refused', jobId: job.jobId, says: timely.says };
  const { readObjects } = world.policy;
  if (readObjects === false) return ended(job, broken('not-configured', 'the policy of this site does not let lists of objects be read (readObjects in the local policy of the relay)'));
  try {
    return ended(job, await sendAll(world, job, { ...sending, parts: listOnPrem(world.site, job.request, Array.isArray(readObjects) ? readObjects : null) }));
  } catch (error) {
    if (sending.signal.aborted) return ended(job, STOPPED);
    if (error instanceof BotLinkError) return ended(job, broken('failed', 'the bot did not take the parts of the list'));
    const { why, detail = '' } = couldNotRead('', job.request.params.domain, error);
    world.log.warn('list.broken', { jobId: job.jobId, reading: job.request.reading, why });
    return ended(job, broken(why, detail));
  }
}

async function sendAll(world: ListWorld, job: ListJob, { parts, ...sending }: Sending & { readonly parts: AsyncIterable<ListPart> }): Promise<ListEnd> {
  const [hash, chain] = [jobHash(job), listHash()];
  const underWay: Promise<void>[] = [];
  let [n, entries] = [0, 0];
  for await (const part of parts) {
    for (const text of cut(part)) {
      if (sending.signal.aborted) return STOPPED;
      if (underWay.length >= WINDOW) await underWay.shift();
      n += 1;
      chain.add(text);
      const sent = sendPart(world, { jobId: job.jobId, jobHash: hash, n, text }, sending);
      // Should it fail before it is waited for, it is told when it is.
      sent.catch(() => undefined);
      underWay.push(sent);
    }
    entries += part.entries.length;
  }
  await Promise.all(underWay);
  return { is: 'whole', parts: n, entries, hash: chain.hex() };
}

interface OnePart {
  readonly jobId: string;
  readonly jobHash: string;
  readonly n: number;
  readonly text: string;
}

/** Sends a part until the bot has taken it. A copy that the bot has already is as good as taken. */
async function sendPart({ clock }: ListWorld, { text, ...head }: OnePart, { link, signal }: Sending): Promise<void> {
  let pause = PAUSE_MS;
  for (let tries = 1; ; tries += 1) {
    try {
      if ((await link.part(head, text, signal)).full !== true) return;
    } catch (error) {
      if (!(error instanceof BotLinkError) || error.fault === 'gone' || tries >= (error.fault === 'unreachable' ? MOST_TRIES : MOST_REFUSALS) || signal.aborted) throw error;
      await clock.sleep(pause, signal);
      pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
    }
    if (tries >= MOST_TRIES) throw new BotLinkError('gone', 'nobody reads the list');
  }
}

/** The texts of a part that is not longer than one request may be. The cookie goes with the last: only then is everything before it sent. */
function* cut(part: ListPart): Generator<string> {
  const { entries, ...about } = part;
  const { cookie, ...head } = 'cookie' in about ? about : { ...about, cookie: undefined };
  const opening = JSON.stringify(head).slice(0, -1);
  const close = (texts: readonly string[], more: string): string => `${opening},"entries":[${texts.join(',')}]${more}}`;
  let texts: string[] = [];
  let length = 0;
  for (const entry of entries) {
    const text = JSON.stringify(entry);
    if (text.length > LONGEST_OBJECT) throw new DirectoryError('failed', `${entry.dn} has more values than can be sent at once`);
    if (length > 0 && length + text.length > PART_LENGTH) {
      yield close(texts, '');
      [texts, length] = [[], 0];
    }
    texts.push(text);
    length += text.length;
  }
  yield close(texts, cookie === undefined ? '' : `,"cookie":${JSON.stringify(cookie)}`);
}

const ended = ({ jobId }: ListJob, end: ListEnd): RelayAnswer => ({ kind: 'list', jobId, end });
const broken = (why: Extract<ListEnd, { is: 'broken' }>['why'], says: string): ListEnd => ({ is: 'broken', why, says });
const STOPPED = broken('relay-offline', 'the relay was told to stop while it was reading');
