import assert from 'node:assert/strict';
import { createLocalJWKSet, decodeJwt, decodeProtectedHeader, jwtVerify } from 'jose';
import type { JSONWebKeySet } from 'jose';
import { startOpenIdServer } from '../../lab/servers/openid-server.ts';
import type { BotTokenRequest, OpenIdServer } from '../../lab/servers/openid-server.ts';

const GOOD: BotTokenRequest = { audience: 'the-bot', serviceUrl: 'https://127.0.0.1/emea/' };

describe('the OpenID server of the lab', () => {
  let server: OpenIdServer;
  let keys: JSONWebKeySet;
  const read = async (url: string): Promise<unknown> => (await fetch(url)).json();
  const verify = async (request: BotTokenRequest): ReturnType<typeof jwtVerify> =>
    jwtVerify(await server.signBotToken(request), createLocalJWKSet(keys), { issuer: 'https://api.botframework.com', audience: 'the-bot' });

  before(async () => {
    server = await startOpenIdServer();
    const metadata = (await read(server.metadataUrl)) as { issuer: string; jwks_uri: string };
    assert.equal(metadata.issuer, 'https://api.botframework.com');
    keys = (await read(metadata.jwks_uri)) as JSONWebKeySet;
  });
  after(() => server.close());

  it('publishes one key that is endorsed for Teams, and no private part', () => {
    assert.deepEqual(keys.keys.map((key) => (key as { endorsements?: string[] }).endorsements), [['msteams'], ['webchat'], undefined]);
    assert.equal(keys.keys.some((key) => 'd' in key), false);
  });

  it('signs a good token', async () => {
    const { payload } = await verify(GOOD);
    assert.equal(payload['serviceurl'], 'https://127.0.0.1/emea/');
  });

  const bad: readonly (readonly [string, Partial<BotTokenRequest>, RegExp])[] = [
    ['an expired token', { expiresIn: -400 }, /"exp"/],
    ['a token of tomorrow', { notBefore: 86_400, expiresIn: 90_000 }, /"nbf"/],
    ['a token for somebody else', { audience: 'another-bot' }, /"aud"/],
    ['a token of another issuer', { issuer: 'https://sts.windows.net/x/' }, /"iss"/],
    ['a token of an unpublished key', { key: 'unpublished' }, /no applicable key/],
    ['an unsigned token', { algorithm: 'none' }, /alg/i],
  ];
  for (const [what, change, reason] of bad) {
    it(`makes ${what} on request`, () => assert.rejects(verify({ ...GOOD, ...change }), reason));
  }

  it('makes a wrong signature under a published key id', () =>
    assert.rejects(verify({ ...GOOD, key: 'unpublished', kid: server.keyIds.endorsed }), /signature verification failed/));

  it('makes tokens without service address, and of keys not endorsed for Teams', async () => {
    assert.equal('serviceurl' in decodeJwt(await server.signBotToken({ ...GOOD, serviceUrl: null })), false);
    assert.equal(decodeProtectedHeader(await server.signBotToken({ ...GOOD, key: 'other-channel' })).kid, server.keyIds['other-channel']);
  });
});
