import assert from 'node:assert/strict';
import { setTimeout as wait } from 'node:timers/promises';
import sinon from 'sinon';
import { BotLinkError, createBotLink, type BotLink } from '../../../src/adapters/bot-link/bot-link.ts';
import { createRelayLink } from '../../../src/adapters/relay-link/relay-link.ts';
import type { RelayRoutes } from '../../../src/adapters/relay-link/relay-routes.ts';
import { systemClock } from '../../../src/adapters/system/system-clock.ts';
import { systemRandom } from '../../../src/adapters/system/system-random.ts';
import { parseRelayJob } from '../../../src/boundary/relay-messages.ts';
import type { ListPart, ListRequest } from '../../../src/model/list-reading.ts';
import type { RelayAnswer } from '../../../src/model/relay-job.ts';
import { DirectoryError } from '../../../src/ports/directory.ts';
import { ListBroken } from '../../../src/ports/relay-link.ts';
import { linkKeyOf, newPrivateKeyPem, publicKeyOf, type LinkKey } from '../../../src/protocol/keys.ts';
import { jobHash, listHash } from '../../../src/protocol/sign-job.ts';
import { longPoll } from '../../../src/relay/long-poll.ts';
import { sendList, type ListWorld } from '../../../src/relay/send-list.ts';
import { FAULTS, startFaultProxy } from '../../faults/fault-proxy.ts';
import { enrolledRelay } from '../../ports/enrolled-relay.ts';
import { DOMAIN, longDirectory, ON_A_PAGE, personAt, type LongDirectory } from '../../ports/long-directory.ts';
import { relayStore } from '../../ports/relay-store.ts';
import { serveRoutes } from '../../ports/serve-routes.ts';

const ABOUT = { host: 'relay-host', version: '0.1.0', policyHash: 'abc', readOnly: false, seals: {} };
const REQUEST: ListRequest = { reading: 'ad.objects', version: 1, params: { domain: DOMAIN, below: [], classes: ['user'], attributes: ['mail', 'department'] } };
const key = (): LinkKey => linkKeyOf(newPrivateKeyPem()) ?? assert.fail();
const log = () => ({ info: sinon.fake(), warn: sinon.fake(), error: sinon.fake() });
const broken = (why: string, says: RegExp) => (error: unknown) => error instanceof ListBroken && error.why === why && says.test(error.message);
const namesIn = (parts: readonly ListPart[]): readonly string[] => parts.flatMap(({ entries }) => entries.map(({ dn }) => dn));

describe('a long answer', () => {
  const [jobKey, relayKey] = [key(), key()];
  const botKey = publicKeyOf(jobKey.publicJwk) ?? assert.fail();
  let store = relayStore();
  let link: ReturnType<typeof createRelayLink>;
  let server: Awaited<ReturnType<typeof serveRoutes>>;
  let stop = new AbortController();
  let polling: Promise<void>[] = [];
  let counter = 0;

  const open = async (spoilt: (routes: RelayRoutes) => RelayRoutes = (routes) => routes): Promise<void> => {
    link = createRelayLink({ store, jobKey, clock: systemClock, random: systemRandom, log: log(), group: 'default', patience: { pickUp: 3_000, pickUpFromNobody: 500, part: 3_000 } });
    server = await serveRoutes(spoilt(link.routes));
  };
  const botLink = (url = server.url): BotLink => createBotLink({ url, relayId: 'relay-1', privateKey: relayKey.privateKey, nextCounter: () => (counter += 1), clock: systemClock, patience: { part: 1_000 } });
  const start = (long: LongDirectory, change: { readonly readObjects?: boolean | string[]; readonly link?: BotLink; readonly signal?: AbortSignal } = {}): void => {
    const world: ListWorld = { site: { directories: [{ forest: 'corp.contoso.com', baseDn: DOMAIN, directory: long.directory }] }, policy: { readObjects: change.readObjects }, clock: systemClock, log: log() };
    const to = change.link ?? botLink();
    const lists = { clock: systemClock, send: (...[job, signal]: Parameters<NonNullable<Parameters<typeof longPoll>[0]['lists']>['send']>) => sendList(world, job, { link: to, signal }) };
    const runJob = ({ jobId }: { readonly jobId: string }): Promise<RelayAnswer> => Promise.resolve({ kind: 'read', jobId, fragment: { unread: [] } });
    polling.push(longPoll({ link: to, relayId: 'relay-1', botKey, hello: ABOUT, serves: { domains: [DOMAIN], syncServers: [] }, runJob, lists, log: log(), pause: { first: 5, longest: 20 } }, change.signal ?? stop.signal));
  };
  /** A relay in the hand of the test: takes the list job, and says about it whatever the test wants. */
  const inHand = async () => {
    const [signed] = (await botLink().lease({ kind: 'list', free: 1 })).jobs;
    const job = parseRelayJob(signed?.job) ?? assert.fail();
    const head = { jobId: job.jobId, jobHash: jobHash(job) };
    const text = JSON.stringify({ reading: 'ad.objects', base: DOMAIN, server: 'dc01', entries: [personAt(0)] });
    return {
      text,
      part: (n: number, part = text) => botLink().part({ ...head, n }, part),
      end: (change: Partial<{ parts: number; entries: number; hash: string }> = {}) => {
        const chain = listHash();
        chain.add(text);
        return botLink().result({ answer: { kind: 'list', jobId: job.jobId, end: { is: 'whole', parts: 1, entries: 1, hash: chain.hex(), ...change } }, jobHash: head.jobHash });
      },
    };
  };

  beforeEach(async () => {
    store = relayStore();
    store.rows.set('relay-1', enrolledRelay({ publicKey: relayKey.publicJwk, lastSeen: new Date().toISOString() }));
    stop = new AbortController();
    polling = [];
    await open();
  });
  afterEach(async () => {
    stop.abort();
    await server.close();
    await Promise.all(polling);
  });

  it('comes whole and in order, in several parts', async () => {
    const long = longDirectory(620);
    start(long);
    const parts = await Array.fromAsync(link.list(REQUEST));
    assert.deepEqual(namesIn(parts), Array.from({ length: 620 }, (_, n) => personAt(n).dn));
    assert.ok(parts.length >= 10);
    assert.deepEqual(parts[0], { reading: 'ad.objects', base: DOMAIN, server: 'dc01', entries: Array.from({ length: ON_A_PAGE }, (_, n) => personAt(n)) });
    assert.equal(long.open(), 0);
  });

  it('says of a domain with nothing in it that it was read', async () => {
    start(longDirectory(0));
    assert.deepEqual(await Array.fromAsync(link.list(REQUEST)), [{ reading: 'ad.objects', base: DOMAIN, server: '', entries: [] }]);
  });

  it('is not read far ahead of a slow reader, and both sides hold a few parts only', async () => {
    const long = longDirectory(60 * ON_A_PAGE);
    start(long);
    let [taken, most] = [0, 0];
    for await (const { entries } of link.list(REQUEST)) {
      taken += entries.length;
      await wait(15);
      most = Math.max(most, long.given() - taken);
    }
    assert.equal(taken, 60 * ON_A_PAGE);
    // Two on the desk, two on their way, one being cut.
    assert.ok(most <= 5 * ON_A_PAGE, `${most / ON_A_PAGE} pages were read ahead`);
  });

  it('ends on the relay when its reader leaves', async () => {
    const long = longDirectory(10_000);
    start(long);
    for await (const part of link.list(REQUEST)) if (part.entries.length > 0) break;
    for (let tries = 0; long.open() > 0 && tries < 100; tries += 1) await wait(20);
    assert.equal(long.open(), 0);
    assert.ok(long.given() < 1_000, `${long.given()} entries were read`);
  });

  it('is broken, not short, when the directory breaks in the middle', async () => {
    const long = longDirectory(1_000);
    long.before = (page) => {
      if (page === 5) throw new DirectoryError('timed-out', 'the domain controller did not answer');
    };
    start(long);
    const seen: ListPart[] = [];
    await assert.rejects(async () => {
      for await (const part of link.list(REQUEST)) seen.push(part);
    }, broken('timed-out', /did not answer/));
    assert.ok(namesIn(seen).length <= 5 * ON_A_PAGE);
  });

  it('is broken when the relay starts anew in the middle', async () => {
    const relay = new AbortController();
    const long = longDirectory(10_000);
    start(long, { signal: relay.signal });
    await assert.rejects(async () => {
      let parts = 0;
      for await (const part of link.list(REQUEST)) if ((parts += part.entries.length) > 200) await botLink().hello(ABOUT);
    }, broken('relay-offline', /restarted/));
    relay.abort();
  });

  it('is broken when the relay is told to stop in the middle', async () => {
    const relay = new AbortController();
    start(longDirectory(10_000), { signal: relay.signal });
    await assert.rejects(async () => {
      for await (const part of link.list(REQUEST)) if (part.entries.length > 0) relay.abort();
    }, broken('relay-offline', /told to stop/));
  });

  it('is asked for once more when the relay is lost before anything came', async () => {
    const listing = Array.fromAsync(link.list(REQUEST));
    await inHand();
    await botLink().hello(ABOUT);
    start(longDirectory(120));
    assert.equal(namesIn(await listing).length, 120);
  });

  it('is broken when the relay falls silent', async () => {
    const listing = Array.fromAsync(link.list(REQUEST));
    await Promise.all([assert.rejects(listing, broken('timed-out', /3 seconds/)), inHand().then(({ part }) => part(1))]);
  });

  for (const [what, change] of [['fewer parts', { parts: 2 }], ['other entries', { entries: 0 }], ['another content', { hash: '0'.repeat(64) }]] as const) {
    it(`is broken when ${what} came than were sent`, async () => {
      const listing = Array.fromAsync(link.list(REQUEST));
      const sent = inHand().then(async ({ part, end }) => (await part(1), end(change)));
      await Promise.all([assert.rejects(listing, broken('failed', /lost on their way/)), sent]);
    });
  }

  it('is broken by a part that is no part, or that belongs to another list', async () => {
    for (const text of ['{"reading":"ad.objects"}', 'late', JSON.stringify({ reading: 'ad.object-changes', server: 'dc01', entries: [] })]) {
      const listing = Array.fromAsync(link.list(REQUEST));
      await Promise.all([assert.rejects(listing, ListBroken), inHand().then(({ part }) => part(1, text))]);
    }
    const listing = Array.fromAsync(link.list(REQUEST));
    const { part, end } = await inHand();
    await assert.rejects(part(4), (error) => error instanceof BotLinkError && error.fault === 'malformed');
    await part(1);
    await end();
    assert.equal((await listing).length, 1);
    assert.deepEqual(store.events.map(({ facts }) => facts['refusal']), ['part-of-another-list']);
  });

  for (const kind of FAULTS) {
    for (const towards of ['server', 'client'] as const) {
      it(`comes whole although a part ${towards === 'server' ? 'on its way' : 'that was taken'} meets the fault ${kind}`, async () => {
        const proxy = await startFaultProxy({ port: Number(new URL(server.url).port) });
        proxy.arm({ kind, towards, nth: 3, fits: ({ chunk, request }) => (towards === 'server' ? chunk : request).toString('latin1').includes('POST /relay/v1/part') });
        start(longDirectory(620), { link: botLink(`http://127.0.0.1:${proxy.port}`) });
        assert.equal(namesIn(await Array.fromAsync(link.list(REQUEST))).length, 620);
        assert.ok(proxy.hasStruck());
        stop.abort();
        await proxy.close();
      });
    }
  }

  it('is refused where the policy of the site forbids it, and narrowed where that names containers', async () => {
    const closed = new AbortController();
    start(longDirectory(10), { readObjects: false, signal: closed.signal });
    await assert.rejects(Array.fromAsync(link.list(REQUEST)), broken('not-configured', /readObjects/));
    closed.abort();
    const long = longDirectory(10);
    start(long, { readObjects: [`OU=Staff,${DOMAIN}`, `OU=Berlin,OU=Staff,${DOMAIN}`] });
    const parts = await Array.fromAsync(link.list(REQUEST));
    assert.deepEqual(parts.map((part) => part.reading === 'ad.objects' && part.base), [`OU=Staff,${DOMAIN}`]);
    assert.deepEqual(long.asked.map(({ below }) => below), [`OU=Staff,${DOMAIN}`]);
    for (const request of [{ ...REQUEST, params: { ...REQUEST.params, below: [`OU=Tier 0,${DOMAIN}`] } }, { reading: 'ad.object-changes', version: 1, params: { domain: DOMAIN, since: null, attributes: ['mail'] } }] as const) {
      await assert.rejects(Array.fromAsync(link.list(request)), broken('access-denied', /this site opens/));
    }
  });

  it('is not to be had of a relay that knows no lists, which is said', async () => {
    polling.push(longPoll({ link: botLink(), relayId: 'relay-1', botKey, hello: ABOUT, serves: { domains: [DOMAIN], syncServers: [] }, runJob: ({ jobId }) => Promise.resolve({ kind: 'read', jobId, fragment: { unread: [] } }), log: log() }, stop.signal));
    await assert.rejects(Array.fromAsync(link.list(REQUEST)), broken('relay-offline', /older version cannot send lists: update it/));
  });

  it('is not asked for by a bot that knows no lists, and the relay goes on serving it', async () => {
    await server.close();
    let refused = 0;
    await open((routes) => ({
      ...routes,
      '/relay/v1/lease': (request) => {
        if (!request.body.includes('"kind":"list"')) return routes['/relay/v1/lease'](request);
        refused += 1;
        return Promise.resolve({ status: 400, body: '{"error":"malformed"}' });
      },
    }));
    start(longDirectory(10));
    for (let n = 0; n < 5; n += 1) assert.deepEqual(await link.read({ reading: 'ad.subject', version: 1, params: { name: 'jsmith' } }), { unread: [] });
    await wait(300);
    assert.equal(refused, 1);
  });
});
