import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createPowerShellHost, type PowerShellHost } from '../../../src/adapters/sync-powershell/powershell-host.ts';
import { createPowerShellSyncServer, type PowerShellSyncServer } from '../../../src/adapters/sync-powershell/powershell-sync-server.ts';
import { SyncServerError } from '../../../src/ports/sync-server.ts';
import { clock, fakeHost, GOOD } from './fake-host.ts';

describe('the long-lived PowerShell', () => {
  const open: { close(): void }[] = [];
  let folder: string;
  let diary: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'syncwhy-host-'));
    diary = join(folder, 'diary');
  });
  afterEach(() => {
    for (const each of open.splice(0)) each.close();
    rmSync(folder, { recursive: true });
  });

  const server = (answer: string, timeoutMs = 5_000): PowerShellSyncServer => {
    const noted = `require('node:fs').appendFileSync(${JSON.stringify(diary)}, process.pid + ' ' + script + '\\n'); ${answer}`;
    const opened = createPowerShellSyncServer({ name: 'SYNC01', command: fakeHost(noted), timeoutMs, clock });
    open.push(opened);
    return opened;
  };
  const host = (answer: string): PowerShellHost => {
    const opened = createPowerShellHost({ command: fakeHost(answer), timeoutMs: 5_000, clock });
    open.push(opened);
    return opened;
  };
  const requests = (): readonly string[] => readFileSync(diary, 'utf8').trim().split('\n');
  const processes = (): number => new Set(requests().map((line) => line.split(' ')[0])).size;
  const faultOf = (work: Promise<unknown>): Promise<string> => work.then(() => 'none', (error: unknown) => (error instanceof SyncServerError ? error.fault : 'a bug'));

  it('is one process for many questions', async () => {
    const asked = server(GOOD);
    for (let round = 0; round < 5; round += 1) await asked.scheduler();
    assert.deepEqual([requests().length, processes()], [5, 1]);
  });

  it('answers two questions at once with the answer of each', async () => {
    const asked = host(`await new Promise((go) => setTimeout(go, 50)); say(question); end();`);
    const answers = await Promise.all([1, 2, 3].map((n) => asked.ask({ script: 'read-runs', question: { n }, timeoutMs: 5_000 })));
    assert.deepEqual(answers.map(({ parts }) => parts), [[{ n: 1 }], [{ n: 2 }], [{ n: 3 }]]);
  });

  it('gets the parameters as data, whatever they hold', async () => {
    const evil = `'; Remove-Item C:\\ -Recurse; $(whoami) \` " & | \n\u2028\u0000 CN=O'Brien\\, John,OU=Ä`;
    const { parts } = await host('say({ script, question, args: process.argv.slice(1) }); end();').ask({ script: 'read-server', question: { dns: [evil] }, timeoutMs: 5_000 });
    const [said] = parts as readonly { readonly script: string; readonly question: unknown; readonly args: readonly string[] }[];
    assert.deepEqual([said?.script, said?.question], ['read-server', { dns: [evil] }]);
    assert.deepEqual(said?.args.slice(0, 3), ['-NoProfile', '-NonInteractive', '-File']);
    assert.match(said?.args[3] ?? '', /host\.ps1$/);
    assert.equal(said?.args.length, 4);
  });

  it('may print noise of every kind between the lines that count', async () => {
    const noise = String.raw`raw('WARNING: something\n\n[]\n{"id":"999","part":{"ok":true,"result":{}}}\n{"id":"x","end":true}\n{"ready":1}\n{"half\n\uFFFD\u0007\n');`;
    assert.equal((await server(`${noise} ${GOOD}`).scheduler()).SyncCycleEnabled, true);
  });

  it('may print its answer in small pieces', async () => {
    const pieces = `for (const piece of Buffer.from(JSON.stringify({ id, part: { ok: true, result: { name: 'Zoë 🦊' } } }) + '\\n')) { raw(Buffer.from([piece])); } end();`;
    assert.deepEqual((await host(pieces).ask({ script: 'read-runs', question: {}, timeoutMs: 5_000 })).parts, [{ ok: true, result: { name: 'Zoë 🦊' } }]);
  });

  it('costs a question that hangs its deadline and no more, and the others go on', async () => {
    const asked = server(`if (script === 'read-runs') await hang(); ${GOOD}`, 400);
    const started = performance.now();
    const [hung, scheduler] = await Promise.all([faultOf(asked.recentRuns()), asked.scheduler()]);
    assert.deepEqual([hung, scheduler.SyncCycleEnabled, processes()], ['timed-out', true, 2]);
    assert.ok(performance.now() - started < 4_000);
  });

  it('waits for a slow answer that comes in time', async () => {
    assert.equal((await server(`await new Promise((go) => setTimeout(go, 300)); ${GOOD}`).scheduler()).SyncCycleEnabled, true);
  });

  it('is started again when it was killed between two questions', async () => {
    const asked = server(GOOD);
    const { NextSyncCyclePolicyType: pid } = await asked.scheduler();
    process.kill(Number(pid), 'SIGKILL');
    assert.equal((await asked.scheduler()).SyncCycleEnabled, true);
    assert.equal(processes(), 2);
  });

  for (const [when, answer] of [['before it says anything', 'process.exit(1)'], ['in the middle of a line', `raw('{"id":"' + id + '","part":{"ok":tr'); setTimeout(() => process.kill(process.pid, 'SIGKILL'), 50); await hang()`]] as const) {
    it(`is asked a reading once more when it dies ${when}, and then no more`, async () => {
      assert.equal(await faultOf(server(answer).scheduler()), 'failed');
      assert.deepEqual(requests().map((line) => line.split(' ')[1]), ['read-scheduler', 'read-scheduler']);
    });

    it(`is never asked a change twice when it dies ${when}`, async () => {
      assert.equal(await faultOf(server(answer).startDelta()), 'failed');
      assert.deepEqual(requests().map((line) => line.split(' ')[1]), ['start-cycle']);
    });
  }

  it('is asked a reading once more when it dies the first time only', async () => {
    const asked = server(`if (require('node:fs').readFileSync(${JSON.stringify(diary)}, 'utf8').trim().split('\\n').length === 1) process.exit(1); ${GOOD}`);
    assert.equal((await asked.scheduler()).SyncCycleEnabled, true);
    assert.equal(processes(), 2);
  });

  it('has its answer refused when it is 50 MB long, and the next question is answered', async () => {
    const asked = server(`if (script === 'read-runs') { say({ ok: true, result: 'x'.repeat(50 * 1024 * 1024) }); end(); return; } ${GOOD}`);
    await assert.rejects(asked.recentRuns(), (error) => error instanceof SyncServerError && error.fault === 'failed' && /more than an answer can be/.test(error.message));
    assert.equal((await asked.scheduler()).SyncCycleEnabled, true);
    assert.deepEqual(requests().map((line) => line.split(' ')[1]), ['read-runs', 'read-scheduler']);
  });

  it('has 50 MB of noise refused as well', async () => {
    assert.equal(await faultOf(server(`for (let n = 0; n < 50; n += 1) raw('x'.repeat(1024 * 1024) + '\\n'); ${GOOD}`).scheduler()), 'failed');
  });

  it('is not started again and again without a pause when it fails again and again', async () => {
    const asked = server('process.exit(1)');
    for (let round = 0; round < 3; round += 1) await faultOf(asked.startDelta());
    const started = performance.now();
    const slowed = await asked.startDelta().then(() => '', (error: unknown) => (error instanceof Error ? error.message : ''));
    assert.ok(performance.now() - started > 1_500 || /in a row; it is tried again in \d+ s/.test(slowed), slowed);
  }).timeout(20_000);

  it('says at once how often it failed, when the pause is long', async () => {
    let now = Date.parse('2026-11-21T09:00:00Z');
    const still = { now: () => new Date(now), sleep: (milliseconds: number, signal?: AbortSignal) => (milliseconds < 3_000 ? ((now += milliseconds), Promise.resolve()) : clock.sleep(milliseconds, signal)) };
    const asked = createPowerShellHost({ command: ['/nowhere/powershell.exe'], timeoutMs: 5_000, clock: still });
    const request = { script: 'start-cycle', question: {}, timeoutMs: 5_000 } as const;
    const says: string[] = [];
    for (let round = 0; round < 7; round += 1) says.push(await asked.ask(request).then(() => '', (error: unknown) => (error instanceof SyncServerError ? `${error.fault}: ${error.message}` : 'a bug')));
    assert.match(says[0] ?? '', /^unreachable: PowerShell could not be started/);
    assert.match(says.at(-1) ?? '', /^unreachable: PowerShell failed 5 times in a row; it is tried again in 8 s/);
  });

  it('tells the thirty-fourth of those who wait that it is busy, with nothing begun', async () => {
    const asked = host('await hang()');
    const all = Array.from({ length: 34 }, () => faultOf(asked.ask({ script: 'read-runs', question: {}, timeoutMs: 60_000 })));
    assert.equal(await all[33], 'busy');
  });

  it('ends by itself when this process does not want it any more', async () => {
    const asked = server(GOOD);
    const pid = Number((await asked.scheduler()).NextSyncCyclePolicyType);
    asked.close();
    await assert.rejects(async () => {
      for (let round = 0; round < 100; round += 1, await clock.sleep(20)) process.kill(pid, 0);
    }, { code: 'ESRCH' });
  });

  it('does not keep alive a process that has nothing else to do', () => {
    const file = (path: string): string => JSON.stringify(new URL(path, import.meta.url).href);
    const program = `
      const { createPowerShellSyncServer } = await import(${file('../../../src/adapters/sync-powershell/powershell-sync-server.ts')});
      const { clock, fakeHost, GOOD } = await import(${file('./fake-host.ts')});
      const server = createPowerShellSyncServer({ name: 'SYNC01', command: fakeHost(GOOD), timeoutMs: 5000, clock });
      process.stdout.write((await server.scheduler()).NextSyncCyclePolicyType);`;
    const { status, stdout } = spawnSync(process.execPath, ['--input-type=module', '--eval', program], { timeout: 10_000, encoding: 'utf8' });
    assert.equal(status, 0);
    assert.match(stdout, /^\d+$/);
  });
});
