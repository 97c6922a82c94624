import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeLabCertificates } from '../../lab/servers/lab-certificates.ts';
import { ownIdentities } from '../../src/bot/own-identities.ts';
import { parseBotConfig } from '../../src/boundary/bot-config.ts';
import { plainBotConfig } from '../boundary/plain-bot-config.ts';

describe('What the bot proves itself with', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'syncwhy-identities-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const identities = (change: Readonly<Record<string, unknown>>) => {
    const parsed = parseBotConfig({ ...plainBotConfig, ...change });
    assert.ok(parsed.ok, JSON.stringify(parsed));
    return ownIdentities(parsed.config);
  };

  it('is nothing that anybody can tell the end of where there are only secrets', () => {
    assert.deepEqual(identities({}), []);
  });

  it('ends when its certificate does, which is read anew each time', async () => {
    const file = join(folder, 'chat.pem');
    const listen = { tls: { certFile: file, keyFile: file } };
    const { certPem, keyPem } = await makeLabCertificates();
    writeFileSync(file, `${certPem}\n${keyPem}`);
    const [one] = identities({ listen });
    assert.equal(one?.name, 'The TLS certificate of this bot');
    const days = (Date.parse(one.expires ?? '') - Date.now()) / (24 * 3_600_000);
    assert.ok(days > 89.9 && days < 90.1, String(days));
    writeFileSync(file, 'no certificate');
    assert.deepEqual(identities({ listen }), [{ name: 'The TLS certificate of this bot', expires: null }]);
  });

  it('ends when the configuration says so', () => {
    assert.deepEqual(identities({ watch: { expiries: [{ name: 'the secret of the Graph reader', expires: '2027-05-01' }] } }), [{ name: 'The secret of the Graph reader', expires: '2027-05-01T00:00:00.000Z' }]);
  });
});
