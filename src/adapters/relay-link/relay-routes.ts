import { parseHelloRequest, parseLeaseRequest, parseResultRequest } from '../../boundary/relay-messages.ts';
import type { JobDesk } from '../../ports/job-desk.ts';
import type { StoredRelay } from '../../ports/store.ts';
import { jobHash } from '../../protocol/sign-job.ts';
import { enrol } from './enrol.ts';
import { handOut, tellAnswer } from './hand-out.ts';
import { auditRefusal, createRecognise, type RelayRequest } from './recognise-relay.ts';
import type { RelayLinkOptions } from './relay-link-options.ts';

interface RelayResponse {
  readonly status: number;
  /** JSON text. */
  readonly body: string;
}

export const RELAY_PATHS = ['/relay/v1/enrol', '/relay/v1/hello', '/relay/v1/lease', '/relay/v1/result'] as const;
type RelayPath = (typeof RELAY_PATHS)[number];

/** One handler for each POST route; they never reject for what a caller sends. */
export type RelayRoutes = Readonly<Record<RelayPath, (request: RelayRequest) => Promise<RelayResponse>>>;

/** Longest body of each route, in octets. */
export const RELAY_BODY_LIMITS: Readonly<Record<RelayPath, number>> = {
  '/relay/v1/enrol': 4_096,
  '/relay/v1/hello': 4_096,
  '/relay/v1/lease': 4_096,
  '/relay/v1/result': 8 * 1024 * 1024,
};

/** Holds a lease a little shorter than proxies hold an idle request. */
const LEASE_MS = 25_000;

export function createRelayRoutes(options: RelayLinkOptions, desk: JobDesk): RelayRoutes {
  const recognise = createRecognise(options);
  const signed = (handle: (relay: StoredRelay, request: RelayRequest) => Promise<RelayResponse>) => async (request: RelayRequest) => {
    const recognised = await recognise(request);
    if (!recognised.ok) return refused(recognised.refusal === 'clock-skew' ? 'clock-skew' : 'refused');
    return handle(recognised.relay, request);
  };
  return {
    '/relay/v1/enrol': bounded('/relay/v1/enrol', async (request) => {
      const enrolled = await enrol(options, request);
      if (enrolled.ok) return answer(enrolled.answer);
      await auditRefusal(options, request, enrolled.refusal);
      return refused('refused');
    }),
    '/relay/v1/hello': bounded('/relay/v1/hello', signed((relay, request) => hello(options, desk, { relay, request }))),
    '/relay/v1/lease': bounded('/relay/v1/lease', signed((relay, request) => lease(options, desk, { relay, request }))),
    '/relay/v1/result': bounded('/relay/v1/result', signed((relay, request) => result(options, desk, { relay, request }))),
  };
}

interface From {
  readonly relay: StoredRelay;
  readonly request: RelayRequest;
}

async function hello({ store, clock, log }: RelayLinkOptions, desk: JobDesk, { relay, request }: From): Promise<RelayResponse> {
  const message = parseHelloRequest(request.body);
  if (message === null) return MALFORMED;
  await desk.forget(relay.relayId);
  await store.touchRelay(relay.relayId, { at: clock.now().toISOString(), ...message });
  log.info('relay.hello', { relayId: relay.relayId, host: message.host, version: message.version });
  return answer({});
}

async function lease(options: RelayLinkOptions, desk: JobDesk, { relay, request }: From): Promise<RelayResponse> {
  const { store, clock } = options;
  const message = parseLeaseRequest(request.body);
  if (message === null) return MALFORMED;
  const { relayId, host, version, policyHash, readOnly, seals } = relay;
  await store.touchRelay(relayId, { at: clock.now().toISOString(), host, version: version ?? '', policyHash: policyHash ?? '', readOnly, seals });
  const enough = new AbortController();
  void clock.sleep(LEASE_MS, enough.signal).then(() => enough.abort());
  const jobs = await desk.lease(relayId, message, request.signal === undefined ? enough.signal : AbortSignal.any([enough.signal, request.signal]));
  enough.abort();
  const handed = await Promise.all(jobs.map((job) => handOut(options, relayId, job)));
  for (const each of handed) if ('unsent' in each) await desk.deliver(relayId, each.unsent);
  return answer({ jobs: handed.flatMap((each) => ('signed' in each ? [each.signed] : [])) });
}

async function result(options: RelayLinkOptions, desk: JobDesk, { relay, request }: From): Promise<RelayResponse> {
  const message = parseResultRequest(request.body);
  if (message === null) return MALFORMED;
  const job = await desk.holds(relay.relayId, message.answer.jobId);
  if (job === null) return { status: 410, body: JSON.stringify({ error: 'unknown-job' }) };
  if (jobHash(job) === message.jobHash && (await desk.deliver(relay.relayId, message.answer)) === 'accepted') {
    await tellAnswer(options, relay.relayId, { job, answer: message.answer });
    return answer({});
  }
  await auditRefusal(options, request, 'answer-to-another-job');
  return MALFORMED;
}

const bounded =
  (path: RelayPath, handle: (request: RelayRequest) => Promise<RelayResponse>) =>
  async (request: RelayRequest): Promise<RelayResponse> => {
    if (request.method !== 'POST' || request.path !== path) return { status: 404, body: JSON.stringify({ error: 'not-found' }) };
    return Buffer.byteLength(request.body) > RELAY_BODY_LIMITS[path] ? { status: 413, body: JSON.stringify({ error: 'too-large' }) } : handle(request);
  };

const answer = (message: unknown): RelayResponse => ({ status: 200, body: JSON.stringify(message) });
const refused = (error: 'refused' | 'clock-skew'): RelayResponse => ({ status: 401, body: JSON.stringify({ error }) });
const MALFORMED: RelayResponse = { status: 400, body: JSON.stringify({ error: 'malformed' }) };
