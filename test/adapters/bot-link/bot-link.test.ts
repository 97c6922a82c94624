import assert from 'node:assert/strict';
import { createServer as createPlain, type Server } from 'node:http';
import { createServer, type Server as SecureServer } from 'node:https';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { gzipSync } from 'node:zlib';
import { BotLinkError, createBotLink, type BotLink } from '../../../src/adapters/bot-link/bot-link.ts';
import type { ForwardProxy } from '../../../src/adapters/bot-link/https-post.ts';
import { systemClock } from '../../../src/adapters/system/system-clock.ts';
import { requestBody } from '../../../src/boundary/request-body.ts';
import { linkKeyOf, newPrivateKeyPem } from '../../../src/protocol/keys.ts';
import { makeLabCertificates } from '../../../lab/servers/lab-certificates.ts';
import { trustLabCa } from '../../real/trust-lab-ca.ts';

interface Heard {
  readonly body: string | null;
  readonly encoding: string | undefined;
}

/** A pretend bot that answers everything with an empty lease. */
async function startBot(certificates: { readonly certPem: string; readonly keyPem: string }) {
  const heard: Heard[] = [];
  const sockets = new Set<Socket>();
  const server: SecureServer = createServer({ cert: certificates.certPem, key: certificates.keyPem }, (request, response) => {
    sockets.add(request.socket);
    void requestBody(request, 100_000).then((body) => {
      heard.push({ body, encoding: request.headers['content-encoding'] });
      response.writeHead(body === null ? 413 : 200, { 'content-type': 'application/json' }).end('{"jobs":[]}');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { heard, sockets, port: portOf(server), close: () => closed(server) };
}

/** A forward proxy that opens tunnels for whoever knows the password; `to` sends every tunnel elsewhere, as an inspecting proxy does. */
async function startProxy({ password, to }: { readonly password?: string; readonly to?: number } = {}) {
  const asked: string[] = [];
  const server = createPlain((_request, response) => response.writeHead(405).end());
  server.on('connect', (request, socket: Socket) => {
    asked.push(request.url ?? '');
    const given = Buffer.from(request.headers['proxy-authorization']?.replace('Basic ', '') ?? '', 'base64').toString();
    if (password !== undefined && given !== `relay:${password}`) {
      socket.end('HTTP/1.1 407 Proxy Authentication Required\r\ncontent-length: 0\r\n\r\n');
      return;
    }
    const [named = '', port] = (request.url ?? '').split(':');
    const host = to === undefined ? named : '127.0.0.1';
    const onward = connect(to ?? Number(port), host, () => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
      onward.pipe(socket).pipe(onward);
    });
    for (const each of [onward, socket]) each.on('error', () => each.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { asked, url: `http://127.0.0.1:${portOf(server)}`, close: () => closed(server) };
}

const portOf = (server: Server | SecureServer): number => (server.address() as AddressInfo).port;
const closed = (server: Server | SecureServer): Promise<void> => new Promise((resolve) => {
  server.closeAllConnections();
  server.close(() => resolve());
});

const KEY = linkKeyOf(newPrivateKeyPem()) ?? assert.fail('no key');
let counter = 0;
const linkTo = (url: string, proxy?: ForwardProxy): BotLink => createBotLink({ url, relayId: 'relay-1', privateKey: KEY.privateKey, nextCounter: () => (counter += 1), clock: systemClock, proxy });
const lease = (link: BotLink) => link.lease({ kind: 'read', free: 1 });

describe('the way from the relay to the bot', () => {
  let bot: Awaited<ReturnType<typeof startBot>>;
  let url: string;
  const open: { close(): Promise<void> }[] = [];
  const proxied = async (options?: Parameters<typeof startProxy>[0]) => {
    const proxy = await startProxy(options);
    open.push(proxy);
    return proxy;
  };

  before(async () => {
    const certificates = await makeLabCertificates();
    trustLabCa(certificates.caPem);
    bot = await startBot(certificates);
    url = `https://localhost:${bot.port}`;
  });
  afterEach(async () => {
    await Promise.all(open.splice(0).map((each) => each.close()));
  });
  after(() => bot.close());

  it('keeps one connection for many requests', async () => {
    bot.sockets.clear();
    const link = linkTo(url);
    for (let at = 0; at < 10; at += 1) await lease(link);
    assert.equal(bot.sockets.size, 1);
  });

  it('packs a long body, which arrives as it was', async () => {
    const link = linkTo(url);
    const says = 'x'.repeat(20_000);
    await link.result({ answer: { kind: 'refused', jobId: 'j', says }, jobHash: 'a'.repeat(64) });
    const heard = bot.heard.at(-1);
    assert.equal(heard?.encoding, 'gzip');
    assert.ok(heard?.body?.includes(says));
    await lease(link);
    assert.equal(bot.heard.at(-1)?.encoding, undefined);
  });

  it('goes through a proxy, with user and password', async () => {
    const proxy = await proxied({ password: 'p@ss:word/ü' });
    assert.deepEqual(await lease(linkTo(url, { url: proxy.url, user: 'relay', password: 'p@ss:word/ü' })), { jobs: [] });
    assert.deepEqual(proxy.asked, [`localhost:${bot.port}`]);
  });

  const FAULTS: readonly { readonly when: string; readonly link: () => Promise<BotLink>; readonly says: RegExp }[] = [
    { when: 'the proxy wants a password', link: async () => linkTo(url, { url: (await proxied({ password: 'x' })).url }), says: /wants another user or password \(407\): set bot\.proxy\.user/ },
    { when: 'the password is wrong', link: async () => linkTo(url, { url: (await proxied({ password: 'x' })).url, user: 'relay', password: 'y' }), says: /407/ },
    { when: 'nothing listens at the proxy', link: () => Promise.resolve(linkTo(url, { url: 'http://127.0.0.1:1' })), says: /nothing listens at the proxy http:\/\/127\.0\.0\.1:1/ },
    { when: 'nothing listens at the bot', link: () => Promise.resolve(linkTo('https://127.0.0.1:1')), says: /nothing listens at https:\/\/127\.0\.0\.1:1/ },
    { when: 'the name of the bot is unknown', link: () => Promise.resolve(linkTo('https://no-such-host.invalid')), says: /cannot be resolved here; behind a proxy, set bot\.proxy/ },
    {
      when: 'a proxy inspects TLS with an authority that is not trusted here',
      link: async () => {
        const inspector = await startBot(await makeLabCertificates());
        open.push(inspector);
        return linkTo(url, { url: (await proxied({ to: inspector.port })).url });
      },
      says: /is not trusted here \([A-Z_]+\): where a proxy inspects TLS, put its authority into trustedCaFile/,
    },
    { when: 'the certificate is for another name', link: async () => linkTo(`https://another.localhost:${bot.port}`, { url: (await proxied({ to: bot.port })).url }), says: /made for another name/ },
  ];
  for (const { when, link, says } of FAULTS) {
    it(`says what to mend when ${when}`, async () => {
      const asking = await link();
      await assert.rejects(lease(asking), (error) => error instanceof BotLinkError && error.fault === 'unreachable' && says.test(error.message));
    });
  }

  it('trusts an inspecting proxy once its authority was added', async () => {
    const certificates = await makeLabCertificates();
    const inspector = await startBot(certificates);
    open.push(inspector);
    trustLabCa(certificates.caPem);
    const proxy = await proxied({ to: inspector.port });
    assert.deepEqual(await lease(linkTo(url, { url: proxy.url })), { jobs: [] });
    assert.equal(inspector.heard.length, 1);
  });

  it('a body that unpacks to more than is allowed is turned away unread', async () => {
    const bomb = gzipSync(Buffer.alloc(5_000_000));
    const answer = await fetch(`${url}/relay/v1/result`, { method: 'POST', body: bomb, headers: { 'content-encoding': 'gzip' } });
    assert.equal(answer.status, 413);
    const damaged = await fetch(`${url}/relay/v1/result`, { method: 'POST', body: Buffer.from('no gzip'), headers: { 'content-encoding': 'gzip' } });
    assert.equal(damaged.status, 413);
    const unknown = await fetch(`${url}/relay/v1/result`, { method: 'POST', body: Buffer.from('{}'), headers: { 'content-encoding': 'br' } });
    assert.equal(unknown.status, 413);
  });
});
