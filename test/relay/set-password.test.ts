import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';

const MAIN = join(import.meta.dirname, '..', '..', 'src', 'relay', 'cli.ts');

describe('a password that is handed to the relay', () => {
  let folder = '';
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'syncwhy-password-'));
    writeFileSync(join(folder, 'relay.yaml'), stringify({ bot: { url: 'https://bot.contoso.com' }, stateDir: 'state', localPolicyFile: 'policy.yaml' }));
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  const kept = (name: string): string => join(folder, 'state', 'passwords', name);
  const set = (name: string, input: string) => spawnSync(process.execPath, [MAIN, '--config', join(folder, 'relay.yaml'), 'set-password', name], { input, encoding: 'utf8' });

  it('is kept without its line end where only this account reads it, and is not said again', () => {
    const { status, stdout, stderr } = set('ldap-read', 'Gr\u00fcn & blau\n');
    assert.deepEqual([status, stderr], [0, '']);
    assert.ok(stdout.includes(kept('ldap-read')) && !stdout.includes('blau'));
    assert.equal(readFileSync(kept('ldap-read'), 'utf8'), 'Gr\u00fcn & blau');
    assert.deepEqual([statSync(kept('ldap-read')).mode & 0o777, statSync(join(folder, 'state', 'passwords')).mode & 0o777], [0o600, 0o700]);
  });

  for (const [what, name, input, says] of [
    ['nothing comes', 'ldap-read', '\n', /No password came/],
    ['several lines come', 'ldap-read', 'one\ntwo\n', /one line/],
    ['the name leads elsewhere', '../relay-key.pem', 'secret', /letters, digits/],
  ] as const) {
    it(`is refused when ${what}, and nothing is changed`, () => {
      const { status, stderr } = set(name, input);
      assert.equal(status, 2);
      assert.match(stderr, says);
      assert.ok(!stderr.includes('secret') && !existsSync(join(folder, 'state', 'relay-key.pem')));
      assert.equal(readFileSync(kept('ldap-read'), 'utf8'), 'Gr\u00fcn & blau');
    });
  }
});
