import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type OutgoingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '../../src/adapters/system/system-clock.ts';
import { reportRoute } from '../../src/bot/report-route.ts';
import { scanRoutes } from '../../src/bot/scan-routes.ts';
import { sealedTicket } from '../../src/commands/report-links.ts';
import { NO_PROGRESS } from '../../src/model/stored-scan.ts';
import { formOfFile, runReport, runScan, scanExitCode, type ScanTerminal } from '../../src/terminal/scan-command.ts';
import { progressBar } from '../../src/terminal/progress-bar.ts';
import { pretendScans, type PretendScans } from '../commands/pretend-scans.ts';
import { personId } from '../contracts/sample-plan.ts';
import { SCAN_PROGRESS, SCAN_REQUEST, sampleFindings, sampleScan, sampleSummary } from '../contracts/sample-scan.ts';

const WISH = { below: [], checks: [], isSinceLast: false, into: [], outOf: [], account: 'ana' };
const BY = { oid: personId(1), name: 'Ana Ruiz' };

describe('syncwhy scan', () => {
  let pretend: PretendScans;
  let server: Server;
  let folder: string;
  let address: { readonly url: string; readonly tokenFile: string };
  let out: string[];
  let err: string[];
  let files: Map<string, string>;
  let interrupt: AbortController;
  const terminal = (change: Partial<ScanTerminal> = {}): ScanTerminal => ({
    out: (text) => void out.push(text), err: (text) => void err.push(text), progress: { isTerminal: false, write: (text) => void err.push(text) }, interrupted: interrupt.signal, titleOf: () => undefined,
    write: async (file, pieces) => void files.set(file ?? 'stdout', (await Array.fromAsync(pieces)).join('')), ...change,
  });

  beforeEach(async () => {
    [pretend, out, err, files, interrupt] = [await pretendScans(), [], [], new Map<string, string>(), new AbortController()];
    folder = mkdtempSync(join(tmpdir(), 'syncwhy-scan-'));
    writeFileSync(join(folder, 'token'), 'the-token\n');
    const commands = { store: pretend.store, clock: systemClock, titleOf: () => undefined };
    const routes = [...scanRoutes({ desk: pretend.desk, commands, nobody: personId(0), isAllowed: (authorization) => authorization === 'Bearer the-token' }), reportRoute({ desk: pretend.desk, secret: 'secret', commands })];
    server = createServer((request, response) => {
      const route = routes.find(({ path, method }) => path === (request.url ?? '').split('?')[0] && method === request.method);
      if (route === undefined || !('serve' in route)) return void response.writeHead(404).end();
      // The framework of the bot gives nothing back here, so nothing may be chained to it.
      const writeHead = response.writeHead.bind(response) as (status: number, headers?: OutgoingHttpHeaders) => unknown;
      response.writeHead = ((status: number, headers?: OutgoingHttpHeaders) => void writeHead(status, headers)) as unknown as typeof response.writeHead;
      route.serve(request, response).catch(() => response.destroy());
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    address = { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, tokenFile: join(folder, 'token') };
  });
  afterEach(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    await pretend.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('tells what was found, writes every form of report, and ends with 1', async () => {
    pretend.findings = sampleFindings(2300);
    const wanted = (['html', 'csv', 'json', 'jsonl'] as const).map((form) => ({ file: `report.${form}`, form }));
    assert.equal(await runScan(address, { wish: WISH, files: wanted, json: false }, terminal()), 1);
    assert.match(out.join('\n'), /^Scan 1: done\.[\s\S]*There are 2,300 findings with 6 causes/);
    assert.equal(files.get('report.csv')?.split('\r\n').length, 2302);
    assert.equal(files.get('report.jsonl')?.trimEnd().split('\n').length, 2301);
    assert.equal((JSON.parse(files.get('report.json') ?? '') as { findings: unknown[] }).findings.length, 2300);
    assert.match(files.get('report.html') ?? '', /^<!doctype html>[\s\S]*<\/html>\n$/);
    assert.match(err.join(), /Done: 1,200 of Active Directory/);
    assert.equal((await pretend.store.scan(1))?.by.name, 'ana at the terminal');
    assert.deepEqual((await pretend.store.auditTrail(0, 10)).map(({ event }) => event.event), ['scan.begun', ...wanted.map(() => 'scan.given')]);
  });

  it('writes JSON and nothing else to the standard output', async () => {
    assert.equal(await runScan(address, { wish: WISH, files: [], json: true }, terminal()), 1);
    assert.deepEqual(out, []);
    assert.equal((JSON.parse(files.get('stdout') ?? '') as { format: string }).format, 'syncwhy-scan/1');
  });

  it('ends with 0 when nothing was found, and with 2 for what cannot be scanned, without a bot, and with a wrong token', async () => {
    pretend.findings = [];
    assert.equal(await runScan(address, { wish: WISH, files: [], json: false }, terminal()), 0);
    assert.equal(await runScan(address, { wish: { ...WISH, checks: ['qwertz'] }, files: [], json: false }, terminal()), 2);
    assert.match(err.at(-1) ?? '', /no check "qwertz"/);
    assert.equal(await runScan({ ...address, url: 'http://127.0.0.1:1' }, { wish: WISH, files: [], json: false }, terminal()), 2);
    assert.match(err.at(-1) ?? '', /No bot answers/);
    writeFileSync(join(folder, 'token'), 'another');
    assert.equal(await runScan(address, { wish: WISH, files: [], json: false }, terminal()), 2);
    assert.match(err.at(-1) ?? '', /did not accept the token/);
    assert.equal(pretend.asked.length, 1);
  });

  it('says who has the scan that runs', async () => {
    pretend.hold();
    await pretend.desk.begin(BY, SCAN_REQUEST);
    assert.equal(await runScan(address, { wish: WISH, files: [], json: false }, terminal()), 2);
    assert.match(err.at(-1) ?? '', /Scan 1 of Ana Ruiz runs already/);
  });

  it('stops at Ctrl+C, keeps what it has, writes it, and ends with 3', async () => {
    pretend.hold();
    setTimeout(() => interrupt.abort(), 150);
    assert.equal(await runScan(address, { wish: WISH, files: [{ file: 'a.csv', form: 'csv' }], json: false }, terminal()), 3);
    assert.match(err.join('\n'), /Stopping; what was found until now is kept/);
    assert.match(out.join('\n'), /Scan 1: stopped\.[\s\S]*stopped before its end: this is a part/);
    assert.equal(files.get('a.csv')?.split('\r\n').length, 32);
  });

  it('ends the scan when the terminal goes away', async () => {
    pretend.hold();
    const gone = new AbortController();
    const asked = fetch(`${address.url}/admin/scan`, { method: 'POST', headers: { authorization: 'Bearer the-token' }, body: JSON.stringify(WISH), signal: gone.signal });
    await (await asked).body?.getReader().read();
    gone.abort();
    await pretend.desk.follow(1, { pause: () => 5, tell: () => Promise.resolve() });
    assert.equal((await pretend.store.scan(1))?.state, 'stopped');
  });

  it('writes the report of a scan that is kept; of another one it says that there is none, and where it cannot write it says so', async () => {
    await runScan(address, { wish: WISH, files: [], json: false }, terminal());
    assert.equal(await runReport(address, { n: 1, files: [{ file: 'a.csv', form: 'csv' }], json: false }, terminal()), 0);
    assert.equal(await runReport(address, { n: 7, files: [{ file: 'b.csv', form: 'csv' }], json: false }, terminal()), 2);
    assert.deepEqual([...files.keys()], ['a.csv']);
    assert.equal(await runReport(address, { n: 1, files: [{ file: 'c.csv', form: 'csv' }], json: false }, terminal({ write: () => Promise.reject(new Error('EACCES')) })), 2);
    assert.match(err.at(-1) ?? '', /could not be written to c\.csv/);
  });

  it('gives a report in the browser to who has a link, and nothing to anybody else', async () => {
    await runScan(address, { wish: WISH, files: [], json: false }, terminal());
    const get = (ticket: string) => fetch(`${address.url}/report/scan?t=${encodeURIComponent(ticket)}`);
    const until = Date.now() + 60_000;
    const opened = await get(sealedTicket({ n: 1, form: 'html', oid: personId(1), until }, 'secret'));
    assert.deepEqual([opened.status, opened.headers.get('cache-control'), opened.headers.get('x-content-type-options')], [200, 'no-store', 'nosniff']);
    assert.match(opened.headers.get('content-security-policy') ?? '', /^default-src 'none'; script-src 'sha256-[\w+/=]+'.*frame-ancestors 'none'$/);
    assert.match(await opened.text(), /<h1>Scan 1 of Active Directory/);
    const csv = await get(sealedTicket({ n: 1, form: 'csv', oid: personId(1), until }, 'secret'));
    assert.match(csv.headers.get('content-disposition') ?? '', /attachment; filename="syncwhy-scan-1\.csv"/);
    await csv.text();
    for (const ticket of ['', 'x', sealedTicket({ n: 1, form: 'html', oid: personId(1), until }, 'another'), sealedTicket({ n: 1, form: 'html', oid: personId(1), until: Date.now() - 1 }, 'secret'), sealedTicket({ n: 9, form: 'html', oid: personId(1), until }, 'secret')]) {
      const refused = await get(ticket);
      assert.equal(refused.status, 404);
      assert.match(await refused.text(), /^There is no report here\. A link to a report opens for 15 minutes/);
    }
    const given = (await pretend.store.auditTrail(0, 20)).filter(({ event }) => event.event === 'scan.given');
    assert.deepEqual(given.map(({ event }) => event.actor), [personId(1), personId(1)]);
  });

  it('answers nobody without the token, and nothing that is no JSON', async () => {
    for (const path of ['/admin/scan', '/admin/scan-stop', '/admin/scan-report']) {
      assert.equal((await fetch(`${address.url}${path}`, { method: 'POST', body: '{}' })).status, 401);
      assert.equal((await fetch(`${address.url}${path}`, { method: 'POST', body: '{', headers: { authorization: 'Bearer the-token' } })).status, 400);
    }
    assert.deepEqual(pretend.asked, []);
  });
});

describe('The exit code of a scan', () => {
  const found = sampleFindings(3);
  const ROWS: readonly (readonly [string, Parameters<typeof scanExitCode>[0], number])[] = [
    ['nothing found', sampleScan({ summary: sampleSummary([]) }), 0], ['findings', sampleScan({ summary: sampleSummary(found) }), 1],
    ['findings in a part', sampleScan({ summary: sampleSummary(found, { ended: 'in-part' }) }), 3], ['nothing found in a part', sampleScan({ summary: sampleSummary([], { ended: 'in-part' }) }), 3], ['stopped', sampleScan({ state: 'stopped', summary: sampleSummary([], { ended: 'stopped' }) }), 3],
    ['nothing read', sampleScan({ summary: sampleSummary([], { ended: 'in-part', objects: { directory: 0, entra: 0, deletedInEntra: 0, pairs: 0 }, unread: [{ what: 'directory', why: 'relay-offline' }] }) }), 2],
    ['a death', sampleScan({ state: 'failed', summary: null }), 2],
  ];
  for (const [what, scan, code] of ROWS) it(`is ${code} for ${what}`, () => assert.equal(scanExitCode(scan), code));
});

describe('The progress of a scan', () => {
  const shown = (isTerminal: boolean, rows: readonly (readonly [Partial<typeof SCAN_PROGRESS>, number | null])[]): string[] => {
    const written: string[] = [];
    const bar = progressBar({ isTerminal, write: (text) => void written.push(text) });
    for (const [progress, expected] of rows) bar.show({ ...NO_PROGRESS, ...progress }, expected);
    bar.end();
    return written;
  };
  it('is one line that is written over in a terminal, with a bar where it is known how much there is', () => {
    const [first = '', second = '', third = '', fourth = '', last] = shown(true, [[{}, null], [{ directory: 50, entra: 50 }, 200], [{ phase: 'judging', suspects: 4, judged: 1 }, 200], [{ phase: 'done', findings: 1 }, 200]]);
    assert.match(first, /^\r\u001b\[2K\[·{28}\] {5} Reading: 0 of Active Directory/u);
    assert.match(second, /\[█{14}░{14}\] {2}50 %/u);
    assert.match(third, / {2}25 %/u);
    assert.match(fourth, /100 % Done: .* 1 finding$/u);
    assert.equal(last, '\n');
  });
  it('is a line for each phase elsewhere, and one now and then', () => {
    const lines = shown(false, [...Array.from({ length: 30 }, () => [{}, null] as const), [{ phase: 'done' }, null]]);
    assert.deepEqual(lines.map((line) => line.split(':')[0]), ['Reading', 'Reading', 'Done']);
  });
  for (const [file, form] of [['a.html', 'html'], ['A.CSV', 'csv'], ['a.jsonl', 'jsonl'], ['a.json', 'json'], ['a.xlsx', null], ['html', null]] as const) it(`is written into ${file} as ${String(form)}`, () => assert.equal(formOfFile(file), form));
});
