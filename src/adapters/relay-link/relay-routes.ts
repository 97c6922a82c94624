import { parseHelloRequest, parseLeaseRequest, parseResultRequest, type PartAnswer } from '../../boundary/relay-messages.ts';
import type { JobDesk } from '../../ports/job-desk.ts';
import type { StoredRelay } from '../../ports/store.ts';
import { olderForm } from '../../protocol/older-form.ts';
import { jobHash } from '../../protocol/sign-job.ts';
import { enrol } from './enrol.ts';
import { holdRequest } from './hold-request.ts';
import { handOut, heldBack, tellAnswer, wasNotHandedOut } from './hand-out.ts';
import { rotateKey } from './rotate-key.ts';
import { takePart } from './take-part.ts';
import { auditRefusal, createRecognise, type RelayRequest } from './recognise-relay.ts';
import type { RelayLinkOptions } from './relay-link-options.ts';

interface RelayResponse {
  readonly status: number;
  /** JSON text. */
  readonly body: string;
}

export const RELAY_PATHS = ['/relay/v1/enrol', '/relay/v1/hello', '/relay/v1/lease', '/relay/v1/part', '/relay/v1/result', '/relay/v1/rotate'] as const;
type RelayPath = (typeof RELAY_PATHS)[number];

/** One handler for each POST route; they never reject for what a caller sends. */
export type RelayRoutes = Readonly<Record<RelayPath, (request: RelayRequest) => Promise<RelayResponse>>>;

/** Longest body of each route, in octets. */
export const RELAY_BODY_LIMITS: Readonly<Record<RelayPath, number>> = {
  '/relay/v1/enrol': 4_096,
  '/relay/v1/hello': 4_096,
  '/relay/v1/lease': 65_536,
  '/relay/v1/part': 8 * 1024 * 1024,
  '/relay/v1/result': 8 * 1024 * 1024,
  '/relay/v1/rotate': 4_096,
};

/** Holds a lease a little shorter than proxies hold an idle request. */
const LEASE_MS = 25_000;
/** A relay that was heard of so lately is not written down again: each time costs a write to the disk. */
const HEARD_AGAIN_MS = 5_000;
/** How soon a relay that waits for its confirmation learns of it. */
const LOOK_AGAIN_MS = 1_000;

export function createRelayRoutes(options: RelayLinkOptions, desk: JobDesk): RelayRoutes {
  const recognise = createRecognise(options);
  const signed = (handle: (from: From) => Promise<RelayResponse>) => async (request: RelayRequest) => {
    const recognised = await recognise(request);
    if (!recognised.ok) return refused(recognised.refusal === 'clock-skew' ? 'clock-skew' : 'refused');
    return handle({ relay: recognised.relay, key: recognised.key, request });
  };
  return {
    '/relay/v1/enrol': bounded('/relay/v1/enrol', async (request) => {
      const enrolled = await enrol(options, request);
      if (enrolled.ok) return answer(enrolled.answer);
      await auditRefusal(options, request, enrolled.refusal);
      return refused('refused');
    }),
    '/relay/v1/hello': bounded('/relay/v1/hello', signed((from) => hello(options, desk, from))),
    '/relay/v1/lease': bounded('/relay/v1/lease', signed((from) => lease(options, desk, from))),
    '/relay/v1/part': bounded('/relay/v1/part', signed((from) => part(options, desk, from))),
    '/relay/v1/result': bounded('/relay/v1/result', signed((from) => result(options, desk, from))),
    '/relay/v1/rotate': bounded('/relay/v1/rotate', signed((from) => rotate(options, from))),
  };
}

interface From {
  readonly relay: StoredRelay;
  readonly key: 'present' | 'previous';
  readonly request: RelayRequest;
}

async function hello({ store, clock, log }: RelayLinkOptions, desk: JobDesk, { relay, request }: From): Promise<RelayResponse> {
  const message = parseHelloRequest(request.body);
  if (message === null) return MALFORMED;
  await desk.forget(relay.relayId);
  await store.touchRelay(relay.relayId, { at: clock.now().toISOString(), ...message });
  log.info('relay.hello', { relayId: relay.relayId, host: message.host, version: message.version });
  return answer(wishes(relay));
}

async function lease(options: RelayLinkOptions, desk: JobDesk, { relay, request }: From): Promise<RelayResponse> {
  const { store, clock } = options;
  const message = parseLeaseRequest(request.body);
  if (message === null) return MALFORMED;
  const { relayId, host, version, policyHash, readOnly, seals } = relay;
  if (!isWrittenDown(relay, clock.now())) await store.touchRelay(relayId, { at: clock.now().toISOString(), host, version: version ?? '', policyHash: policyHash ?? '', readOnly, seals });
  const jobs = await holdRequest(clock, { request, atMost: LEASE_MS }, async (signal) => ((await mayWork(options, relay, signal)) ? desk.lease(relayId, message, signal) : []));
  // It may have been revoked while it waited, or somebody wants a new key of it.
  const now = await store.relay(relayId);
  const handed = await Promise.all(jobs.map((job) => (now?.revokedAt === null ? handOut(options, relayId, 'speaks' in message ? job : olderForm(job)) : { unsent: heldBack(job, 'the relay has been revoked') })));
  for (const each of handed) if ('unsent' in each) await desk.deliver(relayId, each.unsent);
  return answer({ jobs: handed.flatMap((each) => ('signed' in each ? [each.signed] : [])), ...('speaks' in message && now !== null ? wishes(now) : {}) });
}

async function part(options: RelayLinkOptions, desk: JobDesk, { relay, request }: From): Promise<RelayResponse> {
  const taken = await takePart(options, desk, { relayId: relay.relayId, request });
  if (taken === 'unknown-job') return GONE;
  if (taken === 'accepted' || taken === 'full') return answer((taken === 'full' ? { full: true } : {}) satisfies PartAnswer);
  if (taken === 'out-of-order') await auditRefusal(options, request, 'part-of-another-list');
  return MALFORMED;
}

async function result(options: RelayLinkOptions, desk: JobDesk, { relay, request }: From): Promise<RelayResponse> {
  const message = parseResultRequest(request.body);
  if (message === null) return MALFORMED;
  const job = await desk.holds(relay.relayId, message.answer.jobId);
  if (job === null) return GONE;
  const handed = [job, olderForm(job)].find((form) => jobHash(form) === message.jobHash);
  // Only this side can say that a job was never handed out; a relay that says so would have it done twice.
  if (handed !== undefined && !wasNotHandedOut(message.answer) && (await desk.deliver(relay.relayId, message.answer)) === 'accepted') {
    await tellAnswer(options, relay.relayId, { job: handed, answer: message.answer });
    return answer({});
  }
  await auditRefusal(options, request, 'answer-to-another-job');
  return MALFORMED;
}

async function rotate(options: RelayLinkOptions, { relay, key, request }: From): Promise<RelayResponse> {
  const rotated = await rotateKey(options, { relay, key, body: request.body });
  if (rotated.ok) return answer({});
  await auditRefusal(options, request, rotated.refusal);
  return rotated.refusal === 'malformed' ? MALFORMED : refused('refused');
}

/** Whether two people have confirmed this relay; waits for them while the request is held. */
async function mayWork({ store, clock }: RelayLinkOptions, relay: StoredRelay, signal: AbortSignal): Promise<boolean> {
  let now: StoredRelay | null = relay;
  while (now !== null && now.revokedAt === null && !signal.aborted) {
    if (now.confirmedAt !== null) return true;
    await clock.sleep(LOOK_AGAIN_MS, signal);
    now = await store.relay(relay.relayId);
  }
  return false;
}

const isWrittenDown = ({ lastSeen }: StoredRelay, now: Date): boolean => lastSeen !== null && Math.abs(now.getTime() - Date.parse(lastSeen)) < HEARD_AGAIN_MS;

const wishes = ({ rotationWanted, confirmedAt }: StoredRelay): { readonly rotate?: true } => (rotationWanted && confirmedAt !== null ? { rotate: true } : {});

const bounded =
  (path: RelayPath, handle: (request: RelayRequest) => Promise<RelayResponse>) =>
  async (request: RelayRequest): Promise<RelayResponse> => {
    if (request.method !== 'POST' || request.path !== path) return { status: 404, body: JSON.stringify({ error: 'not-found' }) };
    return Buffer.byteLength(request.body) > RELAY_BODY_LIMITS[path] ? { status: 413, body: JSON.stringify({ error: 'too-large' }) } : handle(request);
  };

const answer = (message: unknown): RelayResponse => ({ status: 200, body: JSON.stringify(message) });
const refused = (error: 'refused' | 'clock-skew'): RelayResponse => ({ status: 401, body: JSON.stringify({ error }) });
const GONE: RelayResponse = { status: 410, body: JSON.stringify({ error: 'unknown-job' }) };
const MALFORMED: RelayResponse = { status: 400, body: JSON.stringify({ error: 'malformed' }) };
