import type { KeyObject } from 'node:crypto';
import { parseEnrolAnswer, parseHelloAnswer, parseLeaseAnswer, parsePartAnswer, parseRefusal, partRequest, type EnrolAnswer, type EnrolRequest, type HelloAnswer, type HelloRequest, type LeaseAnswer, type LeaseRequest, type PartAnswer, type PartHead, type ResultRequest, type RotateRequest } from '../../boundary/relay-messages.ts';
import type { Clock } from '../../ports/clock.ts';
import { signRequest } from '../../protocol/sign-request.ts';
import { createPost, type ForwardProxy, type Post } from './https-post.ts';

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
  readonly proxy?: ForwardProxy | undefined;
  /** How long an answer is waited for, in milliseconds; the defaults suit production. */
  readonly patience?: Partial<LinkPatience> | undefined;
}

type LinkPatience = Readonly<Record<'enrol' | 'hello' | 'lease' | 'part' | 'result', number>>;

/** A lease is held by the bot for 25 seconds, a part for 20. */
const PATIENCE: LinkPatience = { enrol: 15_000, hello: 15_000, lease: 45_000, part: 45_000, result: 30_000 };

/** Octets of the largest plan that there may be, with its decisions and seals. */
const MOST_OF_STEP = 4 * 1024 * 1024;

/** The relay's way to the bot: signed POSTs, nothing ever listens here. Every call rejects with `BotLinkError`. */
export interface BotLink {
  enrol(request: EnrolRequest): Promise<EnrolAnswer>;
  hello(request: HelloRequest, signal?: AbortSignal): Promise<unknown>;
  /** Resolves with signed jobs, or with none after the bot has held the request for a while. */
  lease(request: LeaseRequest, signal?: AbortSignal): Promise<LeaseAnswer>;
  /** Sends a part of a long answer; resolves when the bot has taken it, or is too full to take it now. */
  part(head: PartHead, part: string, signal?: AbortSignal): Promise<PartAnswer>;
  result(request: ResultRequest, signal?: AbortSignal): Promise<void>;
}

/** The same with what concerns the key. */
export interface KeyedLink extends BotLink {
  hello(request: HelloRequest, signal?: AbortSignal): Promise<HelloAnswer>;
  /** Puts a new key in the place of the one that signs this request; safe to repeat. */
  rotate(request: RotateRequest, signal?: AbortSignal): Promise<void>;
}

export function createBotLink(options: BotLinkOptions): KeyedLink {
  const send = createPost(options.proxy ?? null);
  const patience = { ...PATIENCE, ...options.patience };
  const post = (path: string, message: unknown, limits: Limits): Promise<string> => signedPost({ ...options, send }, { path, body: JSON.stringify(message), limits });
  const postPart = (head: PartHead, part: string, limits: Limits): Promise<string> => signedPost({ ...options, send }, { path: '/relay/v1/part', body: partRequest(head, part), limits });
  return {
    enrol: async (request) => understood(parseEnrolAnswer(await post('/relay/v1/enrol', request, { timeoutMs: patience.enrol }))),
    hello: async (request, signal) => parseHelloAnswer(await post('/relay/v1/hello', request, { timeoutMs: patience.hello, signal })) ?? {},
    lease: async (request, signal) => understood(parseLeaseAnswer(await post('/relay/v1/lease', request, { timeoutMs: patience.lease, signal, ...(request.kind === 'step' ? { longest: request.free * MOST_OF_STEP } : {}) }))),
    part: async (head, part, signal) => understood(parsePartAnswer(await postPart(head, part, { timeoutMs: patience.part, signal }))),
    result: async (request, signal) => void (await post('/relay/v1/result', request, { timeoutMs: patience.result, signal })),
    rotate: async (request, signal) => void (await post('/relay/v1/rotate', request, { timeoutMs: patience.hello, signal })),
  };
}

/**
 * Looks whether the bot is there, without a signature and without leaving anything behind: its status for a GET of a route that takes only POST, and what its
 * clock says. Rejects with `BotLinkError`.
 */
export async function lookAtBot({ url, proxy }: Pick<BotLinkOptions, 'url' | 'proxy'>): Promise<{ readonly status: number; readonly date: Date | null }> {
  const { status, date } = await sent({ send: createPost(proxy ?? null), proxy }, { url: new URL('/relay/v1/hello', url), method: 'GET', body: '', headers: { connection: 'close' }, limits: { timeoutMs: 10_000 } });
  const at = date === undefined ? NaN : Date.parse(date);
  return { status, date: Number.isNaN(at) ? null : new Date(at) };
}

interface Limits {
  readonly timeoutMs: number;
  /** Octets of the answer. */
  readonly longest?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

interface Message {
  readonly path: string;
  readonly body: string;
  readonly limits: Limits;
}

async function signedPost(options: BotLinkOptions & { readonly send: Post }, { path, body, limits }: Message): Promise<string> {
  const { relayId, privateKey, nextCounter, clock } = options;
  const signed = signRequest({ relayId, method: 'POST', path, body, time: clock.now().toISOString(), counter: nextCounter() }, privateKey);
  const { status, text } = await sent(options, { url: new URL(path, options.url), body, headers: { ...signed, 'content-type': 'application/json' }, limits });
  if (status === 200) return text;
  if (status === 401 && parseRefusal(text) === 'clock-skew') {
    throw new BotLinkError('clock-skew', `the clocks of relay and bot differ by more than 5 minutes; here it is ${clock.now().toISOString()}: set the time of the machine that is wrong`);
  }
  if (status === 401 || status === 403) throw new BotLinkError('refused', 'the bot does not accept this relay: it may have been revoked, or was enrolled with another bot; enrol it again');
  if (status === 410) throw new BotLinkError('gone', 'the bot does not wait for this answer any more');
  throw new BotLinkError(status >= 500 ? 'unreachable' : 'malformed', `the bot answered ${path} with status ${status}`);
}

interface Sending {
  readonly url: URL;
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly limits: Limits;
  readonly method?: 'GET' | undefined;
}

async function sent({ send, proxy }: { readonly send: Post; readonly proxy?: ForwardProxy | undefined }, { url, body, headers, limits, method }: Sending): ReturnType<Post> {
  const late = AbortSignal.timeout(limits.timeoutMs);
  try {
    return await send({ url, body, headers, method, longest: limits.longest, signal: limits.signal === undefined ? late : AbortSignal.any([limits.signal, late]) });
  } catch (error) {
    throw new BotLinkError('unreachable', late.aborted ? `the bot at ${url.origin} did not answer in time` : whyNotReached(url, proxy, error));
  }
}

const codeOf = (error: unknown): string => (error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '');

/** What the operator can mend: the name, the port, the proxy or the trust. */
function whyNotReached({ origin, hostname }: URL, proxy: ForwardProxy | undefined, error: unknown): string {
  const code = codeOf(error);
  const says = error instanceof Error ? error.message : '';
  if (code === 'ERR_PROXY_TUNNEL') return says.includes(' 407') ? `the proxy ${proxy?.url ?? ''} wants another user or password (407): set bot.proxy.user and bot.proxy.passwordFile` : `the proxy ${proxy?.url ?? ''} did not open a way to ${hostname}: allow CONNECT to port 443 of it`;
  if (UNTRUSTED.includes(code)) return `the certificate that ${origin} shows is not trusted here (${code}): where a proxy inspects TLS, put its authority into trustedCaFile`;
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID') return `the certificate that ${origin} shows is made for another name`;
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return proxy === undefined ? `the name ${hostname} cannot be resolved here; behind a proxy, set bot.proxy` : `the name of the proxy ${proxy.url} cannot be resolved here`;
  if (code === 'ECONNREFUSED') return proxy === undefined ? `nothing listens at ${origin}` : `nothing listens at the proxy ${proxy.url}`;
  return `the bot at ${origin} cannot be reached`;
}

const UNTRUSTED: readonly string[] = ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'SELF_SIGNED_CERT_IN_CHAIN', 'DEPTH_ZERO_SELF_SIGNED_CERT', 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'UNABLE_TO_GET_ISSUER_CERT', 'CERT_HAS_EXPIRED'];

function understood<Value>(value: Value | null): Value {
  if (value === null) throw new BotLinkError('malformed', 'the bot answered something that is no message of this protocol');
  return value;
}
