import assert from 'node:assert/strict';
import sinon from 'sinon';
import { createBotLink } from '../../../src/adapters/bot-link/bot-link.ts';
import { inviteRelay } from '../../../src/adapters/relay-link/enrol.ts';
import type { RelayLinkOptions } from '../../../src/adapters/relay-link/relay-link-options.ts';
import { createRelayLink } from '../../../src/adapters/relay-link/relay-link.ts';
import { systemClock } from '../../../src/adapters/system/system-clock.ts';
import { systemRandom } from '../../../src/adapters/system/system-random.ts';
import { NotSigned } from '../../../src/ports/job-signer.ts';
import { readEnrolmentToken } from '../../../src/protocol/enrolment-token.ts';
import { linkKeyOf, newPrivateKeyPem, publicKeyOf } from '../../../src/protocol/keys.ts';
import { longPoll } from '../../../src/relay/long-poll.ts';
import { planWith, REPAIR_PREFIX, stepJob } from '../../ports/relay-jobs.ts';
import { confirm, relayStore } from '../../ports/relay-store.ts';
import { serveRoutes } from '../../ports/serve-routes.ts';

const ABOUT = { host: 'relay-host', version: '0.1.0', policyHash: 'abc', readOnly: false, seals: {} };
const AWAY = 'the vault did not answer in time for the key jobs';

describe('a link whose key store is away', () => {
  const jobKey = linkKeyOf(newPrivateKeyPem()) ?? assert.fail();
  const relayKey = linkKeyOf(newPrivateKeyPem()) ?? assert.fail();
  let isAway = true;
  let ran: string[] = [];
  const store = relayStore();
  const options: RelayLinkOptions = {
    store, clock: systemClock, random: systemRandom, log: { info: sinon.fake(), warn: sinon.fake(), error: sinon.fake() }, group: 'default', patience: { pickUp: 5_000, pickUpFromNobody: 5_000 },
    jobKey: { ...jobKey, sign: (text) => (isAway ? Promise.reject(new NotSigned(AWAY)) : jobKey.sign(text)) },
  };
  const link = createRelayLink(options);
  const stop = new AbortController();
  let polling: Promise<void> = Promise.resolve();
  let server: Awaited<ReturnType<typeof serveRoutes>>;

  before(async () => {
    server = await serveRoutes(link.routes);
    let counter = 0;
    const botLink = (relayId: string) => createBotLink({ url: server.url, relayId, privateKey: relayKey.privateKey, nextCounter: () => (counter += 1), clock: systemClock });
    const { secret } = readEnrolmentToken((await inviteRelay(options, ABOUT.host)).token) ?? assert.fail();
    const { relayId } = await botLink('enrolling').enrol({ secret, group: 'default', publicKey: relayKey.publicJwk, ...ABOUT });
    confirm(store, relayId);
    const runJob = async (job: { readonly jobId: string; readonly kind: string }) => {
      ran.push(job.jobId);
      return job.kind === 'read' ? { kind: 'read' as const, jobId: job.jobId, fragment: { unread: [] } } : { kind: 'step' as const, jobId: job.jobId, result: { is: 'applied' as const, found: {} } };
    };
    polling = longPoll({ link: botLink(relayId), relayId, botKey: publicKeyOf(jobKey.publicJwk) ?? assert.fail(), hello: ABOUT, runJob, log: options.log, pause: { first: 5, longest: 20 } }, stop.signal);
  });
  after(async () => {
    stop.abort();
    await polling;
    await server.close();
  });
  beforeEach(() => {
    ran = [];
  });

  it('has handed out no step, and says why', async () => {
    assert.deepEqual(await link.step(stepJob(planWith([REPAIR_PREFIX]), { jobId: 'step-1' })), { kind: 'no-relay', says: `the job was not handed out: ${AWAY}` });
    assert.deepEqual(ran, []);
    assert.ok(!store.events.some(({ event }) => event === 'job.sent'));
  });
  it('reads nothing, and says why', async () => {
    const { unread } = await link.read({ reading: 'sync.servers', version: 1, params: { dns: [], anchors: [] } });
    assert.deepEqual(unread, [{ what: 'syncServers', why: 'failed', detail: `the job was not handed out: ${AWAY}` }]);
    assert.deepEqual(ran, []);
  });
  it('goes on when it is back, and the trail names the relay', async () => {
    isAway = false;
    assert.equal((await link.step(stepJob(planWith([REPAIR_PREFIX]), { jobId: 'step-2' }))).kind, 'step');
    assert.deepEqual(ran, ['step-2']);
    const told = store.events.filter(({ event }) => event.startsWith('job.'));
    assert.deepEqual(told.map(({ event, facts }) => [event, facts['jobId'], facts['relayId']]), ['job.sent', 'job.answered'].map((event) => [event, 'step-2', [...store.rows.keys()][0]]));
  });
});
