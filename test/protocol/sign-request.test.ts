import assert from 'node:assert/strict';
import fc from 'fast-check';
import { linkKeyOf, newPrivateKeyPem, publicKeyOf, type LinkKey } from '../../src/protocol/keys.ts';
import { checkRequest, claimOf, signRequest } from '../../src/protocol/sign-request.ts';

const key = (): LinkKey => linkKeyOf(newPrivateKeyPem()) ?? assert.fail('no key');
const NOW = new Date('2026-11-21T09:00:00.000Z');

describe('a signed request', () => {
  const relay = key();
  const known = { publicKey: publicKeyOf(relay.publicJwk)?.key ?? assert.fail('no public key'), now: NOW };
  const request = { relayId: 'relay-1', method: 'POST', path: '/relay/v1/lease', body: '{"free":8}', time: NOW.toISOString(), counter: 7 };
  const headers = signRequest(request, relay.privateKey);

  it('is recognised', () => {
    const claim = claimOf(headers);
    assert.ok(claim !== null);
    assert.deepEqual(checkRequest(request, claim, known), { ok: true });
  });

  for (const [what, broken] of [
    ['method', { ...request, method: 'PUT' }],
    ['path', { ...request, path: '/relay/v1/result' }],
    ['body', { ...request, body: '{"free":9}' }],
  ] as const) {
    it(`is refused with another ${what}`, () => {
      const claim = claimOf(headers);
      assert.ok(claim !== null);
      assert.deepEqual(checkRequest(broken, claim, known), { ok: false, refusal: 'bad-signature' });
    });
  }

  for (const [header, value] of [['x-syncwhy-relay', 'relay-2'], ['x-syncwhy-time', '2026-11-21T09:00:01.000Z'], ['x-syncwhy-counter', '8']] as const) {
    it(`is refused with another ${header}`, () => {
      const claim = claimOf({ ...headers, [header]: value });
      assert.ok(claim !== null);
      assert.deepEqual(checkRequest(request, claim, known), { ok: false, refusal: 'bad-signature' });
    });
  }

  it('is refused under the key of another relay', () => {
    const claim = claimOf(headers);
    assert.ok(claim !== null);
    const other = publicKeyOf(key().publicJwk)?.key ?? assert.fail();
    assert.deepEqual(checkRequest(request, claim, { ...known, publicKey: other }), { ok: false, refusal: 'bad-signature' });
  });

  for (const [minutes, says] of [[4.9, { ok: true }], [5.1, { ok: false, refusal: 'clock-skew' }], [-5.1, { ok: false, refusal: 'clock-skew' }]] as const) {
    it(`with clocks ${minutes} minutes apart gives ${JSON.stringify(says)}`, () => {
      const claim = claimOf(headers);
      assert.ok(claim !== null);
      assert.deepEqual(checkRequest(request, claim, { ...known, now: new Date(NOW.getTime() + minutes * 60_000) }), says);
    });
  }

  it('whose headers are missing, doubled or malformed makes no claim', () => {
    for (const name of Object.keys(headers)) {
      for (const value of [undefined, '', ['a', 'b'], '\u0000', 'ä'.repeat(100)]) {
        if (name === 'x-syncwhy-signature' && typeof value === 'string') continue;
        assert.equal(claimOf({ ...headers, [name]: value }), null, `${name} = ${JSON.stringify(value)}`);
      }
    }
  });

  it('never passes with a signature made of anything else', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.base64String(), fc.string({ minLength: 86, maxLength: 86 })), (signature) => {
        const claim = claimOf({ ...headers, 'x-syncwhy-signature': signature });
        assert.ok(claim === null || !checkRequest(request, claim, known).ok);
      }),
    );
  });
});

describe('a public key', () => {
  it('is read back with the same fingerprint', () => {
    const one = key();
    assert.equal(publicKeyOf(one.publicJwk)?.fingerprint, one.fingerprint);
    assert.match(one.fingerprint, /^[A-Za-z0-9_-]{43}$/);
  });

  it('is refused when it is anything but a public P-256 key', () => {
    const jwk = key().privateKey.export({ format: 'jwk' });
    for (const text of ['', 'null', '[]', '{}', '{"kty":"oct","k":"AA"}', JSON.stringify(jwk), JSON.stringify({ ...jwk, d: undefined, x: 'AA' })]) assert.equal(publicKeyOf(text), null, text);
  });

  it('never throws for any text', () => {
    fc.assert(fc.property(fc.oneof(fc.string(), fc.json()), (text) => assert.equal(publicKeyOf(text), null)));
  });
});
