import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConfidentialClientApplication } from '@azure/msal-node';
import { BOT_APP_ID, GRAPH_READER_APP_ID, OTHER_TENANT_ID, TENANT_ID } from '../../../lab/company/cast.ts';
import { createTenantDatabase } from '../../../lab/company/tenant-database.ts';
import { startGraphServer } from '../../../lab/servers/graph-server.ts';
import { makeLabCertificates } from '../../../lab/servers/lab-certificates.ts';
import { startLoginServer, type LoginServer } from '../../../lab/servers/login-server.ts';
import { createCredential } from '../../../src/adapters/graph/credential.ts';
import { createGraphClient } from '../../../src/adapters/graph/graph-client.ts';
import { TenantError } from '../../../src/ports/tenant.ts';
import { trustLabCa } from '../../real/trust-lab-ca.ts';

const GRAPH = 'https://graph.microsoft.com';
const SECRET = 'right';

describe('credentials', () => {
  let folder = '';
  let certificateFile = '';
  let login: LoginServer;
  let graph: Awaited<ReturnType<typeof startGraphServer>>;

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'syncwhy-credential-'));
    const made = (name: string): string => join(folder, name);
    execFileSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', '/CN=graph reader', '-keyout', made('key.pem'), '-out', made('cert.pem')], { stdio: 'ignore' });
    const certificatePem = readFileSync(made('cert.pem'), 'utf8');
    certificateFile = made('both.pem');
    writeFileSync(certificateFile, `${readFileSync(made('key.pem'), 'utf8')}${certificatePem}`);
    const certificates = await makeLabCertificates();
    trustLabCa(certificates.caPem);
    login = await startLoginServer({ certificates, clients: [{ clientId: GRAPH_READER_APP_ID, secret: SECRET, certificatePem, tenantId: TENANT_ID }, { clientId: BOT_APP_ID, secret: SECRET }] });
    const clock = { now: () => new Date() };
    graph = await startGraphServer({ state: createTenantDatabase({ clock }), certificates, clock, tokens: login });
  });
  after(async () => {
    await Promise.all([login.close(), graph.close()]);
    rmSync(folder, { recursive: true, force: true });
  });

  const credential = (given: { readonly secret?: string; readonly certificateFile?: string; readonly clientId?: string; readonly tenantId?: string }) =>
    createCredential({ authorityHost: login.url, tenantId: TENANT_ID, clientId: GRAPH_READER_APP_ID, ...given });

  it('sign in with a secret, and keep the token', async () => {
    const own = credential({ secret: SECRET });
    const before = login.issued();
    const first = await own.getToken(`${GRAPH}/.default`);
    await own.getToken(`${GRAPH}/.default`);
    assert.equal((await login.verify(first?.token ?? '', GRAPH))?.appId, GRAPH_READER_APP_ID);
    assert.equal(login.issued(), before + 1);
  });

  it('sign in with a certificate', async () => {
    const token = await credential({ certificateFile }).getToken(`${GRAPH}/.default`);
    assert.ok((await login.verify(token?.token ?? '', GRAPH))?.roles.includes('User.Read.All'));
  });

  const refusals: readonly { readonly of: string; readonly given: Parameters<typeof credential>[0]; readonly code: RegExp }[] = [
    { of: 'a wrong secret', given: { secret: 'wrong' }, code: /AADSTS7000215/ },
    { of: 'an unknown application', given: { secret: SECRET, clientId: '0b07a991-0000-4c2d-8e3f-5a6b7c8d9e00' }, code: /AADSTS700016/ },
    { of: 'the wrong tenant', given: { secret: SECRET, tenantId: OTHER_TENANT_ID }, code: /AADSTS700016/ },
  ];
  for (const { of, given, code } of refusals) {
    it(`say that the sign-in was refused for ${of}, by its code and without the secret`, async () => {
      const client = createGraphClient({ endpoint: graph.url, credential: credential(given) });
      await assert.rejects(client.get('/domains?$select=id'), (error) => error instanceof TenantError && error.fault === 'access-denied' && code.test(error.message) && !error.message.includes('wrong'));
    });
  }

  it('say that the login server cannot be reached', async () => {
    const lost = createCredential({ authorityHost: 'https://localhost:9', tenantId: TENANT_ID, clientId: GRAPH_READER_APP_ID, secret: SECRET });
    await assert.rejects(createGraphClient({ endpoint: graph.url, credential: lost }).get('/domains?$select=id'), (error) => error instanceof TenantError && error.fault === 'refused' && /login server could not be reached/.test(error.message));
  });

  it('leave no doubt about a write when the sign-in fails', async () => {
    const before = login.issued();
    const client = createGraphClient({ endpoint: graph.url, credential: credential({ secret: 'wrong' }) });
    await assert.rejects(client.patch('/users/a0a0a0a0-0001-4f6e-8d5c-4b3a29180701', { usageLocation: 'GB' }), (error) => error instanceof TenantError && error.fault === 'access-denied');
    assert.equal(login.issued(), before);
  });

  it('need a secret or a certificate', () => assert.throws(() => credential({}), /neither a secret nor a certificate/));

  it('serve the Bot Framework as well: MSAL with a known authority gets a token for the channel', async () => {
    const application = new ConfidentialClientApplication({
      auth: { clientId: BOT_APP_ID, clientSecret: SECRET, authority: `${login.url}/${TENANT_ID}`, knownAuthorities: [new URL(login.url).host] },
    });
    const token = await application.acquireTokenByClientCredential({ scopes: ['https://api.botframework.com/.default'] });
    const found = await login.verify(token?.accessToken ?? '', 'https://api.botframework.com');
    assert.deepEqual(found, { appId: BOT_APP_ID, roles: [], audience: 'https://api.botframework.com' });
    assert.equal(await login.verify(token?.accessToken ?? '', GRAPH), null);
  });
});
