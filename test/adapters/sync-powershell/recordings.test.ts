import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createPowerShellSyncServer, type PowerShellSyncServer } from '../../../src/adapters/sync-powershell/powershell-sync-server.ts';
import { SERVER_SECTIONS } from '../../../src/boundary/sync-server-shapes.ts';
import { clock, fakeHost } from './fake-host.ts';

const ROOT = join(import.meta.dirname, '..', '..', '..');
const FOLDER = join(ROOT, 'test', 'recordings', 'adsync');
const RECORDER = join(ROOT, 'lab', 'servers', 'adsync-recorder.mjs');
const recordings = readdirSync(FOLDER).map((name) => ({ name, text: readFileSync(join(FOLDER, name), 'utf8') }));

describe('recorded answers of ADSync', () => {
  const open: PowerShellSyncServer[] = [];
  const asking = (command: readonly string[]): PowerShellSyncServer => {
    const server = createPowerShellSyncServer({ name: 'SYNC01', command, timeoutMs: 10_000, clock });
    open.push(server);
    return server;
  };
  afterEach(() => {
    for (const server of open.splice(0)) server.close();
  });
  const replaying = (folder = FOLDER) => asking([process.execPath, RECORDER, 'replay', folder]);

  it('say of themselves whether they were seen live, and the documentation says the same', () => {
    const documentation = readFileSync(join(ROOT, 'docs', 'sync-server-scripts.md'), 'utf8');
    for (const { name, text } of recordings) {
      const { seenLive, source } = JSON.parse(text) as { readonly seenLive: unknown; readonly source: unknown };
      assert.equal(typeof source, 'string', name);
      assert.match(documentation, new RegExp(`\\| \`${name.replace('.', '\\.')}\` \\|[^|]*\\| ${seenLive === true ? 'yes' : 'no'} \\|`), name);
    }
  });

  it('are read whole: every section, and none unread', async () => {
    const document = await replaying().describe({ dns: ['CN=John Smith,OU=Staff,DC=corp,DC=contoso,DC=com'], anchors: [] });
    assert.deepEqual(document.unread, []);
    assert.deepEqual(SERVER_SECTIONS.filter((section) => document[section] === undefined), []);
    assert.deepEqual([document.runStatus, document.pendingExports?.map(({ Operation }) => Operation)], [[], ['Update']]);
    assert.equal(document.csObjects?.[1]?.ExportError?.conflict?.attributeName, 'ProxyAddresses');
    assert.match(document.runHistory?.[0]?.RunStepResults?.[0]?.ConnectorConnectionInformationXml ?? '', /0x51/);
    assert.deepEqual([document.runHistory?.[2]?.RunStepResults?.[0]?.StageNoChange, document.statistics?.[0]?.ImportNoChange], [4, 2031]);
  });

  it('are read by every other question as well', async () => {
    const server = replaying();
    assert.equal((await server.scheduler()).PurgeRunHistoryInterval, '7.00:00:00');
    assert.deepEqual((await server.recentRuns()).map(({ Result }) => Result), ['no-start-connection', 'completed-export-errors', 'success']);
    assert.deepEqual(await server.service(), { status: 'Running', startedAt: '2026-11-12T05:11:09.000Z', databaseFull: false });
  });

  it('are made by the recorder of what a PowerShell answers, and replayed the same', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'syncwhy-recorded-'));
    const answers = fakeHost(`raw('noise\\n'); say({ ok: true, result: { status: 'Running', startedAt: null, databaseFull: null, asked: question } }); end();`);
    const recorded = asking([process.execPath, RECORDER, 'record', join(folder, 'one.json'), ...answers]);
    assert.deepEqual(await replaying(FOLDER).service().then(({ status }) => status), 'Running');
    const live = await recorded.service();
    assert.deepEqual(await replaying(folder).service(), live);
    rmSync(folder, { recursive: true });
  });
});
