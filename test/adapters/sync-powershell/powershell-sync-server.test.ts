import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { createContoso } from '../../../lab/company/contoso.ts';
import { adPerson, cloudPerson, setAttribute } from '../../../lab/company/find-person.ts';
import { recreateAccount } from '../../../lab/company/recreate-account.ts';
import { createSyncServer } from '../../../lab/company/sync-engine/sync-server.ts';
import { startAdSyncServer, type AdSyncServer } from '../../../lab/servers/adsync-server.ts';
import { createPowerShellSyncServer } from '../../../src/adapters/sync-powershell/powershell-sync-server.ts';
import { SyncServerError } from '../../../src/ports/sync-server.ts';
import { describeSyncServer, type SyncServerUnderTest } from '../../contracts/sync-server.ts';

const clock = {
  now: () => new Date('2026-11-21T09:00:00Z'),
  sleep: (milliseconds: number, signal?: AbortSignal) => sleep(milliseconds, undefined, signal === undefined ? {} : { signal }).catch(() => undefined),
};

describe('through the pretend PowerShell', () => {
  let running: AdSyncServer;
  let underTest: SyncServerUnderTest;

  beforeEach(async () => {
    const company = createContoso({ clock });
    recreateAccount(company, 'mlopez');
    const { ad, tenant } = company;
    setAttribute(ad, 'avance', { mailNickname: ['SystemMailbox{1f05a927}'] });
    const world = createSyncServer({ name: 'SYNC01', ad, tenant, clock, cycleMinutes: 30, cycleTakesMs: 60_000, scope: company.sync.scope() });
    world.runCycle();
    running = await startAdSyncServer({ sync: world });
    const anchor = cloudPerson(company, 'jsmith')?.onPremisesImmutableId ?? '';
    const server = createPowerShellSyncServer({ name: 'SYNC01', command: running.command, timeoutMs: 10_000, clock });
    underTest = { server, world, dn: adPerson(ad, 'jsmith').dn, anchor, refusedDn: adPerson(ad, 'mlopez').dn, filteredDn: adPerson(ad, 'avance').dn, hinder: running.hinder };
  });

  afterEach(async () => {
    underTest.world.stop();
    await running.close();
  });

  describeSyncServer(() => underTest);
});

describe('a PowerShell that misbehaves', () => {
  const running = (program: string, timeoutMs = 10_000) =>
    createPowerShellSyncServer({ name: 'SYNC01', command: [process.execPath, '--eval', program, '--'], timeoutMs, clock });
  const faultOf = async (work: Promise<unknown>): Promise<string> =>
    work.then(() => 'none', (error: unknown) => (error instanceof SyncServerError ? error.fault : 'a bug'));

  const CASES = [
    { what: 'prints garbage', program: 'console.log("WARNING: something")', fault: 'failed' },
    { what: 'prints nothing', program: '', fault: 'failed' },
    { what: 'prints JSON of another shape', program: 'console.log(JSON.stringify({ ok: true, result: { SyncCycleEnabled: "yes" } }))', fault: 'failed' },
    { what: 'gives a reason that nobody knows', program: 'console.log(JSON.stringify({ ok: false, why: "tired" }))', fault: 'failed' },
    { what: 'ends with another code than 0', program: 'console.log(JSON.stringify({ ok: true, result: {} })); process.exitCode = 3', fault: 'failed' },
    { what: 'never stops printing', program: 'setInterval(() => process.stdout.write("x".repeat(1e6)), 1)', fault: 'failed' },
    { what: 'is not allowed to', program: 'console.log(JSON.stringify({ ok: false, why: "access-denied" }))', fault: 'access-denied' },
    { what: 'finds a running cycle', program: 'console.log(JSON.stringify({ ok: false, why: "cycle-in-progress" }))', fault: 'busy' },
  ];
  for (const { what, program, fault } of CASES) {
    it(`which ${what} is the fault ${fault}`, async () => {
      assert.equal(await faultOf(running(program).scheduler()), fault);
    });
  }

  it('which hangs is killed at the deadline', async () => {
    const started = performance.now();
    assert.equal(await faultOf(running('setInterval(() => undefined, 1000)', 300).scheduler()), 'timed-out');
    assert.ok(performance.now() - started < 5000);
  });

  it('which hangs in the middle of a server keeps what it said before, and the rest is unread', async () => {
    const said = { ok: true, result: { service: { status: 'Running' }, rules: null, unread: [{ what: 'tls', why: 'failed' }] } };
    const program = `console.log(${JSON.stringify(JSON.stringify(said))}); process.stdout.write('{"ok":true,"resu'); setInterval(() => undefined, 1000)`;
    const document = await running(program, 1500).describe({ dns: [], anchors: [], only: ['service', 'rules', 'tls', 'companyFeatures'] });
    assert.deepEqual([document.service?.status, document.rules, document.companyFeatures], ['Running', [], undefined]);
    assert.deepEqual(document.unread?.map(({ what, why }) => [what, why]), [['syncServers.SYNC01.tls', 'failed'], ['syncServers.SYNC01.companyFeatures', 'timed-out']]);
  });

  it('which says the rest in a second line is read to the end', async () => {
    const lines = [{ ok: true, result: { service: { status: 'Running' }, unread: [] } }, { ok: true, result: { companyFeatures: { PasswordHashSync: true }, unread: [{ what: 'domainReachability', why: 'failed' }] } }];
    const program = lines.map((line) => `console.log(${JSON.stringify(JSON.stringify(line))})`).join(';');
    const document = await running(program).describe({ dns: [], anchors: [], only: ['service', 'companyFeatures', 'domainReachability'] });
    assert.deepEqual([document.service?.status, document.companyFeatures], ['Running', { PasswordHashSync: true }]);
    assert.deepEqual(document.unread?.map(({ what }) => what), ['syncServers.SYNC01.domainReachability']);
  });

  it('which cannot go on after its first line leaves the rest unread', async () => {
    const program = 'console.log(JSON.stringify({ ok: true, result: { service: { status: "Running" } } })); console.log(JSON.stringify({ ok: false, why: "failed" }))';
    assert.deepEqual((await running(program).describe({ dns: [], anchors: [], only: ['service', 'events'] })).unread?.map(({ what }) => what), ['syncServers.SYNC01.events']);
  });

  it('which is not installed makes the server unreachable', async () => {
    const server = createPowerShellSyncServer({ name: 'SYNC01', command: ['/nowhere/powershell.exe'], timeoutMs: 10_000, clock });
    assert.equal(await faultOf(server.scheduler()), 'unreachable');
  });

  it('gets the question on its standard input and the script as its last argument', async () => {
    const program = `
      let question = '';
      process.stdin.on('data', (chunk) => { question += chunk; }).on('end', () => {
        const script = process.argv.at(-1).split(/[\\\\/]/).at(-1);
        console.log(JSON.stringify({ ok: true, result: { ConnectorName: script, RunProfileName: question } }));
      });`;
    assert.deepEqual(await running(program).recentRuns(), [{ ConnectorName: 'read-runs.ps1', RunProfileName: '{"newest":30}' }]);
  });
});
