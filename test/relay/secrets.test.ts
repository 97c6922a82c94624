import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parseRelayConfig, type RelayConfig } from '../../src/boundary/relay-config.ts';
import { NotReady } from '../../src/ports/not-ready.ts';
import { newPrivateKeyPem } from '../../src/protocol/keys.ts';
import { checkFiles } from '../../src/relay/check-files.ts';
import { lineText } from '../../src/relay/check-line.ts';
import { passwordReader, protectPlainSecrets, shelfIn, type Platform } from '../../src/relay/secrets.ts';
import { fakeShelf } from '../adapters/sync-powershell/fake-shelf.ts';

const SECRETS = ['read-\u00fc-s3cret', 'write-s3cret', 'proxy-s3cret'] as const;

describe('the secrets of a relay', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'syncwhy-secrets-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const windows = (machine = 'ONE'): Platform => ({ name: 'win32', powershell: fakeShelf(machine) });
  const LINUX: Platform = { name: 'linux', powershell: ['/no/such/powershell'] };
  const onShelf = (name: string): string => join(folder, 'state', 'passwords', name);
  const configured = (): RelayConfig => {
    const parsed = parseRelayConfig({
      bot: { url: 'https://bot.contoso.com', proxy: { url: 'http://proxy:8080', user: 'x', passwordFile: onShelf('proxy') } }, stateDir: join(folder, 'state'), localPolicyFile: 'policy.yaml', serviceAccount: 'CONTOSO\\svc-syncwhy$',
      directories: [{ forest: 'corp', url: 'ldaps://dc1', baseDn: 'DC=corp', bindDn: 'a', passwordFile: onShelf('ldap-read'), write: { bindDn: 'b', passwordFile: onShelf('ldap-write') } }],
    });
    return parsed.ok ? parsed.config : assert.fail(parsed.complaints.join());
  };
  const asBefore = (): void => {
    mkdirSync(dirname(onShelf('x')), { recursive: true, mode: 0o700 });
    chmodSync(join(folder, 'state'), 0o700);
    for (const [at, name] of ['ldap-read', 'ldap-write', 'proxy'].entries()) writeFileSync(onShelf(name), `${SECRETS[at] ?? ''}\r\n`, { mode: 0o600 });
    writeFileSync(join(folder, 'state', 'relay-key.pem'), newPrivateKeyPem(), { mode: 0o600 });
  };
  const said: string[] = [];
  const put = (level: string) => (event: string, facts?: object): void => void said.push(`${level} ${event} ${JSON.stringify(facts ?? {})}`);
  const log = { info: put('info'), warn: put('warn'), error: put('error') };
  beforeEach(() => said.splice(0));
  const linesOf = (platform: Platform): string => checkFiles(configured(), platform).map(lineText).join('\n');
  const silent = (text: string): void => SECRETS.forEach((secret) => assert.ok(!text.includes(secret) && !text.includes(Buffer.from(secret).toString('base64')) && !text.includes('PRIVATE KEY'), text));

  for (const [name, platform, form] of [['Windows', windows(), 'protected'], ['Linux', LINUX, 'protected']] as const) {
    it(`are kept and read again on ${name}`, () => {
      const shelf = shelfIn(dirname(onShelf('x')), configured(), platform);
      shelf.write('ldap-read', SECRETS[0]);
      assert.deepEqual([shelf.form('ldap-read'), passwordReader(onShelf('ldap-read'), configured(), platform)()], [form, SECRETS[0]]);
      assert.equal(readFileSync(onShelf('ldap-read'), 'utf8').startsWith('syncwhy-dpapi-1 '), platform.name === 'win32');
    });
  }

  it('are opened once on Windows, however many sign in with them', () => {
    const calls = join(folder, 'calls');
    const platform: Platform = { name: 'win32', powershell: fakeShelf('ONE', { seen: calls }) };
    shelfIn(dirname(onShelf('x')), configured(), platform).write('ldap-read', SECRETS[0]);
    for (let turn = 0; turn < 4; turn += 1) assert.equal(passwordReader(onShelf('ldap-read'), configured(), platform)(), SECRETS[0]);
    assert.equal(readFileSync(calls, 'utf8').trim().split('\n').length, 2);
  });

  it('of an earlier version are read, and protected at the next start of a relay on Windows', () => {
    asBefore();
    for (const [at, name] of ['ldap-read', 'ldap-write', 'proxy'].entries()) assert.equal(passwordReader(onShelf(name), configured(), windows())(), SECRETS[at]);
    protectPlainSecrets(configured(), log, windows());
    for (const [at, name] of ['ldap-read', 'ldap-write', 'proxy'].entries()) {
      assert.ok(readFileSync(onShelf(name), 'utf8').startsWith('syncwhy-dpapi-1 '), name);
      assert.equal(passwordReader(onShelf(name), configured(), windows())(), SECRETS[at]);
    }
    assert.ok(readFileSync(join(folder, 'state', 'relay-key.pem'), 'utf8').startsWith('syncwhy-dpapi-1 '));
    assert.equal(said.filter((line) => line.startsWith('info secret.protected')).length, 4);
    silent(said.join('\n'));
    said.splice(0);
    protectPlainSecrets(configured(), log, windows());
    assert.deepEqual(said, []);
  });

  it('of an earlier version stay readable when they cannot be protected, and the log says so without them', () => {
    asBefore();
    const broken: Platform = { name: 'win32', powershell: ['/no/such/powershell'] };
    protectPlainSecrets(configured(), log, broken);
    assert.equal(said.filter((line) => line.startsWith('warn secret.not-protected') && line.includes('could not be started')).length, 4);
    assert.equal(passwordReader(onShelf('ldap-write'), configured(), broken)(), SECRETS[1]);
    silent(said.join('\n'));
  });

  it('lie in files of mode 0600 elsewhere, which are left as they are', () => {
    asBefore();
    protectPlainSecrets(configured(), log, LINUX);
    assert.deepEqual(said, []);
    assert.equal(passwordReader(onShelf('ldap-read'), configured(), LINUX)(), SECRETS[0]);
  });

  it('are refused from the shelf when others can read them, with what to do', () => {
    asBefore();
    chmodSync(onShelf('ldap-read'), 0o640);
    assert.throws(() => passwordReader(onShelf('ldap-read'), configured(), LINUX)(), (error) => error instanceof NotReady && error.message.includes('chmod 600') && !error.message.includes('s3cret'));
  });

  it('that the site keeps in a place of its own are read with the rights that it gave them', () => {
    const own = join(folder, 'credential');
    writeFileSync(own, 'its-own\n', { mode: 0o640 });
    assert.equal(passwordReader(own, configured(), LINUX)(), 'its-own');
    assert.throws(() => passwordReader(join(folder, 'none'), configured(), LINUX)(), /is missing, or this account may not read it/);
  });

  it('are named in relay check on Windows as plain, protected, missing or of another machine, and never told', () => {
    asBefore();
    const plain = linesOf(windows());
    assert.match(plain, /^mend  key: .*relay-key\.pem holds its secret as plain text; start the relay once/m);
    assert.equal([...plain.matchAll(/^mend  password file: .*holds its secret as plain text/gm)].length, 3);
    protectPlainSecrets(configured(), log, windows());
    rmSync(onShelf('proxy'));
    const kept = linesOf(windows());
    assert.match(kept, /^ok    key: .*relay-key\.pem is there, protected for this machine$/m);
    assert.equal([...kept.matchAll(/^ok    password file: .*protected for this machine$/gm)].length, 2);
    assert.match(kept, /^mend  password file: there is no .*proxy; hand the password over with set-password$/m);
    const moved = linesOf(windows('TWO'));
    assert.match(moved, /^mend  key: .*was protected on another machine/m);
    for (const text of [plain, kept, moved]) silent(text);
  });
});
