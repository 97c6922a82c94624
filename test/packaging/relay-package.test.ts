import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { stringify } from 'yaml';
import packageJson from '../../package.json' with { type: 'json' };
import { packageRelay } from '../../tools/package-relay.ts';
import { leaveOut } from '../real/left-out.ts';
import { openSystemdRoom, type SystemdRoom } from '../real/systemd-room.ts';

interface Bill {
  readonly components: readonly { readonly name: string; readonly version: string; readonly licenses: readonly { readonly license: { readonly id: string } }[] }[];
}

describe('the packed relay', function () {
  this.timeout(120_000);
  let folder: string;
  let packed: string;
  const node = (): string => join(packed, 'node');
  const relay = (...words: readonly string[]) => spawnSync(node(), [join(packed, 'relay.mjs'), ...words], { encoding: 'utf8', cwd: '/' });

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'syncwhy-packed-'));
    packed = await packageRelay(join(folder, 'syncwhy-relay'));
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  it('runs by itself, with the runtime that it brings', () => {
    const { status, stdout } = relay('--help');
    assert.equal(status, 0);
    assert.match(stdout, /export-undo PLAN/);
    assert.equal(spawnSync(node(), ['--version'], { encoding: 'utf8' }).stdout.trim(), process.version);
  });

  it('carries every fixed script and says the sums of all its files', () => {
    for (const name of ['read-scheduler', 'protect', 'unprotect', 'write-events']) assert.ok(existsSync(join(packed, 'scripts', `${name}.ps1`)), name);
    const check = spawnSync('sha256sum', ['--check', '--strict', '--quiet', 'SHA256SUMS'], { cwd: packed, encoding: 'utf8' });
    assert.equal(check.status, 0, check.stdout);
  });

  it('has a definition for Windows that is whole, names files of the folder, and runs as no mighty account in either form of WinSW', () => {
    const xml = readFileSync(join(packed, 'syncwhy-relay.xml'), 'utf8').replaceAll(/<!--[\s\S]*?-->/g, '');
    const open: string[] = [];
    for (const [, closes, name = '', empty] of xml.matchAll(/<(\/?)([a-zA-Z]+)[^>]*?(\/?)>/g)) {
      if (closes === '/') assert.equal(open.pop(), name);
      else if (empty !== '/') open.push(name);
    }
    assert.deepEqual(open, []);
    const value = (name: string): string => new RegExp(`<${name}>([^<]*)</${name}>`).exec(xml)?.[1] ?? assert.fail(`${name} is missing`);
    assert.equal(`${value('domain')}\\${value('user')}`, value('username'));
    assert.match(value('username'), /^\w+\\[\w-]+\$$/);
    assert.doesNotMatch(xml, /<password>|LocalSystem/);
    assert.deepEqual([value('executable'), value('arguments')], ['%BASE%\\node.exe', '--max-semi-space-size=8 "%BASE%\\relay.mjs" --config "%ProgramData%\\SyncWhy\\relay.yaml"']);
    assert.ok(Number.parseInt(value('stoptimeout'), 10) > 20, 'a step under way may take 20 seconds');
    assert.match(xml, /<onfailure action="restart" delay="5 min"\/>\s*<resetfailure>/);
  });

  it('lists what it is made of, each with version and licence', () => {
    const { components } = JSON.parse(readFileSync(join(packed, 'sbom.cdx.json'), 'utf8')) as Bill;
    const names = components.map(({ name }) => name);
    for (const name of ['node', 'ldapts', 'zod', 'yaml', 'pino', 'cockatiel', 'canonicalize']) assert.ok(names.includes(name), `${name} is not listed`);
    for (const name of ['botbuilder', 'restify', '@microsoft/microsoft-graph-client', 'kysely', 'pg']) assert.ok(!names.includes(name), `${name} has no business in the relay`);
    for (const { name, version, licenses } of components) assert.ok(/^\d/.test(version) && licenses.every(({ license }) => license.id !== ''), name);
  });

  it('is the same when it is packed again', async () => {
    const again = await packageRelay(join(folder, 'again'));
    assert.equal(readFileSync(join(again, 'SHA256SUMS'), 'utf8'), readFileSync(join(packed, 'SHA256SUMS'), 'utf8'));
  });

  describe('as a service of systemd', function () {
    let room: SystemdRoom | null = null;
    let deaf: Server;
    const heard = new Set<Socket>();
    const inside = (...words: readonly string[]): string => {
      if (room === null) throw new Error('there is no room');
      const { stdout, stderr } = room.run(...words);
      return `${stdout}${stderr}`.trim();
    };
    const relayAsService = (...words: readonly string[]): string => inside('runuser', '-u', 'syncwhy-relay', '--', '/opt/syncwhy-relay/node', '/opt/syncwhy-relay/relay.mjs', '--config', '/etc/syncwhy-relay/relay.yaml', ...words);

    before(async function () {
      // Takes connections and never answers, so that the relay stays at its door.
      deaf = createServer((socket) => void heard.add(socket.on('error', () => undefined).resume()));
      await new Promise<void>((resolve) => deaf.listen(0, '127.0.0.1', resolve));
      const address = deaf.address();
      const files = join(folder, 'room');
      for (const each of ['opt/syncwhy-relay', 'etc/syncwhy-relay', 'etc/systemd/system', 'etc/sysusers.d']) mkdirSync(join(files, each), { recursive: true });
      cpSync(packed, join(files, 'opt/syncwhy-relay'), { recursive: true });
      for (const [name, to] of [['syncwhy-relay.service', 'etc/systemd/system'], ['syncwhy-relay.conf', 'etc/sysusers.d']] as const) cpSync(join(packed, name), join(files, to, name));
      const file = (name: string, content: unknown): void => writeFileSync(join(files, 'etc/syncwhy-relay', name), stringify(content), { mode: 0o644 });
      file('relay.yaml', { bot: { url: `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}` }, stateDir: '/var/lib/syncwhy-relay', localPolicyFile: 'policy.yaml' });
      file('policy.yaml', { readOnly: true, operations: [], writableContainers: [], objectsPerHour: 0 });
      chmodSync(files, 0o755);
      const opened = await openSystemdRoom(files);
      if ('missing' in opened) {
        if (opened.because === 'not-installed') leaveOut('systemd', opened.missing);
        return this.skip();
      }
      room = opened;
      inside('systemd-sysusers');
      inside('install', '-d', '-o', 'syncwhy-relay', '-g', 'syncwhy-relay', '-m', '0700', '/var/lib/syncwhy-relay');
    });
    after(async () => {
      await room?.close();
      await new Promise<void>((resolve) => deaf.close(() => resolve()));
    });

    it('has a definition that systemd accepts, and a small exposure', () => {
      assert.equal(inside('systemd-analyze', 'verify', '/etc/systemd/system/syncwhy-relay.service'), '');
      const [, exposure = '10'] = /Overall exposure level for \S+: ([\d.]+)/.exec(inside('systemd-analyze', 'security', '--no-pager', 'syncwhy-relay.service')) ?? [];
      assert.ok(Number(exposure) <= 2.5, `exposure ${exposure}`);
    });

    it('keeps a password for its account alone', () => {
      const kept = inside('sh', '-c', `printf 's3cret\\n' | runuser -u syncwhy-relay -- /opt/syncwhy-relay/node /opt/syncwhy-relay/relay.mjs --config /etc/syncwhy-relay/relay.yaml set-password ldap-read`);
      assert.match(kept, /passwordFile: \/var\/lib\/syncwhy-relay\/passwords\/ldap-read/);
      assert.equal(inside('stat', '-c', '%U %a', '/var/lib/syncwhy-relay/passwords/ldap-read'), 'syncwhy-relay 600');
    });

    it('explains its configuration under its own account', () => assert.match(relayAsService('check', '--offline'), /Changes: +none, this relay only reads/));

    it('ends with one sentence, and is not started again, while it is not enrolled', async () => {
      inside('systemctl', 'start', 'syncwhy-relay');
      await wait(1_500);
      assert.equal(inside('systemctl', 'show', '--property=ActiveState,NRestarts,ExecMainStatus', 'syncwhy-relay').split('\n').sort().join(' '), 'ActiveState=failed ExecMainStatus=2 NRestarts=0');
      assert.match(inside('journalctl', '-u', 'syncwhy-relay', '--no-pager', '-o', 'cat'), /This relay is not enrolled yet/);
    });

    it('runs once it is enrolled, listens nowhere, comes back when it is killed and stops when told to', async () => {
      // The identity that enrolment would have written.
      const jobKey = relayAsService('journal') === '' ? '' : inside('runuser', '-u', 'syncwhy-relay', '--', '/opt/syncwhy-relay/node', '-e', IDENTITY);
      assert.equal(jobKey, '');
      inside('systemctl', 'reset-failed', 'syncwhy-relay');
      inside('systemctl', 'start', 'syncwhy-relay');
      await wait(2_000);
      assert.equal(inside('systemctl', 'is-active', 'syncwhy-relay'), 'active', inside('journalctl', '-u', 'syncwhy-relay', '--no-pager', '-o', 'cat'));
      const [pid = 0] = room?.processesOf('/opt/syncwhy-relay/relay.mjs') ?? [];
      assert.deepEqual(listening(pid), []);
      process.kill(pid, 'SIGKILL');
      await wait(7_000);
      assert.equal(inside('systemctl', 'is-active', 'syncwhy-relay'), 'active');
      assert.equal(inside('systemctl', 'show', '--property=NRestarts', '--value', 'syncwhy-relay'), '1');
      assert.match(inside('journalctl', '-u', 'syncwhy-relay', '--no-pager', '-o', 'cat'), new RegExp(`"version":"${packageJson.version}"|relay.starting`));
      for (const socket of heard) socket.resetAndDestroy();
      await wait(1_500);
      const grave = inside('journalctl', '-u', 'syncwhy-relay', '-p', 'warning', '--no-pager', '-o', 'cat').split('\n').filter((line) => line.startsWith('{'));
      assert.deepEqual([...new Set(grave.map((line) => (JSON.parse(line) as { event: string; id: number })).map(({ event, id }) => `${String(id)} ${event}`))], ['111 relay.bot-not-reached']);
      inside('systemctl', 'stop', 'syncwhy-relay');
      assert.equal(inside('systemctl', 'is-active', 'syncwhy-relay'), 'inactive');
    });
  });
});

const IDENTITY = `
const { generateKeyPairSync } = require('node:crypto');
const { kty, crv, x, y } = generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({ format: 'jwk' });
require('node:fs').writeFileSync('/var/lib/syncwhy-relay/identity.json', JSON.stringify({ relayId: 'relay-1', group: 'default', botUrl: 'http://127.0.0.1:1', jobKey: JSON.stringify({ crv, kty, x, y }) }), { mode: 0o600 });
`;

/** The inodes of listening TCP sockets that this process holds. */
function listening(pid: number): readonly string[] {
  const sockets = spawnSync('bash', ['-c', `ls -l /proc/${pid}/fd | grep -o 'socket:\\[[0-9]*\\]' | tr -dc '0-9\\n'`], { encoding: 'utf8' }).stdout.trim().split('\n');
  const open = ['tcp', 'tcp6'].flatMap((table) => readFileSync(`/proc/${pid}/net/${table}`, 'utf8').trim().split('\n').slice(1)).map((row) => row.trim().split(/\s+/));
  return open.filter((columns) => columns[3] === '0A' && sockets.includes(columns[9] ?? '')).map((columns) => columns[1] ?? '');
}
