import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { exportJWK, exportSPKI, importJWK, SignJWT, UnsecuredJWT, type JWK } from 'jose';
import { makeLabCertificates } from '../../lab/servers/lab-certificates.ts';
import type { LoginServer } from '../../lab/servers/login-server.ts';
import { APPROVER, type StepJob } from '../ports/relay-jobs.ts';
import { trustLabCa } from '../real/trust-lab-ca.ts';
import { approverSeal, claimsFor, openSealedRelay, requesterSeal, sealedJob, sealingOf, startTenant, tokensOf, type Claims, type SealedRelay } from './sealed-jobs.ts';

describe('the keys by which a relay reads seals', () => {
  let login: LoginServer;
  let relay: SealedRelay;
  before(async () => {
    login = await startTenant();
  });
  after(() => login.close());
  beforeEach(() => {
    relay = openSealedRelay(login);
  });
  afterEach(() => relay.close());

  describe('takes the word of no key but the published ones:', () => {
    const claims = (): Claims => claimsFor(login, { oid: APPROVER, role: 'approver', at: '09:00:50' });
    const published = async (): Promise<JWK> => (JSON.parse(await (await fetch(`${login.url}/x/discovery/v2.0/keys`)).text()) as { keys: JWK[] }).keys[0] ?? assert.fail();
    const with_ = async (idToken: string): Promise<StepJob> => sealedJob([await requesterSeal(login), { role: 'approver', verdict: 'approve', idToken }]);

    it('a changed claim breaks the signature', async () => {
      const [head, , signature] = (await approverSeal(login)).idToken.split('.');
      const body = Buffer.from(JSON.stringify({ ...claims(), name: 'x' })).toString('base64url');
      await relay.refuses(await with_([head, body, signature].join('.')), /signature of the tenant/);
    });
    it('no signature at all (alg none)', async () => relay.refuses(await with_(new UnsecuredJWT({ ...claims() }).encode()), /RS256 with a key id/));
    it('the public key as a shared secret (HS256)', async () => {
      const jwk = await published();
      const key = await importJWK(jwk, 'RS256', { extractable: true });
      const pem = key instanceof Uint8Array ? assert.fail() : await exportSPKI(key);
      await relay.refuses(await with_(await new SignJWT({ ...claims() }).setProtectedHeader({ alg: 'HS256', kid: jwk.kid ?? '' }).sign(Buffer.from(pem))), /RS256 with a key id/);
    });
    it('a key that nobody published, under a name of its own or under a good one, brought along or not', async () => {
      const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
      const own = await exportJWK(publicKey);
      for (const [header, why] of [
        [{ kid: 'mine' }, /does not publish/],
        [{ kid: 'mine', jwk: own, jku: 'https://127.0.0.1:1/keys' }, /does not publish/],
        [{ kid: (await published()).kid ?? '', jwk: own }, /signature of the tenant/],
      ] as const) await relay.refuses(await with_(await new SignJWT({ ...claims() }).setProtectedHeader({ alg: 'RS256', ...header }).sign(privateKey)), why);
    });
    it('without a key id, with rubbish, with nothing', async () => {
      for (const token of ['', 'x', 'a.b.c', '..', 'e30.e30.']) await relay.refuses(await with_(token), /RS256 with a key id/);
    });
    it('the keys cannot be had', async () => {
      const sealing = sealingOf(login, { openIdConfiguration: `https://localhost:1/5c1f0e2a-7d34-4b8e-9a61-0d2f4c6b8a10/v2.0/.well-known/openid-configuration` });
      await relay.refuses(await relay.goodJob(), /keys of the tenant could not be read from https:\/\/localhost:1/, relay.worldWith(sealing));
    });
  });

  describe('asks the provider with care:', () => {
    it('a new key is found, but unknown ones do not become a flood', async () => {
      await relay.runs(await relay.goodJob());
      const rolled = await startTenant();
      try {
        const tokens = tokensOf(sealingOf(rolled), relay.clock);
        assert.equal((await tokens.read((await approverSeal(rolled)).idToken)).is, 'signed');
        await rolled.rollKey();
        const later = (await approverSeal(rolled)).idToken;
        assert.equal((await tokens.read(later)).is, 'not-signed');
        relay.clock.forward(5 * 60_000);
        assert.equal((await tokens.read(later)).is, 'signed');
      } finally {
        await rolled.close();
      }
    });

    it('kept keys go on for a day while the provider is away, and not longer', async () => {
      const away = await startTenant();
      const tokens = tokensOf(sealingOf(away), relay.clock);
      const { idToken } = await approverSeal(away);
      assert.equal((await tokens.read(idToken)).is, 'signed');
      await away.close();
      relay.clock.forward(23 * 60 * 60_000);
      assert.equal((await tokens.read(idToken)).is, 'signed');
      relay.clock.forward(2 * 60 * 60_000);
      assert.equal((await tokens.read(idToken)).is, 'unavailable');
    });

    it('a token that is longer than any the tenant makes is not even read', async () => {
      assert.equal((await tokensOf(sealingOf(login), relay.clock).read((await approverSeal(login, { filler: 'x'.repeat(20_000) })).idToken)).is, 'not-signed');
    });

    const genuine = (url: string): object => ({ issuer: `${url}/5c1f0e2a-7d34-4b8e-9a61-0d2f4c6b8a10/v2.0`, jwks_uri: `${url}/keys` });
    for (const [what, status, metadata, reads] of [
      ['is as it should be', 200, genuine, false],
      ['names another issuer', 200, (url: string) => ({ ...genuine(url), issuer: 'https://login.example.com' }), true],
      ['keeps its keys at another host', 200, (url: string) => ({ ...genuine(url), jwks_uri: `${login.url}/x/discovery/v2.0/keys` }), true],
      ['answers without end', 200, (url: string) => ({ ...genuine(url), filler: 'x'.repeat(600_000) }), true],
      ['answers with an error', 500, genuine, true],
    ] as const) {
      it(`a provider that ${what} is ${reads ? 'not ' : ''}believed`, async () => {
        const certificates = await makeLabCertificates();
        trustLabCa(certificates.caPem);
        const keys = await (await fetch(`${login.url}/x/discovery/v2.0/keys`)).text();
        let url = '';
        const server = createServer({ cert: certificates.certPem, key: certificates.keyPem }, (request, response) => response.writeHead(request.url === '/keys' ? 200 : status).end(request.url === '/keys' ? keys : JSON.stringify(metadata(url))));
        await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
        url = `https://localhost:${(server.address() as AddressInfo).port}`;
        try {
          const sealing = sealingOf(login, { openIdConfiguration: `${url}/5c1f0e2a-7d34-4b8e-9a61-0d2f4c6b8a10/v2.0/.well-known/openid-configuration` });
          // The tokens are of the other provider: with its keys read, it is the issuer in them that is wrong.
          await relay.refuses(await relay.goodJob(), reads ? /could not be read/ : /issued by somebody else/, relay.worldWith(sealing));
        } finally {
          server.closeAllConnections();
          server.close();
        }
      });
    }
  });
});
