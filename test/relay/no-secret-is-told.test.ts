import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { parseRelayConfig } from '../../src/boundary/relay-config.ts';
import { relayKey, relayShelf, writeIdentity } from '../../src/relay/identity.ts';
import { BASE_DN, DELEGATED, DOMAIN, READER, startLabDirectory, type LabDirectory } from '../adapters/ldap/lab-world.ts';

const CLI = join(import.meta.dirname, '..', '..', 'src', 'relay', 'cli.ts');
const PROXY_PASSWORD = 'pr0xy-\u00fc-s3cret';
const WRONG = 'wr0ng-s3cret';
const TOKEN = `swr1.${'s3cretTokenOfRelay'.padEnd(22, 'A')}.${'B'.repeat(43)}`;

describe('no secret of a relay is told, whatever is said and whatever goes wrong', () => {
  let folder = '';
  let lab: LabDirectory;
  let proxy: Server;
  const file = (name: string): string => join(folder, name);

  before(async () => {
    lab = await startLabDirectory();
    lab.state.add(`OU=Staff,${BASE_DN}`, { objectClass: 'organizationalUnit' });
    // Refuses everybody, and says back what it was told.
    proxy = createServer().on('connect', (request, socket) => socket.end(`HTTP/1.1 407 Proxy Authentication Required\r\nX-Said: ${request.headers['proxy-authorization'] ?? ''}\r\n\r\n`));
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  });
  after(async () => {
    proxy.close();
    await lab.close();
  });
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'syncwhy-secret-'));
    mkdirSync(file('state/passwords'), { recursive: true, mode: 0o700 });
    chmodSync(file('state'), 0o700);
    writeFileSync(file('policy.yaml'), stringify({ readOnly: false, operations: ['ad.change-addresses'], writableContainers: [`OU=Staff,${BASE_DN}`], objectsPerHour: 5 }));
    writeFileSync(file('ca.pem'), lab.ca);
    const { publicJwk } = relayKey(relayShelf(file('state')));
    const address = proxy.address() as AddressInfo;
    writeIdentity(file('state'), { relayId: 'relay-1', group: 'default', botUrl: 'https://bot.contoso.com', jobKey: publicJwk });
    writeFileSync(file('relay.yaml'), stringify({
      bot: { url: 'https://bot.contoso.com', proxy: { url: `http://127.0.0.1:${String(address.port)}`, user: 'relay', passwordFile: 'state/passwords/proxy' } }, stateDir: 'state', localPolicyFile: 'policy.yaml', log: { level: 'debug' },
      directories: [{ forest: DOMAIN, url: lab.server.url, baseDn: BASE_DN, bindDn: READER.bindDn, passwordFile: 'state/passwords/ldap-read', caFile: 'ca.pem', write: { bindDn: DELEGATED.bindDn, passwordFile: 'state/passwords/ldap-write' } }],
    }));
    keep(READER.bindPassword, DELEGATED.bindPassword);
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const keep = (read: string, write: string): void => Object.entries({ 'ldap-read': read, 'ldap-write': write, proxy: PROXY_PASSWORD }).forEach(([name, text]) => writeFileSync(file(`state/passwords/${name}`), text, { mode: 0o600 }));
  const basic = Buffer.from(`relay:${PROXY_PASSWORD}`, 'utf8').toString('base64');

  function hush(text: string): void {
    const key = readFileSync(file('state/relay-key.pem'), 'utf8').split('\n')[1] ?? assert.fail();
    const secrets = [READER.bindPassword, DELEGATED.bindPassword, PROXY_PASSWORD, WRONG, TOKEN, 's3cret', key].flatMap((secret) => [secret, Buffer.from(secret, 'utf8').toString('base64').replace(/=+$/, ''), encodeURIComponent(secret)]);
    for (const secret of [...secrets, basic]) assert.ok(!text.includes(secret), text);
  }

  function said(words: readonly string[], { input = '', stopMs }: { readonly input?: string; readonly stopMs?: number } = {}): Promise<string> {
    const child = spawn(process.execPath, [CLI, '--config', file('relay.yaml'), ...words], { stdio: 'pipe' });
    let text = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (text += chunk.toString()));
    child.stdin.on('error', () => undefined).end(input);
    if (stopMs !== undefined) setTimeout(() => child.kill('SIGTERM'), stopMs);
    return new Promise((resolve) => child.on('close', () => resolve(text)));
  }

  for (const [what, prepare] of [
    ['all is well', () => undefined],
    ['the passwords are wrong', () => keep(WRONG, WRONG)],
    ['the files are open to others', () => ['ldap-read', 'ldap-write', 'proxy'].forEach((name) => chmodSync(file(`state/passwords/${name}`), 0o644))],
    ['a password stands where the key should', () => writeFileSync(file('state/relay-key.pem'), `-----BEGIN PRIVATE KEY-----\n${WRONG}\n`, { mode: 0o600 })],
    ['a password stands in the place of the identity', () => writeFileSync(file('state/identity.json'), `{"relayId": "${WRONG}`)],
  ] as const) {
    it(`by relay check while ${what}`, async () => {
      prepare();
      const text = await said(['check']);
      assert.match(text, /^(ok|mend) +bot|^mend +proxy/m);
      hush(text);
    });
  }

  for (const [what, prepare, expected] of [
    ['with a proxy that says the password back', () => undefined, /wants another user or password \(407\)/],
    ['with a key that is none', () => writeFileSync(file('state/relay-key.pem'), `-----BEGIN PRIVATE KEY-----\n${WRONG}\n`, { mode: 0o600 }), /key of this relay is damaged/],
    ['with a password file that is open to others', () => chmodSync(file('state/passwords/proxy'), 0o644), /chmod 600/],
  ] as const) {
    it(`by a relay that starts ${what}`, async () => {
      prepare();
      const text = await said([], { stopMs: 2_500 });
      assert.match(text, expected);
      hush(text);
    });
  }

  it('by enrolment', async () => {
    const text = await said(['enrol', '--token', TOKEN]);
    assert.match(text, /not enrolled|no enrolment token/);
    hush(text);
  });

  it('by set-password', async () => {
    const text = await said(['set-password', 'ldap-read'], { input: `${WRONG}\n` });
    assert.match(text, /^Kept/);
    hush(text);
    hush(await said(['set-password', 'ldap-read'], { input: `${WRONG}\n${WRONG}\n` }));
  });

  it('by an address: one with a user or a password in it is refused, without being repeated', () => {
    const good = { bot: { url: 'https://bot.contoso.com' }, stateDir: 's', localPolicyFile: 'p' };
    for (const bot of [{ url: `https://u:${WRONG}@bot.contoso.com` }, { url: 'https://bot.contoso.com', proxy: { url: `http://u:${WRONG}@proxy:8080` } }, { url: 'https://bot.contoso.com', proxy: { url: 'http://u@proxy:8080' } }]) {
      const parsed = parseRelayConfig({ ...good, bot });
      assert.ok(!parsed.ok);
      assert.match(parsed.complaints.join(), /must hold no user and no password/);
      hush(parsed.complaints.join());
    }
  });
});
