import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createContoso } from '../../../lab/company/contoso.ts';
import { adPerson, cloudPerson, setAttribute } from '../../../lab/company/find-person.ts';
import { recreateAccount } from '../../../lab/company/recreate-account.ts';
import { createSyncServer } from '../../../lab/company/sync-engine/sync-server.ts';
import { startAdSyncServer, type AdSyncServer } from '../../../lab/servers/adsync-server.ts';
import { createPowerShellSyncServer, type PowerShellSyncServer } from '../../../src/adapters/sync-powershell/powershell-sync-server.ts';
import type { ServerSection } from '../../../src/model/relay-job.ts';
import { SyncServerError } from '../../../src/ports/sync-server.ts';
import { describeSyncServer, type SyncServerUnderTest } from '../../contracts/sync-server.ts';
import { clock as machineClock, fakeHost, SCHEDULER } from './fake-host.ts';

const clock = { ...machineClock, now: () => new Date('2026-11-21T09:00:00Z') };

describe('through the pretend PowerShell', () => {
  let running: AdSyncServer;
  let underTest: SyncServerUnderTest;
  let server: PowerShellSyncServer;

  beforeEach(async () => {
    const company = createContoso({ clock });
    recreateAccount(company, 'mlopez');
    const { ad, tenant } = company;
    setAttribute(ad, 'avance', { mailNickname: ['SystemMailbox{1f05a927}'] });
    const world = createSyncServer({ name: 'SYNC01', ad, tenant, clock, cycleMinutes: 30, cycleTakesMs: 60_000, scope: company.sync.scope() });
    world.runCycle();
    running = await startAdSyncServer({ sync: world });
    const anchor = cloudPerson(company, 'jsmith')?.onPremisesImmutableId ?? '';
    server = createPowerShellSyncServer({ name: 'SYNC01', command: running.command, timeoutMs: 10_000, clock });
    underTest = { server, world, dn: adPerson(ad, 'jsmith').dn, anchor, refusedDn: adPerson(ad, 'mlopez').dn, filteredDn: adPerson(ad, 'avance').dn, hinder: running.hinder };
  });

  afterEach(async () => {
    server.close();
    underTest.world.stop();
    await running.close();
  });

  describeSyncServer(() => underTest);
});

describe('a PowerShell that misbehaves', () => {
  const open: PowerShellSyncServer[] = [];
  const running = (answer: string, timeoutMs = 10_000): PowerShellSyncServer => {
    const server = createPowerShellSyncServer({ name: 'SYNC01', command: fakeHost(answer), timeoutMs, clock });
    open.push(server);
    return server;
  };
  afterEach(() => {
    for (const server of open.splice(0)) server.close();
  });
  const faultOf = async (work: Promise<unknown>): Promise<string> =>
    work.then(() => 'none', (error: unknown) => (error instanceof SyncServerError ? error.fault : 'a bug'));
  const saying = (part: unknown): string => `say(${JSON.stringify(part)}); end();`;

  const CASES = [
    { what: 'prints garbage and ends', answer: `raw('WARNING: something\\n'); process.exit(0)`, fault: 'failed' },
    { what: 'ends a script without a word', answer: 'end()', fault: 'failed' },
    { what: 'says a scheduler of another shape', answer: saying({ ok: true, result: { ...SCHEDULER, SyncCycleEnabled: 'yes' } }), fault: 'failed' },
    { what: 'says a scheduler that lacks the staging mode', answer: saying({ ok: true, result: { ...SCHEDULER, StagingModeEnabled: undefined } }), fault: 'failed' },
    { what: 'gives a reason that nobody knows', answer: saying({ ok: false, why: 'tired' }), fault: 'failed' },
    { what: 'is not allowed to', answer: saying({ ok: false, why: 'access-denied' }), fault: 'access-denied' },
    { what: 'finds a running cycle', answer: saying({ ok: false, why: 'cycle-in-progress' }), fault: 'busy' },
    { what: 'cannot reach the other machine', answer: saying({ ok: false, why: 'server-unreachable' }), fault: 'unreachable' },
  ];
  for (const { what, answer, fault } of CASES) {
    it(`which ${what} is the fault ${fault}`, async () => {
      assert.equal(await faultOf(running(answer).scheduler()), fault);
    });
  }

  it('which hangs in the middle of a server keeps what it said before, and the rest is unread', async () => {
    const said = { ok: true, result: { service: { status: 'Running' }, rules: null, unread: [{ what: 'tls', why: 'failed' }] } };
    const document = await running(`say(${JSON.stringify(said)}); raw('{"id":"' + id + '","part":{"ok":true,"resu'); await hang()`, 1500).describe({ dns: [], anchors: [], only: ['service', 'rules', 'tls', 'companyFeatures'] });
    assert.deepEqual([document.service?.status, document.rules, document.companyFeatures], ['Running', [], undefined]);
    assert.deepEqual(document.unread?.map(({ what, why }) => [what, why]), [['syncServers.SYNC01.tls', 'failed'], ['syncServers.SYNC01.companyFeatures', 'timed-out']]);
  });

  it('which says the rest in a second part is read to the end', async () => {
    const parts = [{ ok: true, result: { service: { status: 'Running' }, unread: [] } }, { ok: true, result: { companyFeatures: { PasswordHashSync: true }, unread: { what: 'domainReachability', why: 'failed' } } }];
    const document = await running(`${parts.map((part) => `say(${JSON.stringify(part)});`).join('')} end()`).describe({ dns: [], anchors: [], only: ['service', 'companyFeatures', 'domainReachability'] });
    assert.deepEqual([document.service?.status, document.companyFeatures], ['Running', { PasswordHashSync: true }]);
    assert.deepEqual(document.unread?.map(({ what }) => what), ['syncServers.SYNC01.domainReachability']);
  });

  for (const [how, then, says] of [['says that it cannot go on', 'say({ ok: false, why: "failed" }); end()', /said nothing of it/], ['is killed', 'setTimeout(() => process.exit(1), 50); await hang()', /ended before it was said/]] as const) {
    it(`which ${how} after its first part leaves the rest unread`, async () => {
      const document = await running(`say({ ok: true, result: { service: { status: 'Running' } } }); ${then}`).describe({ dns: [], anchors: [], only: ['service', 'events'] });
      assert.equal(document.service?.status, 'Running');
      assert.deepEqual(document.unread?.map(({ what, why }) => [what, why]), [['syncServers.SYNC01.events', 'failed']]);
      assert.match(document.unread?.[0]?.detail ?? '', says);
    });
  }

  it('which is not installed makes the server unreachable', async () => {
    const server = createPowerShellSyncServer({ name: 'SYNC01', command: ['/nowhere/powershell.exe'], timeoutMs: 10_000, clock });
    assert.equal(await faultOf(server.scheduler()), 'unreachable');
  });

  it('is told the other machine in its first line, and nowhere else', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'syncwhy-remote-'));
    const remote = { computerName: 'sync01.corp.contoso.com', configurationName: 'SyncWhy', scriptsFolder: String.raw`C:\Program Files\SyncWhy\scripts` };
    const program = `require('node:readline').createInterface({ input: process.stdin }).once('line', (line) => { require('node:fs').writeFileSync(${JSON.stringify(join(folder, 'first'))}, line + process.argv.slice(1)); process.exit(1); })`;
    const server = createPowerShellSyncServer({ name: 'SYNC01', command: [process.execPath, '--eval', program, '--'], timeoutMs: 10_000, clock, remote });
    assert.equal(await faultOf(server.scheduler()), 'failed');
    const [first, ...more] = readFileSync(join(folder, 'first'), 'utf8').split('}}');
    assert.deepEqual(JSON.parse(`${first}}}`), { open: remote });
    assert.doesNotMatch(more.join(''), /sync01|SyncWhy/);
    rmSync(folder, { recursive: true });
  });
});

describe('secrets on a sync server', () => {
  const PLANTED = 'hunter2-planted';
  const parameters = ['forest-login-user', 'forest-login-password', 'encrypted-attributes', 'Password', 'UserName2'].map((Name) => ({ Name, Value: Name === 'forest-login-user' ? 'MSOL_1' : PLANTED, DataType: PLANTED }));
  const server = {
    service: { status: 'Running', account: 'CORP\\svc', password: PLANTED },
    connectors: [{
      Identifier: 'a', Name: 'corp', Type: 'AD', ObjectInclusionList: [], AttributeInclusionList: [], Partitions: [], RunProfiles: [], ConnectivityParameters: parameters, GlobalParameters: parameters, PasswordHashConfiguration: PLANTED,
      AADPasswordResetConfiguration: { key: PLANTED },
    }],
    globalSettings: { Parameters: [{ Name: 'Microsoft.Synchronize.StagingMode', Value: 'False' }, { Name: 'Microsoft.AADFilter.ApplicationSecret', Value: PLANTED }], InstanceKey: PLANTED },
    runHistory: [{ ConnectorName: 'corp', RunProfileName: 'Export', Result: 'success', IsRunComplete: true, StartDate: null, EndDate: null, RunStepResults: [], Username: PLANTED }],
    unread: [],
    planted: PLANTED,
  };

  it('do not come out of a document, whoever printed them', async () => {
    const noise = `raw(${JSON.stringify(`${PLANTED}\n`)}); process.stderr.write(${JSON.stringify(`${PLANTED}\n`)});`;
    const asked = createPowerShellSyncServer({ name: 'SYNC01', command: fakeHost(`${noise} say(${JSON.stringify({ ok: true, result: server, planted: PLANTED })}); end();`), timeoutMs: 10_000, clock });
    const document = await asked.describe({ dns: [], anchors: [], only: ['service', 'connectors', 'globalSettings', 'runHistory'] });
    asked.close();
    assert.doesNotMatch(JSON.stringify(document), new RegExp(PLANTED));
    assert.deepEqual([document.unread, document.connectors?.[0]?.ConnectivityParameters, document.globalSettings?.Parameters?.length], [[], [{ Name: 'forest-login-user', Value: 'MSOL_1' }], 1]);
  });

  for (const [how, answer] of [
    ['a refusal', `say({ ok: false, why: '${PLANTED}' }); end()`],
    ['another shape', `say({ ok: true, result: { unread: '${PLANTED}' } }); end()`],
    ['a section of another shape', `say({ ok: true, result: { scheduler: { ...${JSON.stringify(SCHEDULER)}, SyncCycleEnabled: '${PLANTED}' } } }); end()`],
    ['an error on the way', `process.stderr.write('${PLANTED}'); raw('${PLANTED}'); process.exit(1)`],
  ] as const) {
    it(`do not come out of ${how}`, async () => {
      const asked = createPowerShellSyncServer({ name: 'SYNC01', command: fakeHost(answer), timeoutMs: 10_000, clock });
      const said = await asked.describe({ dns: [], anchors: [], only: ['scheduler'] }).catch((error: unknown) => (error instanceof SyncServerError ? error.message : assert.fail('a bug')));
      asked.close();
      assert.doesNotMatch(JSON.stringify(said), new RegExp(PLANTED));
    });
  }
});

describe('a build of ADSync that answers otherwise', () => {
  const describing = async (result: object, only: readonly ServerSection[]) => {
    const server = createPowerShellSyncServer({ name: 'SYNC01', command: fakeHost(`say(${JSON.stringify({ ok: true, result })}); end();`), timeoutMs: 10_000, clock });
    try {
      return await server.describe({ dns: [], anchors: [], only });
    } finally {
      server.close();
    }
  };
  const SPACE = { ObjectId: 'a', ConnectorName: 'c', DistinguishedName: 'CN=a', ConnectedMVObjectId: 'm', IsPlaceHolder: false, IsConnector: true, HasExportError: false, ExportError: null, HasSyncError: false, SynchronizationError: null, Lineage: null, Attributes: [] };

  it('still tells the sections whose shape is known', async () => {
    const document = await describing({ scheduler: { ...SCHEDULER, SyncCycleEnabled: 'yes' }, service: { status: 'Running' } }, ['scheduler', 'service']);
    assert.deepEqual([document.scheduler, document.service?.status], [undefined, 'Running']);
    assert.match(document.unread?.[0]?.detail ?? '', /scheduler: .* in another shape .*another kind of SyncCycleEnabled/);
  });

  for (const [field, path] of [['Attributes', 'Attributes'], ['Lineage', 'Lineage'], ['ExportError', 'ExportError'], ['HasSyncError', 'HasSyncError']] as const) {
    it(`and gives no ${field} makes the objects unknown, never empty`, async () => {
      const document = await describing({ csObjects: [{ ...SPACE, [field]: undefined }] }, ['csObjects']);
      assert.equal(document.csObjects, undefined);
      assert.match(document.unread?.[0]?.detail ?? '', new RegExp(`no field ${path}`));
    });
  }

  it('and gives no values of an attribute makes the objects unknown', async () => {
    const document = await describing({ csObjects: [{ ...SPACE, Attributes: [{ Name: 'mail' }] }] }, ['csObjects']);
    assert.match(document.unread?.[0]?.detail ?? '', /no field Attributes\.Values/);
  });

  it('and gives a single object without a list is understood', async () => {
    assert.equal((await describing({ csObjects: SPACE }, ['csObjects'])).csObjects?.[0]?.ObjectId, 'a');
  });

  it('and gives null where it looked at a list is: nothing there', async () => {
    assert.deepEqual((await describing({ csObjects: null }, ['csObjects'])).csObjects, []);
  });

  it('and gives null for a section that is no list is: not known', async () => {
    const document = await describing({ scheduler: null }, ['scheduler']);
    assert.deepEqual([document.scheduler, document.unread?.length], [undefined, 1]);
  });
});
