import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { BotLinkError, createBotLink } from '../../src/adapters/bot-link/bot-link.ts';
import { parseLeaseAnswer } from '../../src/boundary/relay-messages.ts';
import { linkKeyOf, newPrivateKeyPem } from '../../src/protocol/keys.ts';

const MB = 1024 * 1024;
/** Jobs that nobody has signed: they are parsed before any signature can be looked at. */
const nothings = (octets: number): string => `{"jobs":[{"job":{"a":[${'[],'.repeat(octets / 3)}[]]},"signature":"x"}]}`;
const text = (octets: number): string => `{"jobs":[{"job":{"a":"${'x'.repeat(1000)}","b":[${`"${'y'.repeat(997)}",`.repeat(octets / 1000)}"z"]},"signature":"x"}]}`;

describe('a bot that answers with more than any job needs', () => {
  let body = '';
  const server = createServer((request, response) => {
    request.resume().on('end', () => response.writeHead(200, { 'content-type': 'application/json' }).end(body));
  });
  before(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)));
  after(() => new Promise<void>((resolve) => { server.closeAllConnections(); server.close(() => resolve()); }));

  async function lease(kind: 'read' | 'step', free: number): Promise<string> {
    const address = server.address();
    assert.ok(typeof address === 'object' && address !== null);
    const link = createBotLink({ url: `http://127.0.0.1:${address.port}`, relayId: 'r', privateKey: linkKeyOf(newPrivateKeyPem())?.privateKey ?? assert.fail(), nextCounter: () => 1, clock: { now: () => new Date(), sleep: () => Promise.resolve() } });
    try {
      return `${(await link.lease({ kind, free })).jobs.length} jobs`;
    } catch (error) {
      return error instanceof BotLinkError ? error.fault : assert.fail(String(error));
    }
  }

  for (const [what, kind, free, octets, end] of [
    ['one step of the largest size is taken', 'step', 1, 3.5 * MB, '1 jobs'],
    ['one step of more is not read to its end', 'step', 1, 4.5 * MB, 'unreachable'],
    ['as much is taken where two steps were asked for', 'step', 2, 4.5 * MB, '1 jobs'],
    ['no answer about readings is read beyond 16 MB', 'read', 8, 17 * MB, 'unreachable'],
  ] as const) {
    it(what, async () => {
      body = text(octets);
      assert.equal(await lease(kind, free), end);
    });
  }

  it('millions of empty lists are no message, and are not looked through', async () => {
    body = nothings(15 * MB);
    assert.equal(await lease('read', 8), 'malformed');
    const began = performance.now();
    JSON.parse(body);
    const bare = performance.now() - began;
    const then = performance.now();
    assert.equal(parseLeaseAnswer(body), null);
    assert.ok(performance.now() - then < 3 * bare + 500, `${performance.now() - then} ms, and ${bare} ms for JSON alone`);
  });
});
