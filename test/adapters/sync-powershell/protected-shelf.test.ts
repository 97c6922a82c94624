import assert from 'node:assert/strict';
import { chmodSync, copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { createProtectedShelf } from '../../../src/adapters/sync-powershell/protected-shelf.ts';
import type { KeyShelf } from '../../../src/ports/key-shelf.ts';
import { NotReady } from '../../../src/ports/not-ready.ts';
import { fakeShelf } from './fake-shelf.ts';

const SECRET = 'Gr\u00fcn & "blau" \u20ac';

describe('the shelf of Windows', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'syncwhy-dpapi-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const state = (): string => join(folder, 'state');
  const file = (name: string): string => join(state(), name);
  const seen = (): readonly { readonly arguments: readonly string[]; readonly text: string; readonly question: Readonly<Record<string, unknown>> }[] =>
    readFileSync(join(folder, 'seen'), 'utf8').trim().split('\n').map((line) => JSON.parse(line) as never);
  const shelfOf = ({ machine = 'ONE', at = state(), account, instead = '' }: { readonly machine?: string; readonly at?: string; readonly account?: string; readonly instead?: string } = {}): KeyShelf =>
    createProtectedShelf({ folder: at, command: fakeShelf(machine, { seen: join(folder, 'seen'), instead }), account });
  const saysOf = (work: () => unknown): string => {
    try {
      work();
    } catch (error) {
      assert.ok(error instanceof NotReady, String(error));
      return error.message;
    }
    return assert.fail('nothing was refused');
  };

  it('gives back what was put there, and keeps it unreadable on the disk', () => {
    shelfOf().write('ldap-read', SECRET);
    const lies = readFileSync(file('ldap-read'), 'utf8');
    assert.ok(!lies.includes('blau') && !lies.includes(Buffer.from(SECRET).toString('base64')));
    assert.ok(lies.startsWith(`syncwhy-dpapi-1 ${hostname()}\n`));
    assert.equal(shelfOf().read('ldap-read'), SECRET);
    assert.equal(shelfOf().form('ldap-read'), 'protected');
    assert.ok(!existsSync(file('ldap-read.new')));
  });

  it('says a secret on no command line, and nothing but ASCII on standard input', () => {
    const shelf = shelfOf({ at: join(folder, 'zust\u00e4nde') });
    shelf.write('ldap-read', SECRET);
    shelf.read('ldap-read');
    assert.deepEqual(seen().map(({ arguments: [first, second, third, script = ''] }) => [first, second, third, script.replace(/^.*[/\\]/, '')]), [['-NoProfile', '-NonInteractive', '-File', 'protect.ps1'], ['-NoProfile', '-NonInteractive', '-File', 'unprotect.ps1']]);
    for (const { arguments: said, text } of seen()) {
      assert.ok(said.every((each) => !each.includes('blau') && !each.includes('zust')));
      assert.match(text, /^[\x20-\x7e]+\n$/);
    }
  });

  it('writes into the very file that the script has guarded, and makes none of its own', () => {
    const made = join(folder, 'made');
    shelfOf({ instead: `process.on('exit', () => fs.writeFileSync(${JSON.stringify(made)}, String(fs.statSync(question.file).ino)));` }).write('k', SECRET);
    assert.deepEqual([String(statSync(file('k')).ino), statSync(file('k')).mode & 0o777], [readFileSync(made, 'utf8'), 0o600]);
    assert.deepEqual(seen().map(({ question: { file: path, account } }) => [path, account]), [[`${file('k')}.new`, null]]);
  });

  it('names the account of the service where the configuration does', () => {
    shelfOf({ account: 'CONTOSO\\svc-syncwhy$' }).write('k', SECRET);
    assert.equal(seen()[0]?.question['account'], 'CONTOSO\\svc-syncwhy$');
  });

  it('opens a secret once, and again when another one lies there', () => {
    const shelf = shelfOf();
    shelf.write('k', 'old');
    assert.deepEqual([shelf.read('k'), shelf.read('k')], ['old', 'old']);
    assert.equal(seen().length, 2);
    shelfOf().write('k', 'new');
    assert.equal(shelf.read('k'), 'new');
  });

  it('reads the plain text of an earlier version as it is, and says that it is plain', () => {
    mkdirSync(state());
    writeFileSync(file('k'), 'plain', { mode: 0o600 });
    assert.deepEqual([shelfOf().read('k'), shelfOf().form('k'), shelfOf().read('none'), shelfOf().form('none')], ['plain', 'plain', null, 'absent']);
    assert.ok(!existsSync(join(folder, 'seen')));
  });

  it('says plainly that another machine protected it, and what to do', () => {
    shelfOf({ machine: 'ONE' }).write('k', SECRET);
    const says = saysOf(() => shelfOf({ machine: 'TWO' }).read('k'));
    assert.match(says, /was protected on another machine and can be opened there only.*enrol the relay again.*set-password/);
  });

  it('names the machine that protected it', () => {
    shelfOf({ machine: 'ONE' }).write('k', SECRET);
    writeFileSync(file('k'), readFileSync(file('k'), 'utf8').replace(hostname(), 'SYNC07'));
    assert.match(saysOf(() => shelfOf({ machine: 'TWO' }).read('k')), /another machine \(SYNC07\)/);
  });

  it('opens no secret that was put in the place of another one, or in another folder', () => {
    shelfOf().write('ldap-read', SECRET);
    copyFileSync(file('ldap-read'), file('ldap-write'));
    assert.match(saysOf(() => shelfOf().read('ldap-write')), /damaged, or comes from another folder or file/);
    mkdirSync(join(folder, 'elsewhere'));
    copyFileSync(file('ldap-read'), join(folder, 'elsewhere', 'ldap-read'));
    assert.match(saysOf(() => shelfOf({ at: join(folder, 'elsewhere') }).read('ldap-read')), /damaged, or comes from another folder or file/);
  });

  it('refuses a file that others may read', () => {
    shelfOf().write('k', SECRET);
    chmodSync(file('k'), 0o644);
    assert.match(saysOf(() => shelfOf().read('k')), /Other accounts can read .*icacls.*replace the secret/);
  });

  for (const [what, instead, says] of [
    ['an account that Windows does not know', "refuse('account-unknown'); process.exit(0);", /Windows knows no account .*serviceAccount/],
    ['a folder that is closed', "refuse('access-denied'); process.exit(0);", /may not open or write .*administrator/],
    ['a script that fails', "refuse('failed'); process.exit(0);", /full language mode/],
    ['an answer that is none', "process.stdout.write('Get-Help: not found'); process.exit(1);", /full language mode/],
    ['two answers', "say({ ok: true, result: 'AAAA' }); say({ ok: true, result: 'AAAA' }); process.exit(0);", /full language mode/],
    ['an answer that is no base64', "say({ ok: true, result: 'a secret?' }); process.exit(0);", /full language mode/],
    ['a word that nobody knows', "refuse('whatever'); process.exit(0);", /full language mode/],
  ] as const) {
    it(`tells of ${what}, keeps what lay there, and lets no foreign word and no secret out`, () => {
      shelfOf().write('k', 'kept');
      const said = saysOf(() => shelfOf({ instead, account: 'CONTOSO\\gone$' }).write('k', SECRET));
      assert.match(said, says);
      assert.ok(!said.includes('blau') && !said.includes('Get-Help') && !said.includes('whatever') && !said.includes('a secret?'));
      assert.equal(shelfOf().read('k'), 'kept');
    });
  }

  it('tells of a PowerShell that cannot be started', () => {
    const shelf = createProtectedShelf({ folder: state(), command: ['/no/such/powershell.exe'] });
    assert.match(saysOf(() => shelf.write('k', SECRET)), /did not protect .*could not be started/);
  });

  it('forgets what is removed', () => {
    const shelf = shelfOf();
    shelf.write('k', SECRET);
    shelf.remove('k');
    shelf.remove('k');
    assert.deepEqual([shelf.read('k'), shelf.form('k')], [null, 'absent']);
  });
});
