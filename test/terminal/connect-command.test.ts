import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runConnectFeatures } from '../../src/terminal/connect-command.ts';

const FEATURES = { features: { softMatchOnUpnEnabled: true, blockSoftMatchEnabled: false, userWritebackEnabled: null } };

describe('syncwhy connect features', () => {
  let server: Server;
  let folder: string;
  let heard: { readonly url: string | undefined; readonly token: string | undefined; readonly body: unknown }[];
  let answer: unknown;
  beforeEach(async () => {
    heard = [];
    folder = mkdtempSync(join(tmpdir(), 'syncwhy-connect-'));
    writeFileSync(join(folder, 'token'), 'the token\n');
    server = createServer((request, response) => {
      let text = '';
      request.on('data', (chunk: Buffer) => { text += chunk.toString(); });
      request.on('end', () => {
        heard.push({ url: request.url, token: request.headers.authorization, body: JSON.parse(text) });
        response.end(JSON.stringify(answer));
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  afterEach(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    rmSync(folder, { recursive: true });
  });

  const run = async (read: Parameters<typeof runConnectFeatures>[1]) => {
    const lines: { readonly out: string[]; readonly err: string[] } = { out: [], err: [] };
    const port = (server.address() as { port: number }).port;
    const code = await runConnectFeatures({ url: `http://127.0.0.1:${port}`, tokenFile: join(folder, 'token') }, read, { out: (text) => void lines.out.push(text), err: (text) => void lines.err.push(text) });
    return { code, ...lines };
  };

  it('shows the switches and hands them to the bot', async () => {
    answer = { ok: true, text: 'Kept.' };
    const { code, out, err } = await run(() => Promise.resolve({ ok: true, features: FEATURES, readBy: 'ana.ruiz@contoso.com' }));
    assert.deepEqual([code, out, err], [0, ['blockSoftMatchEnabled: off', 'softMatchOnUpnEnabled: on', 'userWritebackEnabled: not set', 'Kept.'], []]);
    assert.deepEqual(heard, [{ url: '/admin/sync-features', token: 'Bearer the token', body: { features: FEATURES, readBy: 'ana.ruiz@contoso.com' } }]);
  });
  it('says why the settings could not be read, and bothers the bot no further', async () => {
    assert.deepEqual(await run(() => Promise.resolve({ ok: false, says: 'The sign-in did not work.' })), { code: 2, out: [], err: ['The sign-in did not work.'] });
    assert.deepEqual(heard, []);
  });
  it('says so when the bot does not keep them', async () => {
    answer = { ok: false, says: 'These are not the synchronization settings of a tenant.' };
    const { code, err } = await run(() => Promise.resolve({ ok: true, features: FEATURES, readBy: 'ana' }));
    assert.deepEqual([code, err], [2, ['These are not the synchronization settings of a tenant.']]);
  });
});
