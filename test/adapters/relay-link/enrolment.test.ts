import assert from 'node:assert/strict';
import sinon from 'sinon';
import { BotLinkError, createBotLink, type KeyedLink } from '../../../src/adapters/bot-link/bot-link.ts';
import { inviteRelay } from '../../../src/adapters/relay-link/enrol.ts';
import { createRelayLink } from '../../../src/adapters/relay-link/relay-link.ts';
import { systemClock } from '../../../src/adapters/system/system-clock.ts';
import { systemRandom } from '../../../src/adapters/system/system-random.ts';
import { readEnrolmentToken } from '../../../src/protocol/enrolment-token.ts';
import { linkKeyOf, newPrivateKeyPem, type LinkKey } from '../../../src/protocol/keys.ts';
import { proveRotation } from '../../../src/protocol/sign-rotation.ts';
import { planWith, REPAIR_PREFIX, stepJob } from '../../ports/relay-jobs.ts';
import { confirm, relayStore, type RelayStore } from '../../ports/relay-store.ts';
import { serveRoutes } from '../../ports/serve-routes.ts';

const ABOUT = { host: 'SYNC01', version: '0.1.0', policyHash: 'abc', readOnly: false, seals: {} };
const key = (): LinkKey => linkKeyOf(newPrivateKeyPem()) ?? assert.fail();
const DAY_MS = 24 * 60 * 60_000;

describe('a relay at the door of the bot', () => {
  const jobKey = key();
  let store: RelayStore;
  let link: ReturnType<typeof createRelayLink>;
  let server: Awaited<ReturnType<typeof serveRoutes>>;
  let options: Parameters<typeof createRelayLink>[0];
  let counter = 0;
  /** How far the clocks of both have been put on. */
  let ahead = 0;
  const clock = { ...systemClock, now: () => new Date(Date.now() + ahead) };

  beforeEach(async () => {
    ahead = 0;
    store = relayStore();
    options = { store, jobKey, clock, random: systemRandom, log: { info: sinon.fake(), warn: sinon.fake(), error: sinon.fake() }, group: 'default', patience: { pickUp: 3_000, pickUpFromNobody: 50, step: 3_000, reading: 500 } };
    link = createRelayLink(options);
    server = await serveRoutes(link.routes);
  });
  afterEach(() => server.close());

  const linkOf = (relayId: string, own: LinkKey): KeyedLink => createBotLink({ url: server.url, relayId, privateKey: own.privateKey, nextCounter: () => (counter += 1), clock });
  const secretFor = async (host: string): Promise<string> => (readEnrolmentToken((await inviteRelay(options, host)).token) ?? assert.fail()).secret;
  const enrolWith = async (own: LinkKey, secret: string, change: object = {}): Promise<string> => (await linkOf('enrolling', own).enrol({ secret, group: 'default', publicKey: own.publicJwk, ...ABOUT, ...change })).relayId;
  const confirmed = async (own: LinkKey): Promise<string> => confirm(store, await enrolWith(own, await secretFor('sync01')));
  const fault = (promise: Promise<unknown>): Promise<unknown> => promise.then(() => 'let in', (error: unknown) => (error instanceof BotLinkError ? error.fault : 'bug'));
  const refusals = (): readonly unknown[] => store.events.filter(({ event }) => event === 'relay.refused').map(({ facts }) => facts['refusal']);
  const proofOf = (relayId: string, next: LinkKey, by = next) => ({ publicKey: next.publicJwk, proof: proveRotation({ relayId, fingerprint: next.fingerprint }, by.privateKey) });
  const row = (relayId: string) => store.rows.get(relayId) ?? assert.fail();

  it('is enrolled by the token for its machine, and by no other; the token stays good for the right one', async () => {
    const secret = await secretFor('sync01.corp.contoso.com');
    const thief = key();
    assert.equal(await fault(enrolWith(thief, secret, { host: 'EVIL' })), 'refused');
    assert.equal(await fault(enrolWith(thief, secret, { group: 'other' })), 'refused');
    const relayId = await enrolWith(key(), secret);
    assert.equal(row(relayId).confirmedAt, null);
    assert.equal(await fault(enrolWith(thief, secret)), 'refused', 'the same token again');
    assert.deepEqual(refusals(), ['other-host', 'other-group', 'token-not-valid']);
    assert.deepEqual(store.events.filter(({ event }) => event !== 'relay.refused').map(({ event }) => event), ['relay.invited', 'relay.enrolled']);
  });

  it('may say hello but is given neither a reading nor a step before it is confirmed, and is served soon after', async () => {
    const own = key();
    const relayId = await enrolWith(own, await secretFor('sync01'));
    assert.deepEqual(await linkOf(relayId, own).hello(ABOUT), {});
    const leased = (['read', 'step'] as const).map((kind) => linkOf(relayId, own).lease({ kind, free: 1 }));
    const reading = await link.read({ reading: 'ad.subject', version: 1, params: { name: 'jsmith' } });
    assert.match(reading.unread[0]?.detail ?? '', /not been confirmed by two approvers/);
    assert.equal((await link.step(stepJob(planWith([REPAIR_PREFIX])))).kind, 'no-relay');
    assert.deepEqual(await link.relays(), []);
    confirm(store, relayId);
    const stepped = link.step(stepJob(planWith([REPAIR_PREFIX])));
    const { jobs } = (await leased[1]) ?? assert.fail();
    assert.equal(jobs.length, 1);
    await link.giveUp(relayId);
    assert.equal((await stepped).kind, 'no-answer');
    store.rows.delete(relayId);
  });

  it('is shut out when it is revoked, even from a lease that the bot holds for it; what it holds is given up', async () => {
    const own = key();
    const relayId = await confirmed(own);
    const leased = linkOf(relayId, own).lease({ kind: 'step', free: 1 });
    await systemClock.sleep(100);
    store.rows.set(relayId, { ...row(relayId), revokedAt: clock.now().toISOString() });
    const stepped = await link.step(stepJob(planWith([REPAIR_PREFIX])));
    assert.deepEqual(stepped, { kind: 'no-relay', says: 'the job was not handed out: the relay has been revoked' });
    assert.deepEqual(await leased, { jobs: [] });
    for (const asked of [linkOf(relayId, own).hello(ABOUT), linkOf(relayId, own).lease({ kind: 'read', free: 1 }), linkOf(relayId, own).rotate(proofOf(relayId, key()))]) assert.equal(await fault(asked), 'refused');
    assert.equal(await fault(enrolWith(own, await secretFor('sync01'))), 'refused', 'a revoked key comes back');
    assert.deepEqual(refusals(), ['revoked', 'revoked', 'revoked', 'key-revoked']);
  });

  it('changes its key, is known by both for a day and then by the new one only', async () => {
    const [own, next] = [key(), key()];
    const relayId = await confirmed(own);
    await linkOf(relayId, own).rotate(proofOf(relayId, next));
    await linkOf(relayId, own).hello(ABOUT);
    await linkOf(relayId, next).hello(ABOUT);
    await linkOf(relayId, own).rotate(proofOf(relayId, next));
    await linkOf(relayId, next).rotate(proofOf(relayId, next));
    assert.notEqual(row(relayId).confirmedAt, null, 'the old key vouches for the new one');
    ahead = DAY_MS + 1_000;
    assert.equal(await fault(linkOf(relayId, own).hello(ABOUT)), 'refused');
    await linkOf(relayId, next).hello(ABOUT);
    const rotated = store.events.filter(({ event }) => event === 'relay.rotated');
    assert.deepEqual(rotated.map(({ facts }) => [facts['from'], facts['to']]), [[own.fingerprint, next.fingerprint]]);
  });

  it('is not given a key that it has not, that another has, or that was in use before', async () => {
    const [own, foreign, next] = [key(), key(), key()];
    const relayId = await confirmed(own);
    const otherId = await confirmed(foreign);
    for (const attempt of [proofOf(relayId, next, own), proofOf(otherId, next), { ...proofOf(relayId, next), publicKey: foreign.publicJwk }, { ...proofOf(relayId, next), proof: 'A'.repeat(86) }, proofOf(relayId, foreign)]) {
      assert.equal(await fault(linkOf(relayId, own).rotate(attempt)), 'refused');
    }
    assert.equal(await fault(linkOf(relayId, foreign).rotate(proofOf(relayId, next))), 'refused');
    assert.equal(await fault(linkOf(relayId, own).rotate({ publicKey: 'no key', proof: 'A'.repeat(86) })), 'malformed');
    assert.equal(row(relayId).publicKey, own.publicJwk);
    await linkOf(relayId, own).rotate(proofOf(relayId, next));
    assert.equal(await fault(linkOf(relayId, next).rotate(proofOf(relayId, own))), 'refused');
    assert.equal(await fault(linkOf(relayId, own).rotate(proofOf(relayId, key()))), 'refused', 'the superseded key vouches');
    assert.deepEqual(refusals(), ['key-not-proven', 'key-not-proven', 'key-not-proven', 'key-not-proven', 'key-used-before', 'bad-signature', 'malformed', 'key-used-before', 'superseded-key']);
  });

  it('cannot change its key while people compare the one that it brought', async () => {
    const own = key();
    const relayId = await enrolWith(own, await secretFor('sync01'));
    assert.equal(await fault(linkOf(relayId, own).rotate(proofOf(relayId, key()))), 'refused');
    assert.deepEqual(refusals(), ['unconfirmed']);
  });

  it('is told that somebody wants a new key, at hello and with a lease, until it has one', async () => {
    const [own, next] = [key(), key()];
    const relayId = await confirmed(own);
    store.rows.set(relayId, { ...row(relayId), rotationWanted: true });
    assert.deepEqual(await linkOf(relayId, own).hello(ABOUT), { rotate: true });
    const leased = linkOf(relayId, own).lease({ kind: 'step', free: 1, speaks: 2, serves: { domains: ['DC=corp,DC=contoso,DC=com'], syncServers: [] } });
    void link.step(stepJob(planWith([REPAIR_PREFIX])));
    assert.equal((await leased).rotate, true);
    await link.giveUp(relayId);
    const fromOlder = linkOf(relayId, own).lease({ kind: 'step', free: 1 });
    void link.step(stepJob(planWith([REPAIR_PREFIX])));
    assert.equal((await fromOlder).rotate, undefined, 'a relay of the version before would not understand it');
    await link.giveUp(relayId);
    await linkOf(relayId, own).rotate(proofOf(relayId, next));
    assert.deepEqual(await linkOf(relayId, next).hello(ABOUT), {});
  });
});
