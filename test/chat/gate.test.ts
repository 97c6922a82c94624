import assert from 'node:assert/strict';
import { customCloud, CLOUDS, isServiceAddress } from '../../src/chat/clouds.ts';
import { createGate } from '../../src/chat/gate.ts';
import type { Unproven } from '../../src/boundary/activity-envelope.ts';
import type { Gate, GateFault } from '../../src/chat/gate.ts';
import { fetchKeysFrom } from '../../src/chat/gate-keys.ts';
import type { ChannelKey } from '../../src/boundary/token-claims.ts';
import type { Clock } from '../../src/ports/clock.ts';
import { startOpenIdServer } from '../../lab/servers/openid-server.ts';
import type { BotTokenRequest, OpenIdServer } from '../../lab/servers/openid-server.ts';

const APP = '0b07a991-1111-4c2d-8e3f-5a6b7c8d9e01';
const TENANT = '5c1f0e2a-7d34-4b8e-9a61-0d2f4c6b8a10';
const OTHER = '9e8d7c6b-5a49-4382-b716-a5f4e3d2c1b0';
const SERVICE = 'http://127.0.0.1:3999/teams/';

const GOOD: Unproven = { channelId: 'msteams', serviceUrl: SERVICE, conversationTenantId: TENANT, channelDataTenantId: TENANT };
const GOOD_TOKEN: BotTokenRequest = { audience: APP, serviceUrl: SERVICE };

const clockAt = (time: () => number): Clock => ({ now: () => new Date(time()), sleep: () => Promise.resolve() });

const BAD_TOKENS: readonly (readonly [name: string, token: Partial<BotTokenRequest>, why: GateFault])[] = [
  ['is for another bot', { audience: OTHER }, 'wrong-audience'],
  ['comes from another issuer', { issuer: 'https://evil.test' }, 'wrong-issuer'],
  ['is an "emulator" token of a foreign tenant', { issuer: `https://sts.windows.net/${OTHER}/`, claims: { tid: OTHER, appid: APP, ver: '1.0' } }, 'wrong-issuer'],
  ['is an "emulator" token of our own tenant', { issuer: `https://login.microsoftonline.com/${TENANT}/v2.0`, claims: { tid: TENANT, azp: APP, ver: '2.0' } }, 'wrong-issuer'],
  ['has expired six minutes ago', { expiresIn: -6 * 60 }, 'expired'],
  ['is valid in ten minutes only', { notBefore: 10 * 60 }, 'not-yet-valid'],
  ['is signed by an unknown key', { key: 'unpublished' }, 'unknown-key'],
  ['is signed by a key endorsed for another channel', { key: 'other-channel' }, 'key-not-endorsed'],
  ['is signed by a key without endorsements', { key: 'unendorsed' }, 'key-not-endorsed'],
  ['is not signed', { algorithm: 'none' }, 'wrong-algorithm'],
  ['names no service address', { serviceUrl: null }, 'service-url-claim-missing'],
  ['names another service address', { serviceUrl: 'http://127.0.0.1:3999/other/' }, 'service-url-differs'],
];

const BAD_ACTIVITIES: readonly (readonly [name: string, change: Partial<Unproven>, why: GateFault])[] = [
  ['names no service address', { serviceUrl: undefined }, 'service-url-missing'],
  ['names another service address', { serviceUrl: 'https://smba.trafficmanager.net/de/' }, 'service-url-differs'],
  ['comes from another channel', { channelId: 'webchat' }, 'other-channel'],
  ['comes from no channel', { channelId: undefined }, 'other-channel'],
  ['comes from another tenant by its conversation', { conversationTenantId: OTHER }, 'other-tenant'],
  ['comes from another tenant by its channel data', { channelDataTenantId: OTHER }, 'other-tenant'],
  ['names no tenant in its conversation', { conversationTenantId: undefined }, 'tenant-missing'],
  ['names no tenant in its channel data', { channelDataTenantId: undefined }, 'tenant-missing'],
];

describe('The gate', () => {
  let openId: OpenIdServer;
  let gate: Gate;
  let refusals: string[] = [];

  const cloud = () => customCloud({ issuer: openId.issuer, openIdMetadata: openId.metadataUrl, serviceHosts: ['127.0.0.1:3999'], loginAuthority: 'https://localhost', oauthScope: 'https://api.botframework.com', graphEndpoint: 'https://localhost' });
  const bearer = async (change: Partial<BotTokenRequest> = {}): Promise<string> => `Bearer ${await openId.signBotToken({ ...GOOD_TOKEN, ...change })}`;

  before(async () => {
    openId = await startOpenIdServer();
    gate = createGate({ appId: APP, tenantId: TENANT, cloud: cloud(), clock: clockAt(Date.now), refused: (rule, why) => void refusals.push(`${rule} ${why}`) });
  });
  beforeEach(() => { refusals = []; });
  after(() => openId.close());

  it('admits a token of the channel for an activity of our tenant', async () => {
    const admission = await gate.admit(await bearer(), GOOD);
    assert.ok(admission.ok);
    assert.equal(admission.claims.serviceUrl, SERVICE);
    assert.deepEqual(refusals, []);
  });
  it('compares tenants without case and forgives a clock that is four minutes off', async () => {
    const admission = await gate.admit(await bearer({ expiresIn: -4 * 60 }), { ...GOOD, conversationTenantId: TENANT.toUpperCase() });
    assert.equal(admission.ok, true);
  });
  for (const [name, token, why] of BAD_TOKENS) {
    it(`refuses a token that ${name}`, async () => {
      const admission = await gate.admit(await bearer(token), GOOD);
      const status = why.startsWith('service') ? 403 : 401;
      assert.deepEqual(admission, { ok: false, status, rule: 'R1', why });
      assert.deepEqual(refusals, [`R1 ${why}`]);
    });
  }
  it('refuses a wrong signature under a known key id', async () => {
    const admission = await gate.admit(await bearer({ key: 'unpublished', kid: openId.keyIds.endorsed }), GOOD);
    assert.deepEqual(admission, { ok: false, status: 401, rule: 'R1', why: 'wrong-signature' });
  });
  for (const header of [undefined, '', 'Bearer', 'Bearer ', 'Bearer abc', 'Basic abc', 'Bearer a.b.c d', `Bearer ${'a'.repeat(20_000)}.b.c`]) {
    it(`refuses the header ${JSON.stringify(header)?.slice(0, 30) ?? 'that is not there'}`, async () => {
      const admission = await gate.admit(header, GOOD);
      assert.deepEqual(admission, { ok: false, status: 401, rule: 'R1', why: 'no-token' });
    });
  }
  it('refuses a header that is no token', async () => {
    assert.deepEqual(await gate.admit('Bearer aaaa.bbbb.cccc', GOOD), { ok: false, status: 401, rule: 'R1', why: 'malformed-token' });
  });
  for (const [name, change, why] of BAD_ACTIVITIES) {
    it(`refuses a good token with an activity that ${name}`, async () => {
      const rule = why.startsWith('service') ? 'R1' : 'R2';
      assert.deepEqual(await gate.admit(await bearer(), { ...GOOD, ...change }), { ok: false, status: 403, rule, why });
    });
  }
  it('refuses a service address that both name but the cloud does not', async () => {
    const serviceUrl = 'https://evil.test/teams/';
    assert.deepEqual(await gate.admit(await bearer({ serviceUrl }), { ...GOOD, serviceUrl }), { ok: false, status: 403, rule: 'R1', why: 'service-host-unknown' });
  });
  it('refuses everything while the keys cannot be had', async () => {
    const deaf = createGate({ appId: APP, tenantId: TENANT, cloud: cloud(), clock: clockAt(Date.now), fetchKeys: () => Promise.reject(new Error('no network')) });
    assert.deepEqual(await deaf.admit(await bearer(), GOOD), { ok: false, status: 401, rule: 'R1', why: 'keys-unavailable' });
  });
  it('refuses metadata that speak for another issuer', async () => {
    await assert.rejects(fetchKeysFrom(openId.metadataUrl, 'https://another.test')(), /unusable/u);
  });
  for (const [appId, tenantId] of [['', TENANT], ['  ', TENANT], [APP, ''], [APP, 'common'], ['not-an-id', TENANT]] as const) {
    it(`cannot be built with app id "${appId}" and tenant id "${tenantId}"`, () => {
      assert.throws(() => createGate({ appId, tenantId, cloud: CLOUDS.public, clock: clockAt(Date.now) }), TypeError);
    });
  }

  describe('keeps keys', () => {
    let asked = 0;
    let now = Date.now();
    let published: readonly ChannelKey[] = [];
    let broken = false;
    const ring = (): Gate => {
      asked = 0;
      now = Date.now();
      broken = false;
      const fetchKeys = async (): Promise<readonly ChannelKey[]> => { asked += 1; if (broken) throw new Error('down'); return published; };
      return createGate({ appId: APP, tenantId: TENANT, cloud: cloud(), clock: clockAt(() => now), fetchKeys });
    };
    before(async () => { published = await fetchKeysFrom(openId.metadataUrl, openId.issuer)(); });

    it('for a day', async () => {
      const keeping = ring();
      for (let turn = 0; turn < 20; turn += 1) assert.equal((await keeping.admit(await bearer(), GOOD)).ok, true);
      assert.equal(asked, 1);
      now += 25 * 60 * 60 * 1000;
      await keeping.admit(await bearer(), GOOD);
      assert.equal(asked, 2);
    });
    it('and asks for an unknown one once in five minutes at most', async () => {
      const keeping = ring();
      await Promise.all(Array.from({ length: 20 }, async () => keeping.admit(await bearer({ key: 'unpublished' }), GOOD)));
      assert.equal(asked, 1);
      now += 6 * 60 * 1000;
      await keeping.admit(await bearer({ key: 'unpublished' }), GOOD);
      await keeping.admit(await bearer({ key: 'unpublished' }), GOOD);
      assert.equal(asked, 2);
    });
    it('and goes on with old ones while the source is down', async () => {
      const keeping = ring();
      await keeping.admit(await bearer(), GOOD);
      broken = true;
      now += 25 * 60 * 60 * 1000;
      assert.equal((await keeping.admit(await bearer({ expiresIn: 26 * 60 * 60 }), GOOD)).ok, true);
      assert.equal(asked, 2);
    });
  });
});

describe('The clouds', () => {
  it('let in their own service hosts by https only', () => {
    assert.equal(isServiceAddress(CLOUDS.public, 'https://smba.trafficmanager.net/emea/'), true);
    for (const address of ['http://smba.trafficmanager.net/', 'https://smba.trafficmanager.net.evil.test/', 'https://user@smba.trafficmanager.net/', 'https://smba.infra.gcc.teams.microsoft.com/', 'nonsense', 'http://127.0.0.1/']) {
      assert.equal(isServiceAddress(CLOUDS.public, address), false, address);
    }
    assert.equal(isServiceAddress(CLOUDS['gcc-high'], 'https://smba.infra.gov.teams.microsoft.us/gcch'), true);
  });
  it('refuse a custom one with a plain address that is not on loopback, or with an empty list of hosts', () => {
    const addresses = { issuer: 'i', openIdMetadata: 'https://a.test', serviceHosts: ['a.test'], loginAuthority: 'https://a.test', oauthScope: 'https://a.test', graphEndpoint: 'https://a.test' };
    assert.equal(customCloud(addresses).name, 'custom');
    assert.throws(() => customCloud({ ...addresses, openIdMetadata: 'http://a.test' }), /openIdMetadata/u);
    assert.throws(() => customCloud({ ...addresses, graphEndpoint: 'ftp://localhost' }), /graphEndpoint/u);
    assert.throws(() => customCloud({ ...addresses, serviceHosts: [] }), /serviceHosts/u);
  });
});
