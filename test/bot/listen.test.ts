import assert from 'node:assert/strict';
import { request } from 'node:http';
import { createServer } from 'node:net';
import { NotReady } from '../../src/adapters/system/read-settings.ts';
import { listen } from '../../src/bot/listen.ts';

const QUIET = { info: () => undefined, warn: () => undefined, error: () => undefined };

describe('listen', () => {
  it('says in words that the port is taken', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const bound = other.address();
    const port = typeof bound === 'object' && bound !== null ? bound.port : 0;
    try {
      await assert.rejects(listen([], { address: '127.0.0.1', port, log: QUIET }), (error) => error instanceof NotReady && error.message === `Cannot listen at 127.0.0.1, port ${port}: another program does.`);
    } finally {
      await new Promise((resolve) => other.close(resolve));
    }
  });

  it('names the certificate that it cannot read', async () => {
    const tls = { certFile: '/nowhere/cert.pem', keyFile: '/nowhere/key.pem' };
    await assert.rejects(listen([], { address: '127.0.0.1', port: 0, tls, log: QUIET }), /Cannot read the certificate from \/nowhere\/cert\.pem/);
  });

  it('reads no more of a body than its route allows, with and without a length', async () => {
    const { url, close } = await listen([{ method: 'POST', path: '/echo', maxBytes: 10, answer: ({ body }) => Promise.resolve({ status: 200, body, contentType: 'text/plain' }) }], { address: '127.0.0.1', port: 0, log: QUIET });
    /** A single piece is sent with its length, several without. */
    const post = (...pieces: readonly string[]) => new Promise<readonly [number | undefined, string]>((resolve, reject) => {
      const sending = request(`${url}/echo`, { method: 'POST', agent: false, headers: pieces.length === 1 ? { 'content-length': String(pieces[0]?.length) } : {} });
      sending.on('error', reject).on('response', (answer) => {
        let text = '';
        answer.setEncoding('utf8').on('data', (part: string) => (text += part)).on('end', () => resolve([answer.statusCode, text]));
      });
      for (const piece of pieces) sending.write(piece);
      sending.end();
    });
    try {
      assert.deepEqual(await post('1234567890'), [200, '1234567890']);
      assert.deepEqual(await post('12345', '12345'), [200, '1234512345']);
      assert.deepEqual(await post('12345678901'), [413, '']);
      assert.deepEqual(await post('12345', '12345', '1'), [413, '']);
    } finally {
      await close();
    }
  });
});
