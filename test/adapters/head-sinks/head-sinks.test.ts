import assert from 'node:assert/strict';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer as createHttpsServer, type Server as HttpsServer } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer as createTlsServer, type Server as TlsServer } from 'node:tls';
import { fileSink } from '../../../src/adapters/head-sinks/file-sink.ts';
import { httpsSink } from '../../../src/adapters/head-sinks/https-sink.ts';
import { syslogSink } from '../../../src/adapters/head-sinks/syslog-sink.ts';
import { parsePostedHead } from '../../../src/boundary/audit-lines.ts';
import type { PostedHead } from '../../../src/model/audit-head.ts';
import { NotPosted } from '../../../src/ports/head-sink.ts';
import { headLine } from '../../../src/trail/syslog.ts';
import { makeLabCertificates, type LabCertificates } from '../../../lab/servers/lab-certificates.ts';
import { loopbackPort, readBody } from '../../../lab/servers/loopback.ts';
import { trustLabCa } from '../../real/trust-lab-ca.ts';
import { chain, headAt, signer } from '../../trail/pretend-trail.ts';

const notPosted = (says: RegExp) => (error: unknown): boolean => error instanceof NotPosted && says.test(error.message);
const lineOf = (head: PostedHead): string => headLine(head, { host: 'bot01' });

describe('a second place for the head of the audit trail', () => {
  let folder = '';
  let certificates: LabCertificates;
  let head: PostedHead;
  const open: { close(): unknown; closeAllConnections?(): void }[] = [];

  before(async () => {
    certificates = await makeLabCertificates();
    trustLabCa(certificates.caPem);
    head = await headAt(chain(3), 3, signer());
  });
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'syncwhy-sinks-'));
  });
  afterEach(() => {
    for (const each of open.splice(0)) {
      each.closeAllConnections?.();
      each.close();
    }
    rmSync(folder, { recursive: true, force: true });
  });

  describe('that is a file', () => {
    it('gets one line more each time', async () => {
      const file = join(folder, 'heads.jsonl');
      await fileSink(file).post(head);
      await fileSink(file).post({ ...head, seq: 4 });
      assert.deepEqual(readFileSync(file, 'utf8').trimEnd().split('\n').map((line) => parsePostedHead(line)), [head, { ...head, seq: 4 }]);
    });
    it('says that it cannot be written', async () => {
      await assert.rejects(fileSink(join(folder, 'nowhere', 'heads.jsonl')).post(head), notPosted(/the file cannot be written/));
    });
  });

  describe('that is an https address', () => {
    const serve = async (status: number, headers: Readonly<Record<string, string>> = {}): Promise<{ readonly url: string; readonly asked: { readonly authorization: string | undefined; readonly body: string }[] }> => {
      const asked: { authorization: string | undefined; body: string }[] = [];
      const server: HttpsServer = createHttpsServer({ cert: certificates.certPem, key: certificates.keyPem }, (request, response) => {
        void readBody(request).then((body) => {
          asked.push({ authorization: request.headers.authorization, body });
          if (status !== 0) response.writeHead(status, headers).end('taken');
        });
      });
      open.push(server);
      server.listen(0, '127.0.0.1');
      await once(server, 'listening');
      return { url: `https://localhost:${loopbackPort(server)}/heads?key=secret`, asked };
    };

    it('gets the head as JSON with the token', async () => {
      writeFileSync(join(folder, 'token'), 'abc.def\n');
      const { url, asked } = await serve(202);
      await httpsSink({ url, tokenFile: join(folder, 'token') }).post(head);
      assert.deepEqual(asked.map(({ authorization, body }) => [authorization, parsePostedHead(body)]), [['Bearer abc.def', head]]);
    });
    it('is named without what may be a key', async () => {
      assert.match(httpsSink({ url: 'https://siem.contoso.com/heads?key=secret' }).where, /^https:\/\/siem\.contoso\.com\/heads$/);
    });
    for (const [title, status, says] of [['refuses', 403, /it answered 403/], ['fails', 500, /it answered 500/], ['sends elsewhere', 302, /could not be reached/], ['says nothing', 0, /could not be reached/]] as const) {
      it(`has not taken it when it ${title}`, async () => {
        const { url } = await serve(status, status === 302 ? { location: 'https://localhost:1/' } : {});
        await assert.rejects(httpsSink({ url, deadlineMilliseconds: 300 }).post(head), notPosted(says));
      });
    }
    it('is not asked without its token', async () => {
      const { url, asked } = await serve(200);
      writeFileSync(join(folder, 'token'), 'two\nlines');
      for (const tokenFile of [join(folder, 'token'), join(folder, 'none')]) await assert.rejects(httpsSink({ url, tokenFile }).post(head), notPosted(/holds no token/));
      assert.equal(asked.length, 0);
    });
  });

  describe('that is a syslog collector', () => {
    it('gets one datagram', async () => {
      const socket = createSocket('udp4');
      socket.bind(0, '127.0.0.1');
      await once(socket, 'listening');
      const received = once(socket, 'message');
      await syslogSink({ transport: 'udp', host: '127.0.0.1', port: socket.address().port, lineOf }).post(head);
      const octets = String(((await received) as readonly unknown[])[0]);
      socket.close();
      assert.equal(octets, lineOf(head));
      assert.match(octets, /^<109>1 2026-11-03T04:00:00\.000Z bot01 syncwhy - audit\.head \[syncwhy@32473 seq="3" hash="[0-9a-f]{64}" signature="[^"]{86}"\] \ufeff\{/);
    });
    it('says that its name is not known', async () => {
      await assert.rejects(syslogSink({ transport: 'udp', host: 'nowhere.invalid', port: 514, lineOf }).post(head), notPosted(/name or address is not known/));
    });
    it('gets one frame with counted octets over TLS', async () => {
      const received: Buffer[] = [];
      const server: TlsServer = createTlsServer({ cert: certificates.certPem, key: certificates.keyPem }, (socket) => {
        socket.on('error', () => undefined);
        socket.on('data', (octets: Buffer) => received.push(octets));
      });
      open.push(server);
      server.listen(0, '127.0.0.1');
      await once(server, 'listening');
      await syslogSink({ transport: 'tls', host: 'localhost', port: loopbackPort(server), lineOf }).post(head);
      const frame = Buffer.concat(received).toString('utf8');
      assert.equal(frame, `${Buffer.byteLength(lineOf(head))} ${lineOf(head)}`);
    });
    it('is not trusted with another name', async () => {
      const server: TlsServer = createTlsServer({ cert: certificates.certPem, key: certificates.keyPem });
      server.on('tlsClientError', () => undefined);
      open.push(server);
      server.listen(0, '127.0.0.2');
      await once(server, 'listening');
      await assert.rejects(syslogSink({ transport: 'tls', host: '127.0.0.2', port: loopbackPort(server), lineOf }).post(head), notPosted(/its certificate is not trusted/));
    });
    it('has not taken it when it says nothing', async () => {
      const server: TlsServer = createTlsServer({ cert: certificates.certPem, key: certificates.keyPem, allowHalfOpen: true }, (socket) => socket.on('error', () => undefined));
      open.push(server);
      server.listen(0, '127.0.0.1');
      await once(server, 'listening');
      await assert.rejects(syslogSink({ transport: 'tls', host: 'localhost', port: loopbackPort(server), lineOf, deadlineMilliseconds: 300 }).post(head), notPosted(/did not answer in time/));
    });
    it('could not be reached', async () => {
      await assert.rejects(syslogSink({ transport: 'tls', host: '127.0.0.1', port: 1, lineOf }).post(head), notPosted(/could not be reached/));
    });
  });
});
