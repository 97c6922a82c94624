import assert from 'node:assert/strict';
import { BotLinkError, createBotLink, type BotLink } from '../../src/adapters/bot-link/bot-link.ts';
import { createRelayLink } from '../../src/adapters/relay-link/relay-link.ts';
import { createMemoryJobDesk } from '../../src/adapters/relay-link/memory-job-desk.ts';
import { systemClock } from '../../src/adapters/system/system-clock.ts';
import { systemRandom } from '../../src/adapters/system/system-random.ts';
import { parseLeaseAnswer, parseLeaseRequest, type LeaseAnswer, type LeaseRequest } from '../../src/boundary/relay-messages.ts';
import type { OnPremFragment, RelayJob } from '../../src/model/relay-job.ts';
import type { JobDesk } from '../../src/ports/job-desk.ts';
import type { RelayLink } from '../../src/ports/relay-link.ts';
import { linkKeyOf, newPrivateKeyPem, publicKeyOf } from '../../src/protocol/keys.ts';
import { jobHash, signJob } from '../../src/protocol/sign-job.ts';
import { longPoll } from '../../src/relay/long-poll.ts';
import { planWith, REPAIR_PREFIX, stepJob } from '../ports/relay-jobs.ts';
import { enrolledRelay } from '../ports/enrolled-relay.ts';
import { relayStore } from '../ports/relay-store.ts';
import { serveRoutes } from '../ports/serve-routes.ts';

const QUIET = { info: () => undefined, warn: () => undefined, error: () => undefined };
const FRAGMENT: OnPremFragment = { forests: [{ name: 'corp.contoso.com', entries: [] }], unread: [] };
const QUESTION = { reading: 'ad.subject', version: 1, params: { name: 'jsmith' } } as const;
const jobKey = linkKeyOf(newPrivateKeyPem()) ?? assert.fail();
const soon = (): AbortSignal => AbortSignal.timeout(5_000);

describe('two relays of one group', () => {
  let desk: JobDesk;
  let link: RelayLink;
  beforeEach(() => {
    desk = createMemoryJobDesk();
    const store = relayStore();
    for (const relayId of ['relay-1', 'relay-2']) store.rows.set(relayId, enrolledRelay({ relayId, lastSeen: new Date().toISOString() }));
    link = createRelayLink({ store, desk, jobKey, clock: systemClock, random: systemRandom, log: QUIET, group: 'default', patience: { pickUp: 200, pickUpFromNobody: 50, reading: 400 } });
  });
  afterEach(() => desk.close());

  const taken = async (relayId: string): Promise<RelayJob> => (await desk.lease(relayId, { kind: 'read', free: 1 }, soon()))[0] ?? assert.fail('there was no job');
  const answered = async (relayId: string): Promise<void> => {
    const { jobId } = await taken(relayId);
    assert.equal(await desk.deliver(relayId, { kind: 'read', jobId, fragment: FRAGMENT }), 'accepted');
  };

  it('read once more on the other one when the first starts anew with the reading in hand', async () => {
    const read = link.read(QUESTION);
    await taken('relay-1');
    await desk.forget('relay-1');
    await answered('relay-2');
    assert.deepEqual(await read, FRAGMENT);
  });

  it('read once more on the other one when the first has died without a word', async () => {
    const read = link.read(QUESTION);
    await taken('relay-1');
    await answered('relay-2');
    assert.deepEqual(await read, FRAGMENT);
  });

  it('still take the answer of the first one when it was only slow', async () => {
    const read = link.read(QUESTION);
    const { jobId } = await taken('relay-1');
    await taken('relay-2');
    assert.equal(await desk.deliver('relay-1', { kind: 'read', jobId, fragment: FRAGMENT }), 'accepted');
    assert.deepEqual(await read, FRAGMENT);
  });

  it('read no third time', async () => {
    const read = link.read(QUESTION);
    for (const relayId of ['relay-1', 'relay-2']) {
      await taken(relayId);
      await desk.forget(relayId);
    }
    assert.deepEqual((await read).unread.map(({ why }) => why), ['relay-offline']);
    assert.deepEqual(await desk.lease('relay-1', { kind: 'read', free: 1 }, AbortSignal.timeout(100)), []);
  });

  it('name the place that none of them serves, and the step stays here', async () => {
    const leased = desk.lease('relay-1', { kind: 'step', free: 1, serves: { domains: ['DC=example,DC=org'], syncServers: [] } }, AbortSignal.timeout(600));
    const answer = await link.step(stepJob(planWith([REPAIR_PREFIX])));
    assert.equal(answer.kind, 'no-relay');
    assert.match('says' in answer ? answer.says : '', /no relay that serves the domain of CN=John Smith,.* answers; /);
    assert.deepEqual(await leased, []);
  });
});

/** The form of a lease in the version before this one: unknown fields are refused. */
const isOldLease = (request: LeaseRequest): boolean => Object.keys(request).sort().join() === 'free,kind';

describe('relay and bot of different versions', () => {
  const serves = { domains: ['DC=corp,DC=contoso,DC=com'], syncServers: ['SYNC01'] };
  const asked: LeaseRequest[] = [];
  const job: RelayJob = { kind: 'read', jobId: 'job-1', notAfter: '2026-11-21T09:06:00.000Z', request: QUESTION };

  /** Polls until the one job was answered; `understands`: what this bot takes for a lease. */
  const pollOnce = async (understands: (request: LeaseRequest) => boolean): Promise<readonly string[]> => {
    asked.length = 0;
    const stop = new AbortController();
    const answers: string[] = [];
    const signed = await signJob(job, 'relay-1', jobKey);
    let isHanded = false;
    const link: BotLink = {
      enrol: () => Promise.reject(new Error('not asked')),
      part: () => Promise.reject(new Error('no list was asked for')),
      hello: async () => ({}),
      lease: async (request) => {
        asked.push(request);
        if (!understands(request)) throw new BotLinkError('malformed', 'the bot answered /relay/v1/lease with status 400');
        if (request.kind === 'step' || isHanded) return nothing(stop.signal);
        isHanded = true;
        return parseLeaseAnswer(JSON.stringify({ jobs: [signed] })) ?? assert.fail();
      },
      result: async ({ answer }) => {
        answers.push(answer.kind);
        stop.abort();
      },
    };
    await longPoll({ link, relayId: 'relay-1', botKey: publicKeyOf(jobKey.publicJwk) ?? assert.fail(), hello: { host: 'h', version: '0.2.0', policyHash: 'p', readOnly: false, seals: {} }, serves, log: QUIET, runJob: async ({ jobId }) => ({ kind: 'read', jobId, fragment: FRAGMENT }), pause: { first: 5, longest: 10 } }, stop.signal);
    return answers;
  };
  const nothing = (signal: AbortSignal): Promise<LeaseAnswer> => new Promise((resolve) => signal.addEventListener('abort', () => resolve({ jobs: [] }), { once: true }));

  it('work together when the bot is of this version: the relay says what it serves', async () => {
    assert.deepEqual(await pollOnce((request) => parseLeaseRequest(JSON.stringify(request)) !== null), ['read']);
    assert.ok(asked.every((request) => 'speaks' in request && request.speaks === 2));
  });

  it('work together when the bot is one version older: the relay asks again in the older form', async () => {
    assert.deepEqual(await pollOnce(isOldLease), ['read']);
    assert.ok(asked.some(isOldLease));
  });

  it('work together when the relay is one version older: its lease is understood', () => {
    assert.deepEqual(parseLeaseRequest('{"kind":"step","free":1}'), { kind: 'step', free: 1 });
  });

  it('work together when the relay is one version older: it is sent no field that it does not know, and its answer counts', async () => {
    const relayKey = linkKeyOf(newPrivateKeyPem()) ?? assert.fail();
    const store = relayStore();
    store.rows.set('relay-1', enrolledRelay({ publicKey: relayKey.publicJwk, lastSeen: new Date().toISOString() }));
    const link = createRelayLink({ store, jobKey, clock: systemClock, random: systemRandom, log: QUIET, group: 'default', patience: { pickUp: 2_000, step: 2_000 } });
    const server = await serveRoutes(link.routes);
    let counter = 0;
    const relay = createBotLink({ url: server.url, relayId: 'relay-1', privateKey: relayKey.privateKey, nextCounter: () => (counter += 1), clock: systemClock });
    const ask = async (wanted: LeaseRequest): Promise<LeaseAnswer['jobs'][number]> => (await relay.lease(wanted)).jobs[0] ?? assert.fail('there was no job');
    try {
      for (const [wanted, knows] of [[{ kind: 'step', free: 1 }, false], [{ kind: 'step', free: 1, speaks: 2, serves }, true]] as const) {
        const look = stepJob(planWith([REPAIR_PREFIX]), { phase: 'look', since: '2026-11-21T09:01:30.000Z' });
        const answered = link.step(look);
        const { job: received } = await ask(wanted);
        assert.equal(typeof received === 'object' && received !== null && 'since' in received, knows);
        await relay.result({ answer: { kind: 'look', jobId: look.jobId, observation: { stands: 'before', found: {}, says: '' } }, jobHash: jobHash(received) });
        assert.equal((await answered).kind, 'look');
      }
    } finally {
      await server.close();
    }
  });

  for (const [what, text] of [
    ['a field that nobody has announced', '{"kind":"step","free":1,"more":true}'],
    ['what it serves without the version of the protocol', '{"kind":"step","free":1,"serves":{"domains":[],"syncServers":[]}}'],
    ['a version of the protocol that does not exist', '{"kind":"step","free":1,"speaks":3,"serves":{"domains":[],"syncServers":[]}}'],
  ] as const) it(`do not work together on ${what}`, () => assert.equal(parseLeaseRequest(text), null));
});
