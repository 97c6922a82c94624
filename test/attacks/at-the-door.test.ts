import assert from 'node:assert/strict';
import { connect } from 'node:tls';
import { OTHER_TENANT_ID } from '../../lab/company/cast.ts';
import type { Lab } from '../../lab/start-lab.ts';
import { secretIn, type Attacker } from './attacking.ts';
import { approving, besiege, quiet, stillWaits, tellsNoError, type Siege } from './besieging.ts';

const OTHER_ID = '99999999-9999-4999-8999-999999999999';

/** What strangers send to the doors of the bot: activities from elsewhere, no token, broken bodies, the relay's and the admin's address. */
describe('under attack at the door', function () {
  this.timeout(120_000);
  let siege: Siege;
  let lab: Lab;
  let evil: Attacker;
  let code: string;

  before(async () => {
    siege = await besiege();
    ({ lab, evil, code } = siege);
  });
  after(() => siege.close());

  const bare = (change: object) => ({ ...evil.pressed(approving(siege, 'ben')), ...change });

  it('activities from elsewhere get a status and nothing else, and stand in the audit', async () => {
    const { conversation } = evil.pressed(approving(siege, 'ben')) as unknown as { readonly conversation: Record<string, unknown> };
    const { tenantId: _, ...placeless } = conversation;
    const DOOR: readonly (readonly [activity: Record<string, unknown>, status: number, rule: string])[] = [
      [evil.pressed(approving(siege, 'olga')), 403, 'R2'],
      [bare({ conversation: placeless }), 403, 'R2'],
      [bare({ channelData: {} }), 403, 'R2'],
      [bare({ channelData: { tenant: { id: OTHER_TENANT_ID } } }), 403, 'R2'],
      [bare({ channelId: 'emulator' }), 403, 'R2'],
      [bare({ serviceUrl: 'https://evil.example/' }), 403, 'R1'],
      [bare({ serviceUrl: undefined }), 403, 'R1'],
    ];
    for (const [activity, status, rule] of DOOR) {
      const events = await evil.audited(async () => {
        const answer = await lab.connector.deliver(activity);
        assert.deepEqual([answer.status, answer.body ?? ''], [status, '']);
        await quiet();
      });
      assert.deepEqual(events.map((event) => event.rule), [rule]);
    }
    await stillWaits(siege);
  });

  it('without a token of the channel nothing is read', async () => {
    const body = JSON.stringify(evil.pressed(approving(siege, 'ben')));
    const none = `${Buffer.from('{"alg":"none","kid":"x"}').toString('base64url')}.${Buffer.from('{}').toString('base64url')}.`;
    for (const headers of [{}, { authorization: 'Bearer ' }, { authorization: 'Basic eDp5' }, { authorization: `Bearer ${none}` }, { authorization: `Bearer ${'a'.repeat(20_000)}` }]) {
      const answer = await evil.post('/api/messages', body, headers);
      assert.ok([401, 431].includes(answer.status), `${answer.status}`);
      assert.equal(answer.body, '');
    }
    await stillWaits(siege);
  });

  it('huge and broken bodies get a status and nothing else, with and without their length', async () => {
    const headers = { authorization: 'Bearer a.b.c' };
    assert.deepEqual(await evil.post('/api/messages', 'x'.repeat(300_000), headers), { status: 413, body: '' });
    assert.deepEqual(await evil.post('/api/messages', 'chunked:600000', headers), { status: 413, body: '' });
    assert.deepEqual(await evil.post('/relay/v1/hello', 'x'.repeat(5_000)), { status: 413, body: '' });
    assert.deepEqual(await evil.post('/relay/v1/hello', 'chunked:600000'), { status: 413, body: '' });
    assert.deepEqual(await evil.post('/api/messages', '{"a', headers), { status: 400, body: '' });
    assert.deepEqual(await evil.post('/api/nothing', '{}', headers), { status: 404, body: '' });
    assert.equal((await evil.post('/api/messages', '[]', headers)).body, '');
  });

  it('a request whose address is none, or that asks for another protocol, ends neither the bot nor a connection that it keeps', async () => {
    const { hostname, port, pathname } = new URL(lab.files.messagesUrl);
    const END = 'Connection: close\r\n\r\n';
    const ODD: readonly (readonly [octets: string, answer: RegExp])[] = [
      [`GET http://[::: HTTP/1.1\r\nHost: x\r\n${END}`, /^HTTP\/1\.1 400/],
      [`GET / HTTP/1.1\r\nHost: [\r\n${END}`, /^HTTP\/1\.1 400/],
      [`POST ${pathname} HTTP/1.1\r\nHost: a b%\r\nContent-Length: 0\r\n${END}`, /^HTTP\/1\.1 400/],
      [`GET /%E0%A4%A HTTP/1.1\r\nHost: x\r\n${END}`, /^HTTP\/1\.1 404/],
      [`GET ${pathname} HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n`, /^$/],
      ['CONNECT a:1 HTTP/1.1\r\nHost: x\r\n\r\n', /^$/],
    ];
    for (const [octets, answer] of ODD) assert.match(await rawExchange({ host: hostname, port: Number(port) }, octets), answer, octets);
    assert.equal((await evil.post('/api/messages', '{}', { authorization: 'Bearer a.b.c' })).status, 401, 'the bot is still there');
  });

  it('the relay routes answer nobody who has not signed', async () => {
    const signed = { 'x-syncwhy-relay': OTHER_ID, 'x-syncwhy-time': new Date().toISOString(), 'x-syncwhy-counter': '1', 'x-syncwhy-signature': 'A'.repeat(86) };
    for (const path of ['enrol', 'hello', 'lease', 'result', 'rotate']) {
      for (const headers of [{}, signed]) {
        const events = await evil.audited(async () => assert.deepEqual(await evil.post(`/relay/v1/${path}`, '{"kind":"step","free":1}', headers), { status: 401, body: '{"error":"refused"}' }));
        assert.deepEqual(events.map(({ event }) => event), ['relay.refused']);
      }
    }
  });

  it('the admin address opens to its token only, and changes nothing with it', async () => {
    const ask = (path: string, body: string, token?: string) =>
      fetch(`${lab.files.adminUrl}${path}`, { method: 'POST', body, headers: token === undefined ? {} : { authorization: `Bearer ${token}` } }).then(async (answer) => [answer.status, await answer.text()] as const);
    for (const path of ['/admin/ask', '/admin/enrol-token']) {
      assert.deepEqual(await ask(path, '{}'), [401, '']);
      assert.deepEqual(await ask(path, '{}', 'A'.repeat(22)), [401, '']);
      assert.deepEqual(await ask(path, '{"', secretIn(lab, 'admin.token')), [400, '']);
      assert.deepEqual(await ask(path, 'x'.repeat(20_000), secretIn(lab, 'admin.token')), [413, '']);
    }
    for (const words of [`approve ${code}`, `deny ${code} x`, 'fix jsmith', 'sync now', `undo ${code}`, `cancel ${code}`]) {
      assert.match((await ask('/admin/ask', JSON.stringify({ question: words }), secretIn(lab, 'admin.token')))[1], /two people/);
    }
    await stillWaits(siege);
  });

  it('no answer over HTTP tells of an error', () => tellsNoError(lab));
});

/** What comes back until the server ends the connection; rejects when it keeps it open. */
function rawExchange(where: { readonly host: string; readonly port: number }, octets: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    const socket = connect({ ...where, rejectUnauthorized: false, timeout: 5_000 }, () => socket.write(octets));
    socket.setEncoding('utf8').on('data', (part: string) => (text += part));
    socket.on('close', () => resolve(text));
    socket.on('error', reject);
    socket.on('timeout', () => socket.destroy(new Error('the connection is kept open')));
  });
}
