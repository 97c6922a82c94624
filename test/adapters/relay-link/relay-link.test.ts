import assert from 'node:assert/strict';
import sinon from 'sinon';
import { BotLinkError, createBotLink, type BotLink } from '../../../src/adapters/bot-link/bot-link.ts';
import { inviteRelay } from '../../../src/adapters/relay-link/enrol.ts';
import type { RelayLinkOptions } from '../../../src/adapters/relay-link/relay-link-options.ts';
import { createRelayLink } from '../../../src/adapters/relay-link/relay-link.ts';
import { systemClock } from '../../../src/adapters/system/system-clock.ts';
import { systemRandom } from '../../../src/adapters/system/system-random.ts';
import type { RelayAnswer, RelayJob } from '../../../src/model/relay-job.ts';
import type { RelayLink } from '../../../src/ports/relay-link.ts';
import { readEnrolmentToken } from '../../../src/protocol/enrolment-token.ts';
import { linkKeyOf, newPrivateKeyPem, publicKeyOf, type LinkKey } from '../../../src/protocol/keys.ts';
import { signRequest } from '../../../src/protocol/sign-request.ts';
import { longPoll } from '../../../src/relay/long-poll.ts';
import { planWith, REPAIR_PREFIX, stepJob } from '../../ports/relay-jobs.ts';
import { confirm, relayStore, type RelayStore } from '../../ports/relay-store.ts';
import { serveRoutes } from '../../ports/serve-routes.ts';

const ABOUT = { host: 'relay-host', version: '0.1.0', policyHash: 'abc', readOnly: false, seals: {} };
const key = (): LinkKey => linkKeyOf(newPrivateKeyPem()) ?? assert.fail();
const log = () => ({ info: sinon.fake(), warn: sinon.fake(), error: sinon.fake() });

describe('the link between bot and relay', () => {
  const jobKey = key();
  const relayKey = key();
  const botKey = publicKeyOf(jobKey.publicJwk) ?? assert.fail();
  let store: RelayStore;
  let options: RelayLinkOptions;
  let link: RelayLink;
  let server: Awaited<ReturnType<typeof serveRoutes>>;
  let counter = 0;
  let stop = new AbortController();
  let polling: Promise<void> = Promise.resolve();

  const open = async (patience: RelayLinkOptions['patience'] = { pickUp: 1_000, pickUpFromNobody: 100 }): Promise<void> => {
    options = { store, jobKey, clock: systemClock, random: systemRandom, log: log(), group: 'default', patience };
    const created = createRelayLink(options);
    link = created;
    server = await serveRoutes(created.routes);
  };
  const botLink = (relayId: string, privateKey = relayKey.privateKey, now = systemClock): BotLink => createBotLink({ url: server.url, relayId, privateKey, nextCounter: () => (counter += 1), clock: now });
  const enrolled = async (): Promise<string> => {
    const { token } = await inviteRelay(options, 'RELAY-HOST.corp.contoso.com');
    const { secret } = readEnrolmentToken(token) ?? assert.fail();
    return confirm(store, (await botLink('enrolling').enrol({ secret, group: 'default', publicKey: relayKey.publicJwk, ...ABOUT })).relayId);
  };
  const poll = (relayId: string, runJob: (job: RelayJob) => Promise<RelayAnswer>): void => {
    polling = longPoll({ link: botLink(relayId), relayId, botKey, hello: ABOUT, runJob, log: log(), pause: { first: 5, longest: 20 } }, stop.signal);
  };
  const refusals = (): readonly unknown[] => store.events.filter(({ event }) => event === 'relay.refused').map(({ facts }) => facts['refusal']);

  beforeEach(async () => {
    store = relayStore();
    stop = new AbortController();
    await open();
  });
  afterEach(async () => {
    stop.abort();
    await polling;
    await server.close();
  });

  it('carries a reading there and back', async () => {
    const relayId = await enrolled();
    poll(relayId, async (job) => ({ kind: 'read', jobId: job.jobId, fragment: { forests: [{ name: 'corp.contoso.com', entries: [] }], unread: [] } }));
    const fragment = await link.read({ reading: 'ad.subject', version: 1, params: { name: 'jsmith' } });
    assert.deepEqual(fragment, { forests: [{ name: 'corp.contoso.com', entries: [] }], unread: [] });
    assert.deepEqual((await link.relays()).map(({ host }) => host), ['relay-host']);
  });

  it('carries twenty readings side by side, though they overtake each other', async () => {
    poll(await enrolled(), async (job) => ({ kind: 'read', jobId: job.jobId, fragment: { forests: [], unread: [] } }));
    const all = await Promise.all(Array.from({ length: 20 }, () => link.read({ reading: 'ad.holders', version: 1, params: { anchors: [], addresses: [] } })));
    assert.ok(all.every(({ unread }) => unread.length === 0));
    assert.deepEqual(refusals(), []);
  });

  it('carries a step, and one at a time', async () => {
    let busy = 0;
    let most = 0;
    poll(await enrolled(), async (job) => {
      most = Math.max(most, (busy += 1));
      await systemClock.sleep(20);
      busy -= 1;
      return { kind: 'step', jobId: job.jobId, result: { is: 'applied', found: { proxyAddresses: ['SMTP:a@b'] } } };
    });
    const plan = planWith([REPAIR_PREFIX]);
    const answers = await Promise.all([1, 2, 3].map((attempt) => link.step(stepJob(plan, { jobId: `job-${attempt}`, attempt }))));
    assert.deepEqual(answers.map(({ kind }) => kind), ['step', 'step', 'step']);
    assert.equal(most, 1);
  });

  it('says at once that no relay is there, and the step was never handed out', async () => {
    const fragment = await link.read({ reading: 'sync.servers', version: 1, params: { dns: [], anchors: [] } });
    assert.deepEqual(fragment, { unread: [{ what: 'syncServers', why: 'relay-offline', detail: 'no relay is enrolled' }] });
    assert.equal((await link.step(stepJob(planWith([REPAIR_PREFIX])))).kind, 'no-relay');
    const relayId = await enrolled();
    assert.deepEqual(await botLink(relayId).lease({ kind: 'step', free: 1 }, AbortSignal.timeout(200)).catch((error: unknown) => error instanceof BotLinkError && error.fault), 'unreachable');
  });

  it('says that there is no answer when the relay keeps the step', async () => {
    await server.close();
    await open({ pickUp: 1_000, pickUpFromNobody: 1_000, step: 100, reading: 100 });
    const relayId = await enrolled();
    const leased = botLink(relayId).lease({ kind: 'step', free: 1 });
    assert.equal((await link.step(stepJob(planWith([REPAIR_PREFIX])))).kind, 'no-answer');
    assert.equal((await leased).jobs.length, 1);
    await assert.rejects(botLink(relayId).result({ answer: { kind: 'refused', jobId: 'job-1', says: 'late' }, jobHash: 'a'.repeat(64) }), (error) => error instanceof BotLinkError && error.fault === 'gone');
  });

  it('says that there is no answer when the relay starts anew with a step in hand', async () => {
    const relayId = await enrolled();
    const leased = botLink(relayId).lease({ kind: 'step', free: 1 });
    const stepped = link.step(stepJob(planWith([REPAIR_PREFIX])));
    await leased;
    await botLink(relayId).hello(ABOUT);
    assert.equal((await stepped).kind, 'no-answer');
  });

  it('takes no answer to another job', async () => {
    const relayId = await enrolled();
    const leased = botLink(relayId).lease({ kind: 'step', free: 1 });
    void link.step(stepJob(planWith([REPAIR_PREFIX])));
    await leased;
    await assert.rejects(botLink(relayId).result({ answer: { kind: 'step', jobId: 'job-1', result: { is: 'applied', found: {} } }, jobHash: 'a'.repeat(64) }), BotLinkError);
    assert.deepEqual(refusals(), ['answer-to-another-job']);
    const stranger = await enrolled();
    await assert.rejects(botLink(stranger).result({ answer: { kind: 'step', jobId: 'job-1', result: { is: 'applied', found: {} } }, jobHash: 'a'.repeat(64) }), (error) => error instanceof BotLinkError && error.fault === 'gone', 'another relay answers');
    await botLink(relayId).hello(ABOUT);
  });

  it('does not run a job that another key has signed', async () => {
    const relayId = await enrolled();
    const run = sinon.fake.resolves({ kind: 'refused', jobId: 'x', says: '' });
    polling = longPoll({ link: botLink(relayId), relayId, botKey: publicKeyOf(key().publicJwk) ?? assert.fail(), hello: ABOUT, runJob: run, log: log() }, stop.signal);
    await server.close();
    await open({ pickUp: 1_000, pickUpFromNobody: 1_000, reading: 150 });
    stop.abort();
    await polling;
    stop = new AbortController();
    polling = longPoll({ link: botLink(relayId), relayId, botKey: publicKeyOf(key().publicJwk) ?? assert.fail(), hello: ABOUT, runJob: run, log: log() }, stop.signal);
    const fragment = await link.read({ reading: 'ad.subject', version: 1, params: { name: 'jsmith' } });
    assert.deepEqual(fragment.unread.map(({ why }) => why), ['timed-out']);
    assert.equal(run.callCount, 0);
  });

  describe('turns away, with one audit event and a neutral text,', () => {
    const fault = (promise: Promise<unknown>): Promise<unknown> => promise.then(() => 'let in', (error: unknown) => (error instanceof BotLinkError ? error.fault : 'bug'));

    it('an unknown relay', async () => {
      assert.equal(await fault(botLink('nobody').hello(ABOUT)), 'refused');
      assert.deepEqual(refusals(), ['unknown-relay']);
    });

    it('a relay under a foreign key', async () => {
      assert.equal(await fault(botLink(await enrolled(), key().privateKey).hello(ABOUT)), 'refused');
      assert.deepEqual(refusals(), ['bad-signature']);
    });

    it('a revoked relay', async () => {
      const relayId = await enrolled();
      store.rows.set(relayId, { ...(store.rows.get(relayId) ?? assert.fail()), revokedAt: '2026-01-01T00:00:00Z' });
      assert.equal(await fault(botLink(relayId).hello(ABOUT)), 'refused');
      assert.deepEqual(refusals(), ['revoked']);
    });

    it('a relay whose clock is wrong, by name', async () => {
      const late = { ...systemClock, now: () => new Date(Date.now() - 6 * 60_000) };
      assert.equal(await fault(botLink(await enrolled(), relayKey.privateKey, late).hello(ABOUT)), 'clock-skew');
      assert.deepEqual(refusals(), ['clock-skew']);
    });

    it('a request sent again', async () => {
      const relayId = await enrolled();
      const body = JSON.stringify(ABOUT);
      const signed = signRequest({ relayId, method: 'POST', path: '/relay/v1/hello', body, time: new Date().toISOString(), counter: (counter += 1) }, relayKey.privateKey);
      const send = () => fetch(`${server.url}/relay/v1/hello`, { method: 'POST', body, headers: signed });
      assert.deepEqual([(await send()).status, (await send()).status], [200, 401]);
      await botLink(relayId).hello(ABOUT);
      const again = await send();
      assert.equal(again.status, 401);
      assert.deepEqual(await again.json(), { error: 'refused' });
      assert.deepEqual(refusals(), ['replayed', 'replayed']);
    });

    it('a request without any signature', async () => {
      for (const path of ['enrol', 'hello', 'lease', 'result', 'rotate']) {
        assert.equal((await fetch(`${server.url}/relay/v1/${path}`, { method: 'POST', body: '{}' })).status, 401, path);
      }
      assert.equal(refusals().length, 5);
    });

    it('a token used twice, too old or invented', async () => {
      const { token } = await inviteRelay(options, 'RELAY-HOST.corp.contoso.com');
      const { secret } = readEnrolmentToken(token) ?? assert.fail();
      const enrol = (text: string) => botLink('enrolling').enrol({ secret: text, group: 'default', publicKey: relayKey.publicJwk, ...ABOUT });
      await enrol(secret);
      assert.equal(await fault(enrol(secret)), 'refused');
      assert.equal(await fault(enrol('A'.repeat(22))), 'refused');
      const old = { ...options, clock: { ...systemClock, now: () => new Date(Date.now() - 16 * 60_000) } };
      const expired = readEnrolmentToken((await inviteRelay(old, 'relay-host')).token) ?? assert.fail();
      assert.equal(await fault(enrol(expired.secret)), 'refused');
      assert.deepEqual(refusals(), ['token-not-valid', 'token-not-valid', 'token-not-valid']);
      assert.equal(store.rows.size, 1);
    });

    it('unknown fields and bodies that are too large', async () => {
      const relayId = await enrolled();
      const send = async (body: string): Promise<number> => {
        const signed = signRequest({ relayId, method: 'POST', path: '/relay/v1/hello', body, time: new Date().toISOString(), counter: (counter += 1) }, relayKey.privateKey);
        return (await fetch(`${server.url}/relay/v1/hello`, { method: 'POST', body, headers: signed })).status;
      };
      assert.equal(await send(JSON.stringify({ ...ABOUT, more: true })), 400);
      assert.equal(await send('not json'), 400);
      assert.equal(await send(JSON.stringify({ ...ABOUT, host: 'x'.repeat(5_000) })), 413);
    });
  });
});
