import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCampaignNew } from '../../src/terminal/campaign-command.ts';

const ASKED = { name: 'north', from: 'OU=Old,DC=x', to: 'OU=New,DC=x', size: null, pauseMinutes: 60, account: 'svc-syncwhy' };

describe('syncwhy campaign new', () => {
  let server: Server;
  let directory: string;
  let answer: object;
  let heard: unknown[];
  beforeEach(async () => {
    directory = mkdtempSync(join(tmpdir(), 'campaign-'));
    writeFileSync(join(directory, 'token'), 'the token\n');
    heard = [];
    server = createServer((request, response) => {
      let body = '';
      request.on('data', (piece: Buffer) => { body += piece.toString(); }).on('end', () => {
        heard.push({ url: request.url, token: request.headers.authorization, body: JSON.parse(body) as unknown });
        response.end(JSON.stringify(answer));
      });
    });
    await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  });
  afterEach(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => { server.close(resolve); });
    rmSync(directory, { recursive: true });
  });

  const run = async (octets: Uint8Array, json = false): Promise<{ readonly code: number; readonly out: string; readonly err: string }> => {
    const [out, err]: [string[], string[]] = [[], []];
    const address = { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, tokenFile: join(directory, 'token') };
    const code = await runCampaignNew(address, ASKED, { octets, json, terminal: { out: (text) => void out.push(text), err: (text) => void err.push(text) } });
    return { code, out: out.join('\n'), err: err.join('\n') };
  };

  it('hands the list over as it is, with its byte order mark and the account that runs it', async () => {
    answer = { ok: true, text: 'Campaign north', json: { pairs: 1 } };
    assert.deepEqual(await run(Buffer.from('\uFEFFold,new\r\nmüller,mueller\r\n')), { code: 0, out: 'Campaign north', err: '' });
    assert.deepEqual(heard, [{ url: '/admin/campaign', token: 'Bearer the token', body: { ...ASKED, list: '\uFEFFold,new\r\nmüller,mueller\r\n' } }]);
    assert.deepEqual(JSON.parse((await run(Buffer.from('old,new\n'), true)).out), { pairs: 1 });
  });

  it('ends with 2 and the faults when the list is refused', async () => {
    answer = { ok: false, says: 'No campaign was made, and nothing was changed.\nLine 2: the line is empty.' };
    assert.deepEqual(await run(Buffer.from('old,new\n\n')), { code: 2, out: '', err: 'No campaign was made, and nothing was changed.\nLine 2: the line is empty.' });
  });

  it('asks nobody when the list is not UTF-8', async () => {
    const { code, err } = await run(Buffer.from('old,new\nm\u00FCller,b\n', 'latin1'));
    assert.equal(code, 2);
    assert.match(err, /not UTF-8/);
    assert.deepEqual(heard, []);
  });
});
