import assert from 'node:assert/strict';
import { createServer } from 'node:https';
import type { Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { OwnCredentialsFactory } from '../../../src/adapters/teams/credentials.ts';
import { OutgoingAdapter } from '../../../src/adapters/teams/outgoing-adapter.ts';
import { customCloud } from '../../../src/chat/clouds.ts';
import type { CloudSettings } from '../../../src/chat/clouds.ts';
import { makeLabCertificates } from '../../../lab/servers/lab-certificates.ts';
import { APP, read, startConnector, TENANT } from './fixtures.ts';

describe('The bot\'s own tokens', () => {
  let authority: Server;
  let cloud: CloudSettings;
  let asked: string[];
  const trusted = getCACertificates('default');

  before(async () => {
    const certificates = await makeLabCertificates();
    setDefaultCACertificates([...trusted, certificates.caPem]);
    authority = createServer({ cert: certificates.certPem, key: certificates.keyPem }, (request, response) => void (async () => {
      const base = `https://localhost:${(authority.address() as AddressInfo).port}/${TENANT}`;
      const body = await read(request);
      asked.push(`${request.method} ${request.url?.split('?')[0]} ${new URLSearchParams(body).get('scope') ?? ''}`.trim());
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(JSON.stringify(request.method === 'POST'
        ? { token_type: 'Bearer', expires_in: 3600, access_token: 'from-the-authority' }
        : { issuer: `${base}/v2.0`, authorization_endpoint: `${base}/oauth2/v2.0/authorize`, token_endpoint: `${base}/oauth2/v2.0/token`, jwks_uri: `${base}/keys` }));
    })());
    await new Promise<void>((resolve) => authority.listen(0, '127.0.0.1', resolve));
    cloud = customCloud({ issuer: 'i', openIdMetadata: 'https://localhost', serviceHosts: ['127.0.0.1'], loginAuthority: `https://localhost:${(authority.address() as AddressInfo).port}`, oauthScope: 'https://api.botframework.com', graphEndpoint: 'https://localhost' });
  });
  beforeEach(() => { asked = []; });
  after(async () => {
    setDefaultCACertificates(trusted);
    await new Promise<void>((resolve) => { authority.close(() => resolve()); authority.closeAllConnections(); });
  });

  it('come from the authority of the cloud, which nobody else is asked about, and are kept', async () => {
    const connector = await startConnector();
    try {
      const client = await new OutgoingAdapter({ appId: APP, tenantId: TENANT, cloud, credentials: { kind: 'secret', secret: 's' } }).connector(connector.url);
      await client.conversations.sendToConversation('19:a', { type: 'message', text: 'one' });
      await client.conversations.sendToConversation('19:a', { type: 'message', text: 'two' });
      assert.deepEqual(connector.calls.map((call) => call.authorization), ['Bearer from-the-authority', 'Bearer from-the-authority']);
      assert.deepEqual(asked, [`GET /${TENANT}/v2.0/.well-known/openid-configuration`, `POST /${TENANT}/oauth2/v2.0/token https://api.botframework.com/.default`]);
    } finally {
      await connector.close();
    }
  });
  it('are never made for another app, and authentication cannot be switched off', async () => {
    const factory = new OwnCredentialsFactory({ appId: APP, tenantId: TENANT, cloud, credentials: { kind: 'token', getToken: () => Promise.resolve('t') } });
    await assert.rejects(factory.createCredentials(TENANT), /another app/u);
    assert.equal(await factory.isAuthenticationDisabled(), false);
  });
  it('are not needed by the SDK to look at anything incoming, because it may not', async () => {
    const adapter = new OutgoingAdapter({ appId: APP, tenantId: TENANT, cloud, credentials: { kind: 'token', getToken: () => Promise.resolve('t') } });
    const activity = { type: 'message', channelId: 'msteams', serviceUrl: cloud.graphEndpoint, from: { id: 'a', name: '' }, conversation: { id: 'a', isGroup: false, conversationType: '', name: '' }, recipient: { id: 'b', name: '' }, text: '', label: '', valueType: '', localTimezone: '', callerId: '', listenFor: [] };
    let ran = false;
    await assert.rejects(adapter.processActivityDirect('Bearer a.b.c', activity, () => { ran = true; return Promise.resolve(); }));
    assert.equal(ran, false);
  });
});
