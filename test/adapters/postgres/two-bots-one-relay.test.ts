import assert from 'node:assert/strict';
import sinon from 'sinon';
import { createBotLink, type BotLink } from '../../../src/adapters/bot-link/bot-link.ts';
import { openPostgres } from '../../../src/adapters/postgres/open-postgres.ts';
import { inviteRelay } from '../../../src/adapters/relay-link/enrol.ts';
import type { RelayLinkOptions } from '../../../src/adapters/relay-link/relay-link-options.ts';
import { createRelayLink } from '../../../src/adapters/relay-link/relay-link.ts';
import { systemClock } from '../../../src/adapters/system/system-clock.ts';
import { systemRandom } from '../../../src/adapters/system/system-random.ts';
import type { ListJob, RelayAnswer, RelayJob } from '../../../src/model/relay-job.ts';
import type { JobDesk } from '../../../src/ports/job-desk.ts';
import type { RelayLink, RelayLists } from '../../../src/ports/relay-link.ts';
import type { Store } from '../../../src/ports/store.ts';
import { readEnrolmentToken } from '../../../src/protocol/enrolment-token.ts';
import { linkKeyOf, newPrivateKeyPem, publicKeyOf } from '../../../src/protocol/keys.ts';
import { signRequest } from '../../../src/protocol/sign-request.ts';
import { longPoll } from '../../../src/relay/long-poll.ts';
import { sendList } from '../../../src/relay/send-list.ts';
import { DOMAIN, longDirectory, personAt } from '../../ports/long-directory.ts';
import { planWith, REPAIR_PREFIX, stepJob } from '../../ports/relay-jobs.ts';
import { serveRoutes } from '../../ports/serve-routes.ts';
import { withPostgres } from '../../real/with-postgres.ts';
import type { PostgresServer } from '../../../src/adapters/postgres/postgres-server.ts';

const ABOUT = { host: 'relay-host', version: '0.1.0', policyHash: 'abc', readOnly: false, seals: {} };
const log = () => ({ info: sinon.fake(), warn: sinon.fake(), error: sinon.fake() });
const key = () => linkKeyOf(newPrivateKeyPem()) ?? assert.fail();

interface BotProcess {
  readonly store: Store;
  readonly desk: JobDesk;
  readonly link: RelayLink & RelayLists;
  readonly options: RelayLinkOptions;
  readonly url: string;
  close(): Promise<void>;
}

withPostgres('one relay of two bots', (postgres) => {
  const jobKey = key();
  const relayKey = key();
  const botKey = publicKeyOf(jobKey.publicJwk) ?? assert.fail();
  let bots: readonly BotProcess[] = [];
  let stop = new AbortController();
  let polling: Promise<unknown> = Promise.resolve();
  let counter = 0;

  async function startBot(server: PostgresServer): Promise<BotProcess> {
    const { store, openDesk } = await openPostgres({ server, clock: systemClock });
    const desk = openDesk('default');
    const options: RelayLinkOptions = { store, desk, jobKey, clock: systemClock, random: systemRandom, log: log(), group: 'default', patience: { pickUp: 5_000, pickUpFromNobody: 2_000, step: 5_000 } };
    const { routes, ...link } = createRelayLink(options);
    const { url, close } = await serveRoutes(routes);
    return { store, desk, link, options, url, close: () => close().then(() => desk.close()).then(() => store.close()) };
  }
  const bot = (n: number): BotProcess => bots[n] ?? assert.fail();
  const linkTo = (n: number, relayId: string): BotLink => createBotLink({ url: bot(n).url, relayId, privateKey: relayKey.privateKey, nextCounter: () => (counter += 1), clock: systemClock });
  const enrolled = async (n: number): Promise<string> => {
    const { secret } = readEnrolmentToken((await inviteRelay(bot(n).options, ABOUT.host)).token) ?? assert.fail();
    const { relayId } = await linkTo(n === 0 ? 1 : 0, 'enrolling').enrol({ secret, group: 'default', publicKey: relayKey.publicJwk, ...ABOUT });
    const at = systemClock.now().toISOString();
    await bot(n).store.confirmRelay((await bot(n).store.relay(relayId)) ?? assert.fail(), { confirmations: [], confirmedAt: at }, { event: 'relay.confirmed', at, actor: null, planId: null, rule: null, facts: {} });
    return relayId;
  };
  const poll = (n: number, relayId: string, runJob: (job: RelayJob) => Promise<RelayAnswer>): void => {
    polling = longPoll({ link: linkTo(n, relayId), relayId, botKey, hello: ABOUT, runJob, log: log(), pause: { first: 5, longest: 20 } }, stop.signal);
  };

  beforeEach(async () => {
    const server = await postgres().database();
    bots = [await startBot(server), await startBot(server)];
    stop = new AbortController();
  });
  afterEach(async () => {
    stop.abort();
    await polling;
    await Promise.all(bots.map((each) => each.close()));
  });

  it('takes a token of one bot to the other, and a step of one bot from the other; the answer comes back', async () => {
    const relayId = await enrolled(0);
    const ran: string[] = [];
    poll(0, relayId, async (job) => {
      ran.push(job.jobId);
      return { kind: 'step', jobId: job.jobId, result: { is: 'applied', found: { proxyAddresses: ['SMTP:a@b'] } } };
    });
    const plan = planWith([REPAIR_PREFIX]);
    const answer = await bot(1).link.step(stepJob(plan, { jobId: 'job-b' }));
    assert.deepEqual(answer, { kind: 'step', jobId: 'job-b', result: { is: 'applied', found: { proxyAddresses: ['SMTP:a@b'] } } });
    assert.deepEqual(ran, ['job-b']);
    assert.deepEqual((await bot(1).link.relays()).map(({ host }) => host), ['relay-host']);
  });

  it('carries forty readings of both bots side by side', async () => {
    poll(0, await enrolled(0), async (job) => ({ kind: 'read', jobId: job.jobId, fragment: { forests: [], unread: [] } }));
    const all = await Promise.all(Array.from({ length: 40 }, (_, n) => bot(n % 2).link.read({ reading: 'ad.holders', version: 1, params: { anchors: [], addresses: [] } })));
    assert.deepEqual(all.flatMap(({ unread }) => unread), []);
  });

  it('brings the parts of a list to either bot, and whoever asked reads them in order while the other one is asked as well', async () => {
    const relayId = await enrolled(0);
    const DOMAINS = [DOMAIN, 'DC=fabrikam,DC=com'] as const;
    const site = { directories: DOMAINS.map((baseDn) => ({ forest: baseDn, baseDn, directory: longDirectory(700).directory })) };
    let turn = 0;
    const link: BotLink = { ...linkTo(0, relayId), part: (...given) => linkTo((turn += 1) % 2, relayId).part(...given) };
    const lists = { clock: systemClock, send: (job: ListJob, signal: AbortSignal) => sendList({ site, policy: {}, clock: systemClock, log: log() }, job, { link, signal }) };
    polling = longPoll({ link, relayId, botKey, hello: ABOUT, runJob: () => assert.fail(), lists, log: log(), pause: { first: 5, longest: 20 } }, stop.signal);
    const expected = Array.from({ length: 700 }, (_, n) => personAt(n).dn);
    const ask = async (n: number, domain: string): Promise<void> => {
      const parts = await Array.fromAsync(bot(n).link.list({ reading: 'ad.objects', version: 1, params: { domain, below: [], classes: ['user'], attributes: ['mail'] } }));
      assert.deepEqual(parts.flatMap(({ entries }) => entries.map(({ dn }) => dn)), expected);
    };
    await Promise.all([ask(0, DOMAINS[0]), ask(1, DOMAINS[1])]);
    assert.ok(turn >= 28, `${turn} parts were sent`);
  });

  it('is told that there is no answer when the relay says hello to the other bot with a step in hand', async () => {
    const relayId = await enrolled(0);
    const leased = linkTo(0, relayId).lease({ kind: 'step', free: 1 });
    const stepped = bot(1).link.step(stepJob(planWith([REPAIR_PREFIX])));
    assert.equal((await leased).jobs.length, 1);
    await linkTo(1, relayId).hello(ABOUT);
    assert.equal((await stepped).kind, 'no-answer');
  });

  it('has each of its requests taken once, whichever bot a copy is sent to', async () => {
    const relayId = await enrolled(0);
    const body = JSON.stringify(ABOUT);
    const headers = signRequest({ relayId, method: 'POST', path: '/relay/v1/hello', body, time: new Date().toISOString(), counter: (counter += 1) }, relayKey.privateKey);
    const send = (n: number) => fetch(`${bot(n).url}/relay/v1/hello`, { method: 'POST', body, headers: { ...headers, 'content-type': 'application/json' } }).then(({ status }) => status);
    assert.deepEqual([await send(0), await send(1), await send(0)], [200, 401, 401]);
    const atOnce = signRequest({ relayId, method: 'POST', path: '/relay/v1/hello', body, time: new Date().toISOString(), counter: (counter += 1) }, relayKey.privateKey);
    const statuses = await Promise.all(Array.from({ length: 10 }, (_, n) => fetch(`${bot(n % 2).url}/relay/v1/hello`, { method: 'POST', body, headers: { ...atOnce, 'content-type': 'application/json' } }).then(({ status }) => status)));
    assert.equal(statuses.filter((status) => status === 200).length, 1);
    const refused = (await bot(0).store.auditTrail(0, 100)).filter(({ event }) => event.event === 'relay.refused');
    assert.deepEqual([...new Set(refused.map(({ event }) => event.facts['refusal']))], ['replayed']);
    assert.equal(refused.length, 11);
  });
});
