import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { createEventLog, type EventEntry } from '../../src/adapters/sync-powershell/event-log.ts';
import { crashFacts, createRelayLog, EVENT_IDS } from '../../src/relay/relay-log.ts';

const ROOT = join(import.meta.dirname, '..', '..');

describe('the log of a relay', () => {
  const out: string[] = [];
  const entries: EventEntry[] = [];
  const eventLog = { write: (entry: EventEntry) => void entries.push(entry), close: () => undefined };
  beforeEach(() => {
    out.splice(0);
    entries.splice(0);
  });
  const logOf = (underJournald: boolean, windows = false, level: 'info' | 'warn' = 'info') => createRelayLog(level, { underJournald, eventLog: windows ? eventLog : null, out: (text) => void out.push(text) });

  it('is JSON with a stable id on each line', () => {
    logOf(false).info('relay.starting', { relayId: 'r' });
    const { event, id, relayId } = JSON.parse(out.join('')) as Record<string, unknown>;
    assert.deepEqual([event, id, relayId, out.length, out[0]?.endsWith('\n')], ['relay.starting', 100, 'r', 1, true]);
  });

  it('tells journald how grave a line is, and anybody else nothing of the kind', () => {
    const log = logOf(true);
    log.info('relay.starting');
    log.warn('relay.bot-not-reached');
    log.error('relay.crashed');
    assert.deepEqual(out.map((line) => line.slice(0, 4)), ['<6>{', '<4>{', '<3>{']);
  });

  it('goes into the event log of Windows too, with the same id and level, and without what is struck out', () => {
    const log = logOf(false, true);
    log.warn('relay.bot-not-reached', { says: 'no', password: 's3cret', deep: { token: 's3cret' } });
    log.error('journal.end-not-written');
    assert.deepEqual(entries.map(({ id, level }) => [id, level]), [[111, 'Warning'], [301, 'Error']]);
    assert.deepEqual(entries.map(({ text }) => text), out.map((line) => line.trimEnd()));
    assert.ok(!out.join('').includes('s3cret'));
  });

  it('leaves out what lies below its level in both places', () => {
    logOf(false, true, 'warn').info('relay.starting');
    assert.deepEqual([out, entries], [[], []]);
  });

  it('tells of a crash what kind it was and where, and not its message, which may quote a secret', () => {
    const error = Object.assign(new TypeError("Invalid value 's3cret'\n    at s3cret of the second line"), { code: 'ERR_INVALID_ARG_VALUE' });
    const told = JSON.stringify(crashFacts(error));
    assert.ok(!told.includes('s3cret'), told);
    assert.match(told, /"error":"TypeError","code":"ERR_INVALID_ARG_VALUE","at":\["at .*relay-log\.test\.ts:\d+:\d+\)?"/);
    assert.deepEqual(crashFacts('s3cret'), { error: 'unknown' });
  });

  it('has a number of its own for every event that a relay can tell of, and the page lists them all', () => {
    const files = ['src/relay', 'src/adapters/ldap', 'src/adapters/bot-link', 'src/adapters/openid-keys', 'src/adapters/sync-powershell', 'src/adapters/system'].flatMap((folder) => readdirSync(join(ROOT, folder)).filter((name) => name.endsWith('.ts')).map((name) => join(ROOT, folder, name)));
    const told = new Set(files.flatMap((file) => [...readFileSync(file, 'utf8').matchAll(/\blog\.(?:info|warn|error)\('([a-z.-]+)'/g)].map(([, event]) => event)));
    assert.deepEqual([...told].sort(), Object.keys(EVENT_IDS).sort());
    assert.equal(new Set(Object.values(EVENT_IDS)).size, told.size);
    const page = readFileSync(join(ROOT, 'docs', 'relay-service.md'), 'utf8');
    assert.deepEqual([...page.matchAll(/^\| (\d+) \| `([a-z.-]+)` \|/gm)].map(([, id, event]) => [event, Number(id)]), Object.entries(EVENT_IDS));
  });
});

describe('the event log of Windows', () => {
  let folder = '';
  let now = 0;
  const clock = { now: () => new Date(now) };
  beforeEach(() => {
    now = 0;
    folder = mkdtempSync(join(tmpdir(), 'syncwhy-events-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const kept = (): string => join(folder, 'kept');
  const fake = (code: string): readonly string[] => [process.execPath, '--eval', `const fs = require('node:fs'); const keep = (text) => fs.appendFileSync(${JSON.stringify(kept())}, text); ${code}`, '--'];
  const LISTENS = "keep(process.argv.at(-1).replace(/^.*[/\\\\\\\\]/, '') + '\\n'); process.stdin.on('data', keep);";
  const until = async (done: () => boolean): Promise<void> => {
    for (let turn = 0; turn < 200 && !done(); turn += 1) await wait(20);
    assert.ok(done(), existsSync(kept()) ? readFileSync(kept(), 'utf8') : 'nothing was kept');
  };
  const lines = (): readonly string[] => (existsSync(kept()) ? readFileSync(kept(), 'utf8').trim().split('\n') : []);

  it('gets each entry as one line of ASCII from one process', async () => {
    const log = createEventLog({ command: fake(LISTENS), clock });
    log.write({ id: 100, level: 'Information', text: 'gr\u00fcn\n' });
    log.write({ id: 111, level: 'Warning', text: 'two' });
    await until(() => lines().length === 3);
    log.close();
    assert.deepEqual([lines()[0], ...lines().slice(1).map((line) => JSON.parse(line) as unknown)], ['write-events.ps1', { id: 100, level: 'Information', text: 'gr\u00fcn\n' }, { id: 111, level: 'Warning', text: 'two' }]);
    assert.match(lines()[1] ?? '', /^[\x20-\x7e]+$/);
  });

  it('is given up for ten minutes when its process ends, and then tried again', async () => {
    const log = createEventLog({ command: fake("keep('began\\n'); process.exit(1);"), clock });
    const write = (): void => log.write({ id: 1, level: 'Error', text: 'x' });
    write();
    await until(() => lines().length === 1);
    await wait(200);
    write();
    await wait(200);
    assert.equal(lines().length, 1);
    now = 600_000;
    write();
    await until(() => lines().length === 2);
    log.close();
  });

  it('does not keep a process alive, and loses nothing that was written before its end', () => {
    const code = `const { createEventLog } = await import(${JSON.stringify(join(ROOT, 'src/adapters/sync-powershell/event-log.ts'))}); createEventLog({ command: ${JSON.stringify(fake(LISTENS))}, clock: { now: () => new Date() } }).write({ id: 7, level: 'Error', text: 'last words' });`;
    const { status, signal } = spawnSync(process.execPath, ['--input-type=module', '--eval', code], { timeout: 10_000 });
    assert.deepEqual([status, signal], [0, null]);
    return until(() => lines().some((line) => line.includes('last words')));
  });

  it('troubles nobody when there is no PowerShell', async () => {
    const log = createEventLog({ command: ['/no/such/powershell'], clock });
    log.write({ id: 1, level: 'Error', text: 'x' });
    await wait(50);
    log.write({ id: 1, level: 'Error', text: 'x' });
    log.close();
  });
});
