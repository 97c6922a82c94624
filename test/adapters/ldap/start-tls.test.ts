import assert from 'node:assert/strict';
import { createServer, type AddressInfo } from 'node:net';
import type { LdapServer } from '../../../lab/servers/ldap-server.ts';
import { makeLabCertificates } from '../../../lab/servers/lab-certificates.ts';
import type { Directory } from '../../../src/ports/directory.ts';
import { rejects } from '../../contracts/directory.ts';
import { startFaultProxy, type FaultProxy } from './fault-proxy.ts';
import { BASE_DN, RELAY, startLabDirectory, type LabDirectory } from './lab-world.ts';

/** The one request that may go in the clear, and the first octet of what must follow. */
const START_TLS_REQUEST = Buffer.concat([Buffer.from('301d02010177188016', 'hex'), Buffer.from('1.3.6.1.4.1.1466.20037')]);
const TLS_HANDSHAKE = 0x16;

describe('LDAP that goes over to TLS (StartTLS)', () => {
  let lab: LabDirectory;
  let server: LdapServer;
  let proxy: FaultProxy;
  let directory: Directory;
  beforeEach(async () => {
    lab = await startLabDirectory();
    server = await lab.serve(lab.state, { startTls: true });
    proxy = await startFaultProxy(server.url);
    directory = lab.open({ url: `ldap://127.0.0.1:${proxy.port}`, startTls: true, timeoutMs: 600 });
  });
  afterEach(async () => {
    for (const octets of proxy.sent) {
      assert.ok(!octets.includes(RELAY.bindPassword) && !octets.includes('svc-syncwhy'), 'the account went over the wire in the clear');
      assert.equal(octets.subarray(0, START_TLS_REQUEST.length).compare(START_TLS_REQUEST.subarray(0, octets.length)), 0, 'something else than StartTLS came first');
      const [next] = octets.subarray(START_TLS_REQUEST.length);
      assert.ok(next === undefined || next === TLS_HANDSHAKE, `then came 0x${next?.toString(16)}`);
    }
    assert.deepEqual(server.seen.filter((kind) => kind.startsWith('plain')), []);
    await lab.close();
    await proxy.close();
  });

  const binds = (): number => server.seen.filter((kind) => kind === 'bind').length;

  it('says nothing but StartTLS in the clear, and then works as LDAPS does', async () => {
    lab.state.add(`CN=ada,CN=Users,${BASE_DN}`, { objectClass: 'user', sAMAccountName: 'ada' });
    const patient = lab.open({ url: `ldap://127.0.0.1:${proxy.port}`, startTls: true });
    const [ada] = await patient.find('ada');
    assert.equal(ada?.dn, `CN=ada,CN=Users,${BASE_DN}`);
    for (let index = 0; index < 1500; index += 1) lab.state.add(`CN=c${index},CN=Users,${BASE_DN}`, { objectClass: 'contact', mail: 'shared@contoso.com' });
    assert.equal((await patient.holders(['shared@contoso.com'])).length, 1500);
    assert.deepEqual([proxy.sent.length, server.seen.filter((kind) => kind === 'startTls').length], [1, 1]);
  });

  it('sends no password when the server refuses TLS', async () => {
    server.faults.refuseTls = true;
    const thrown = await rejects(directory.find('ada'), 'unreachable');
    assert.match(thrown.message, /refused to begin TLS \(LDAP 52\), so no password was sent/);
    assert.equal(binds(), 0);
  });

  it('sends no password when TLS is agreed to and never begun', async () => {
    server.faults.neverBegin = true;
    await rejects(directory.find('ada'), 'timed-out');
    assert.equal(binds(), 0);
  });

  it('takes nothing for an answer that somebody slipped in before TLS began', async () => {
    server.faults.slipIn = true;
    const thrown = await rejects(directory.find('ada'), 'unreachable');
    assert.match(thrown.message, /not what a domain controller sends/);
    assert.equal(binds(), 0);
  });

  it('refuses a certificate of an unknown authority', async () => {
    const stranger = lab.open({ url: `ldap://127.0.0.1:${proxy.port}`, startTls: true, ca: (await makeLabCertificates()).caPem });
    assert.match((await rejects(stranger.find('ada'), 'unreachable')).message, /CERT|SIGNATURE|UNABLE/);
    assert.equal(binds(), 0);
  });

  it('compares the name in the certificate with the one in the address', async () => {
    const misnamed = lab.open({ url: `ldap://127.0.0.2:${proxy.port}`, startTls: true });
    await rejects(misnamed.find('ada'), 'unreachable');
    assert.equal(binds(), 0);
  });

  for (const [how, lose] of [['TLS alone is ended', () => server.endTls()], ['the connection is reset', () => proxy.reset()], ['the connection is ended', () => proxy.end()]] as const) {
    it(`comes back over TLS, never plain, after ${how}`, async () => {
      lab.state.add(`CN=ada,CN=Users,${BASE_DN}`, { objectClass: 'user', sAMAccountName: 'ada' });
      await directory.find('ada');
      lose();
      const found = await Promise.all(Array.from({ length: 5 }, () => directory.find('ada')));
      assert.deepEqual(found.map((entries) => entries.length), [1, 1, 1, 1, 1]);
      assert.equal(server.seen.filter((kind) => kind === 'startTls').length, binds());
    });

    it(`ends a request in time when ${how} in the middle of it`, async () => {
      await directory.find('ada');
      server.faults.stall = true;
      const asking = directory.find('ada');
      setTimeout(lose, 50);
      await assert.rejects(asking);
      server.faults.stall = false;
      assert.deepEqual(await directory.find('ada'), []);
    });
  }

  it('gives up in time on a server that is silent from the beginning', async () => {
    server.faults.stallHandshake = true;
    await rejects(directory.find('ada'), 'timed-out');
  });

  it('is not fooled by a server that sends nonsense or ends at once', async () => {
    for (const answer of [Buffer.from('HTTP/1.1 400 Bad Request\r\n\r\n'), Buffer.from('3084ffffffff', 'hex'), Buffer.alloc(10_000, 0x30), null]) {
      const odd = createServer((socket) => void socket.on('error', () => undefined).once('data', () => (answer === null ? socket.end() : socket.write(answer))));
      await new Promise<void>((resolve) => odd.listen(0, '127.0.0.1', resolve));
      const { port } = odd.address() as AddressInfo;
      const other = lab.open({ url: `ldap://127.0.0.1:${port}`, startTls: true, timeoutMs: 300 });
      await rejects(other.find('ada'), 'unreachable');
      odd.close();
    }
  });

  it('is chosen in the configuration and never by an address alone', () => {
    assert.throws(() => lab.open({ url: server.url }), TypeError);
    assert.throws(() => lab.open({ url: lab.server.url, startTls: true }), TypeError);
  });
});
