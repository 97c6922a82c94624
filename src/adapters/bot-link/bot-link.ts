import type { KeyObject } from 'node:crypto';
import { parseEnrolAnswer, parseLeaseAnswer, parseRefusal, type EnrolAnswer, type EnrolRequest, type HelloRequest, type LeaseAnswer, type LeaseRequest, type ResultRequest } from '../../boundary/relay-messages.ts';
import type { Clock } from '../../ports/clock.ts';
import { signRequest } from '../../protocol/sign-request.ts';

/** `refused` covers an unknown or revoked relay; `gone`: the bot does not wait for this answer any more. */
type BotLinkFault = 'unreachable' | 'refused' | 'clock-skew' | 'gone' | 'malformed';

export class BotLinkError extends Error {
  readonly fault: BotLinkFault;
  constructor(fault: BotLinkFault, says: string) {
    super(says);
    this.name = 'BotLinkError';
    this.fault = fault;
  }
}

interface BotLinkOptions {
  readonly url: string;
  readonly relayId: string;
  readonly privateKey: KeyObject;
  /** A number higher than every one before, also those before a restart. */
  readonly nextCounter: () => number;
  readonly clock: Clock;
}

/** The relay's way to the bot: signed POSTs, nothing ever listens here. Every call rejects with `BotLinkError`. */
export interface BotLink {
  enrol(request: EnrolRequest): Promise<EnrolAnswer>;
  hello(request: HelloRequest, signal?: AbortSignal): Promise<void>;
  /** Resolves with signed jobs, or with none after the bot has held the request for a while. */
  lease(request: LeaseRequest, signal?: AbortSignal): Promise<LeaseAnswer>;
  result(request: ResultRequest, signal?: AbortSignal): Promise<void>;
}

export function createBotLink(options: BotLinkOptions): BotLink {
  const post = (path: string, message: unknown, limits: Limits): Promise<string> => signedPost(options, { path, body: JSON.stringify(message), limits });
  return {
    enrol: async (request) => understood(parseEnrolAnswer(await post('/relay/v1/enrol', request, { timeoutMs: 15_000 }))),
    hello: async (request, signal) => void (await post('/relay/v1/hello', request, { timeoutMs: 15_000, signal })),
    lease: async (request, signal) => understood(parseLeaseAnswer(await post('/relay/v1/lease', request, { timeoutMs: 45_000, signal }))),
    result: async (request, signal) => void (await post('/relay/v1/result', request, { timeoutMs: 30_000, signal })),
  };
}

interface Limits {
  readonly timeoutMs: number;
  readonly signal?: AbortSignal | undefined;
}

interface Message {
  readonly path: string;
  readonly body: string;
  readonly limits: Limits;
}

async function signedPost(options: BotLinkOptions, { path, body, limits }: Message): Promise<string> {
  const { relayId, privateKey, nextCounter, clock } = options;
  const signed = signRequest({ relayId, method: 'POST', path, body, time: clock.now().toISOString(), counter: nextCounter() }, privateKey);
  const { status, text } = await fetched(new URL(path, options.url), { body, headers: { ...signed, 'content-type': 'application/json' }, limits });
  if (status === 200) return text;
  if (status === 401 && parseRefusal(text) === 'clock-skew') {
    throw new BotLinkError('clock-skew', `the clocks of relay and bot differ by more than 5 minutes; here it is ${clock.now().toISOString()}: set the time of the machine that is wrong`);
  }
  if (status === 401 || status === 403) throw new BotLinkError('refused', 'the bot does not accept this relay: it may have been revoked, or was enrolled with another bot; enrol it again');
  if (status === 410) throw new BotLinkError('gone', 'the bot does not wait for this answer any more');
  throw new BotLinkError(status >= 500 ? 'unreachable' : 'malformed', `the bot answered ${path} with status ${status}`);
}

async function fetched(url: URL, { body, headers, limits }: { readonly body: string; readonly headers: Readonly<Record<string, string>>; readonly limits: Limits }): Promise<{ readonly status: number; readonly text: string }> {
  const late = AbortSignal.timeout(limits.timeoutMs);
  try {
    const answer = await fetch(url, { method: 'POST', body, headers, redirect: 'error', signal: limits.signal === undefined ? late : AbortSignal.any([limits.signal, late]) });
    return { status: answer.status, text: await answer.text() };
  } catch {
    throw new BotLinkError('unreachable', late.aborted ? `the bot at ${url.origin} did not answer in time` : `the bot at ${url.origin} cannot be reached`);
  }
}

function understood<Value>(value: Value | null): Value {
  if (value === null) throw new BotLinkError('malformed', 'the bot answered something that is no message of this protocol');
  return value;
}
