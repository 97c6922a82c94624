import assert from 'node:assert/strict';
import dns from 'node:dns';
import sinon from 'sinon';
import { createCredential } from '../../../src/adapters/graph/credential.ts';
import { openVaultKey } from '../../../src/adapters/key-vault/open-vault-key.ts';
import { NotSigned, type JobSigner } from '../../../src/ports/job-signer.ts';
import { NotReady } from '../../../src/ports/not-ready.ts';
import { publicKeyOf, textIsSigned } from '../../../src/protocol/keys.ts';
import { jobIsSigned, signJob } from '../../../src/protocol/sign-job.ts';
import { startKeyVaultServer, type KeyVaultServer, type LabVaultKey, type VaultFault } from '../../../lab/servers/key-vault-server.ts';
import { makeLabCertificates, type LabCertificates } from '../../../lab/servers/lab-certificates.ts';
import { startLoginServer, type LoginServer } from '../../../lab/servers/login-server.ts';
import { planWith, REPAIR_PREFIX, stepJob } from '../../ports/relay-jobs.ts';
import { trustLabCa } from '../../real/trust-lab-ca.ts';

const HOST = 'contoso.vault.localhost';
const TENANT_ID = '5c1f0e2a-7d34-4b8e-9a61-0d2f4c6b8a10';
const SIGNER = '0b07a991-4444-4c2d-8e3f-5a6b7c8d9e04';
const STRANGER = '0b07a991-5555-4c2d-8e3f-5a6b7c8d9e05';
const SECRET = 'a secret of the pretend tenant';
const NOW = new Date('2026-11-21T14:00:00Z');
const VERSION = 'a'.repeat(32);
/** Far from the clock on the wall, by which Microsoft's own package judges. */
const EXPIRES = Date.parse('2096-11-22T00:00:00Z') / 1000;

const key = (name: string, rest: Partial<LabVaultKey> = {}): LabVaultKey => ({ name, version: VERSION, ...rest });
const KEYS: readonly LabVaultKey[] = [
  key('jobs', { exp: EXPIRES }), key('jobs', { version: 'b'.repeat(32) }), key('hardware', { kty: 'EC-HSM' }),
  key('rsa', { kty: 'RSA' }), key('other-curve', { crv: 'P-384' }), key('disabled', { enabled: false }), key('expired', { exp: Date.parse('2026-11-21T13:59:59Z') / 1000 }),
  key('too-early', { nbf: EXPIRES }), key('verify-only', { keyOps: ['verify'] }),
];

describe('the job key in a pretend key vault', () => {
  let certificates: LabCertificates;
  let login: LoginServer;
  let vault: KeyVaultServer;
  let now = NOW;

  before(async () => {
    certificates = await makeLabCertificates([HOST]);
    trustLabCa(certificates.caPem);
    login = await startLoginServer({ certificates, clients: [SIGNER, STRANGER].map((clientId) => ({ clientId, secret: SECRET })) });
    vault = await startKeyVaultServer({ certificates, host: HOST, tenantId: TENANT_ID, login, keys: KEYS, allowed: [SIGNER] });
  });
  after(async () => {
    await Promise.all([vault.close(), login.close()]);
  });
  beforeEach(() => {
    now = NOW;
    vault.requests.length = 0;
    vault.faults.length = 0;
    const lookup = dns.lookup;
    // No name service knows the pretend vault's name.
    sinon.stub(dns, 'lookup').callsFake(((name: string, ...rest: unknown[]): unknown => Reflect.apply(lookup, dns, [name === HOST ? '127.0.0.1' : name, ...rest])) as typeof dns.lookup);
  });
  afterEach(() => sinon.restore());

  const open = (given: { readonly keyName?: string; readonly keyVersion?: string; readonly clientId?: string; readonly secret?: string; readonly vaultUrl?: string } = {}): Promise<JobSigner> => {
    const { keyName = 'jobs', keyVersion = VERSION, clientId = SIGNER, secret = SECRET, vaultUrl = vault.url } = given;
    return openVaultKey({ vaultUrl, keyName, keyVersion, credential: createCredential({ authorityHost: login.url, tenantId: TENANT_ID, clientId, secret }), clock: { now: () => now }, patience: { attempt: 400, whole: 3_000 } });
  };

  it('signs a job that a relay recognises', async () => {
    const signer = await open();
    const { job, signature } = await signJob(stepJob(planWith([REPAIR_PREFIX])), 'relay-1', signer);
    const pinned = publicKeyOf(signer.publicJwk) ?? assert.fail();
    assert.equal(pinned.fingerprint, signer.fingerprint);
    assert.ok(jobIsSigned({ job, signature }, 'relay-1', pinned.key));
    assert.ok(!jobIsSigned({ job, signature }, 'relay-2', pinned.key));
  });

  it('signs with a key in hardware, and many times over', async () => {
    const signer = await open({ keyName: 'hardware' });
    const { key: publicKey } = publicKeyOf(signer.publicJwk) ?? assert.fail();
    const texts = Array.from({ length: 40 }, (_, at) => `text ${at} ü`);
    const signatures = await Promise.all(texts.map((text) => signer.sign(text)));
    for (const [at, text] of texts.entries()) assert.ok(textIsSigned(text, signatures[at] ?? '', publicKey), text);
  });

  it('answers the challenge first, without any content, and then makes one round trip each', async () => {
    const signer = await open();
    await signer.sign('one');
    await signer.sign('two');
    const sent = vault.requests.map(({ what, withToken, octets }) => `${what.split('/')[0]?.trim()}${withToken ? ' with token' : ''}${octets > 0 ? ' with content' : ''}`);
    assert.deepEqual(sent, ['GET', 'GET with token', 'POST', 'POST with token with content', 'POST with token with content']);
  });

  it('uses exactly the version that the configuration names', async () => {
    const [one, other] = await Promise.all([open(), open({ keyVersion: 'b'.repeat(32) })]);
    assert.notEqual(one.fingerprint, other.fingerprint);
  });

  const REFUSED: readonly { readonly title: string; readonly given: Parameters<typeof open>[0]; readonly says: RegExp }[] = [
    { title: 'an RSA key', given: { keyName: 'rsa' }, says: /is no elliptic-curve key P-256 but RSA; make one with the type EC/ },
    { title: 'a key of another curve', given: { keyName: 'other-curve' }, says: /but EC P-384/ },
    { title: 'a disabled key', given: { keyName: 'disabled' }, says: /the key disabled in https:\S+ is disabled/ },
    { title: 'an expired key', given: { keyName: 'expired' }, says: /has expired on 2026-11-21/ },
    { title: 'a key that is not valid yet', given: { keyName: 'too-early' }, says: /is not valid before 2096-11-22/ },
    { title: 'a key that may not sign', given: { keyName: 'verify-only' }, says: /does not permit the operation sign/ },
    { title: 'a key that is not there', given: { keyName: 'nowhere' }, says: /there is no such key or no such version/ },
    { title: 'a version that is not there', given: { keyVersion: 'c'.repeat(32) }, says: /there is no such key or no such version/ },
    { title: 'an application without permission', given: { clientId: STRANGER }, says: /may not use the key, or the key is disabled; it needs the permissions get and sign/ },
    { title: 'a wrong secret', given: { secret: 'wrong' }, says: /refused the sign-in of the application for .* \(AADSTS7000215\)/ },
    { title: 'a vault that is not there', given: { vaultUrl: `https://${HOST}:1` }, says: /could not be reached/ },
  ];
  for (const { title, given, says } of REFUSED) {
    it(`does not start with ${title}, and says so`, async () => {
      await assert.rejects(open(given), (error) => error instanceof NotReady && says.test(error.message) && error.message.startsWith('The job key cannot be used: '), title);
    }).timeout(20_000);
  }

  it('gives its token to no vault that asks for the token of another service', async () => {
    const hostile = await startKeyVaultServer({ certificates, host: HOST, tenantId: TENANT_ID, login, keys: KEYS, allowed: [SIGNER], resource: 'https://graph.microsoft.com' });
    await assert.rejects(open({ vaultUrl: hostile.url }), /what answers at the address of the vault is no key vault/);
    assert.ok(hostile.requests.every(({ withToken }) => !withToken));
    await hostile.close();
  });

  const SURVIVED: readonly { readonly title: string; readonly faults: readonly VaultFault[] }[] = [
    { title: 'one refusal for too many requests', faults: [{ is: 'status', status: 429, retryAfter: 0 }] },
    { title: 'one fault of the service', faults: [{ is: 'status', status: 503 }] },
    { title: 'two of them', faults: [{ is: 'status', status: 500 }, { is: 'status', status: 503 }] },
  ];
  for (const { title, faults } of SURVIVED) {
    it(`signs all the same after ${title}`, async () => {
      const signer = await open();
      await signer.sign('warm');
      vault.faults.push(...faults);
      assert.match(await signer.sign('text'), /^[A-Za-z0-9_-]{86}$/);
    });
  }

  const FAILED: readonly { readonly title: string; readonly faults: readonly VaultFault[]; readonly says: RegExp }[] = [
    { title: 'a service that stays overloaded', faults: Array.from({ length: 9 }, () => ({ is: 'status' as const, status: 429, retryAfter: 0 })), says: /too many requests; it asks to wait/ },
    { title: 'a service that asks to wait longer than a relay waits', faults: Array.from({ length: 9 }, () => ({ is: 'status' as const, status: 429, retryAfter: 600 })), says: /did not answer in time/ },
    { title: 'a permission that was taken away', faults: [{ is: 'status', status: 403 }], says: /may not use the key, or the key is disabled/ },
    { title: 'a service that says nothing', faults: Array.from({ length: 9 }, () => ({ is: 'silence' as const })), says: /did not answer in time|could not be reached/ },
    { title: 'a signature that does not fit', faults: [{ is: 'wrong-signature' }], says: /gave a signature that does not fit the key jobs/ },
  ];
  for (const { title, faults, says } of FAILED) {
    it(`gives no signature in the case of ${title}, and soon says why`, async () => {
      const signer = await open();
      await signer.sign('warm');
      vault.faults.push(...faults);
      const before = Date.now();
      await assert.rejects(signer.sign('text'), (error) => error instanceof NotSigned && says.test(error.message) && !error.message.includes('pretend fault'), title);
      assert.ok(Date.now() - before < 5_000);
    });
  }

  it('signs nothing once the key has expired', async () => {
    const signer = await open();
    now = new Date('2096-11-22T00:00:01Z');
    await assert.rejects(signer.sign('text'), (error) => error instanceof NotSigned && error.message.includes('has expired on 2096-11-22'));
  });
});
