import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { openSqliteStore } from '../../src/adapters/sqlite/open-sqlite-store.ts';
import { NotReady } from '../../src/ports/not-ready.ts';
import { systemClock } from '../../src/adapters/system/system-clock.ts';
import { exportAudit } from '../../src/bot/export-audit.ts';
import { verifyAudit } from '../../src/bot/verify-audit.ts';
import { textOfAuditEvent } from '../../src/boundary/store-rows.ts';
import type { AuditEvent, AuditLink } from '../../src/ports/store.ts';
import { samplePlan } from '../contracts/sample-plan.ts';
import { chain, headAt, PLAN_ID, signer } from '../trail/pretend-trail.ts';

const CONFIG = `
tenantId: 5c1f0e2a-7d34-4b8e-9a61-0d2f4c6b8a10
cloud: public
chat: { appId: 0b07a991-1111-4c2d-8e3f-5a6b7c8d9e01, credential: { secretFile: app.secret } }
graph: { read: { clientId: 0b07a991-2222-4c2d-8e3f-5a6b7c8d9e02, credential: { secretFile: app.secret } } }
listen: { address: 127.0.0.1, port: 3978 }
admin: { port: 3979, tokenFile: admin.token }
store: { file: store.db }
approval: { policyFile: approval.yaml }
relay: { group: default, jobKeyFile: job-key.pem }
`;

describe('syncwhy audit verify', () => {
  let folder = '';
  const said: string[] = [];
  const verify = (options: { readonly file?: string; readonly heads?: string } = {}): Promise<number> => verifyAudit({ ...(options.file === undefined ? { config: join(folder, 'bot.yaml') } : {}), ...options }, { out: (text) => said.push(text), err: (text) => said.push(text) });

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'syncwhy-audit-'));
    writeFileSync(join(folder, 'bot.yaml'), CONFIG);
    said.length = 0;
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const write = async (...events: readonly AuditEvent['event'][]): Promise<void> => {
    const store = await openSqliteStore({ file: join(folder, 'store.db'), clock: systemClock });
    for (const event of events) await store.audit({ event, at: '2026-11-21T14:06:00.000Z', actor: null, planId: null, rule: null, facts: {} });
    await store.close();
  };

  it('says that a trail is whole, and how long it is', async () => {
    await write('plan.created', 'decision.accepted');
    assert.equal(await verify(), 0);
    assert.match(said.join(), /^The audit trail is whole: 2 entries, head [0-9a-f]{16}\.$/);
  });

  it('says where a trail was changed', async () => {
    await write('plan.created', 'decision.accepted');
    const database = new DatabaseSync(join(folder, 'store.db'));
    const table = database.prepare("SELECT name FROM sqlite_master WHERE type = 'table' AND name LIKE '%audit%'").get()?.['name'];
    for (const { name } of database.prepare("SELECT name FROM sqlite_master WHERE type = 'trigger'").all()) database.exec(`DROP TRIGGER ${String(name)}`);
    database.exec(`UPDATE ${String(table)} SET event = replace(event, 'accepted', 'refused') WHERE seq = 2`);
    database.close();
    assert.equal(await verify(), 1);
    assert.match(said.join(), /^The audit trail is broken\. Entry 2/);
  });

  it('never calls a store fine that is not there, and makes none', async () => {
    await assert.rejects(verify(), (error) => error instanceof NotReady && error.message.includes('no audit trail was checked'));
    assert.ok(!existsSync(join(folder, 'store.db')));
  });

  it('says which file is no store', async () => {
    writeFileSync(join(folder, 'store.db'), 'not a database, but long enough to look like one'.repeat(100));
    await assert.rejects(verify(), /The store .*store\.db cannot be opened/);
  });

  describe('of an export', () => {
    const key = signer();
    const file = (): string => join(folder, 'trail.jsonl');
    const writeLines = (name: string, values: readonly unknown[]): string => {
      writeFileSync(join(folder, name), values.map((value) => `${JSON.stringify(value)}\n`).join(''));
      return join(folder, name);
    };
    const exported = async (options: Partial<Parameters<typeof exportAudit>[0]> = {}): Promise<string> => {
      rmSync(file(), { force: true });
      assert.equal(await exportAudit({ config: join(folder, 'bot.yaml'), format: 'jsonl', out: file(), ...options }, { err: (text) => said.push(text) }), 0);
      return readFileSync(file(), 'utf8');
    };

    it('needs no store', async () => {
      await write('plan.created', 'decision.accepted');
      await exported();
      rmSync(join(folder, 'store.db'));
      said.length = 0;
      assert.equal(await verify({ file: file() }), 0);
      assert.match(said.join(), /^The audit trail is whole: 2 entries, head [0-9a-f]{16}\.$/);
    });

    const TOLD: readonly { readonly title: string; readonly links: readonly AuditLink[]; readonly heads?: readonly number[]; readonly code: 0 | 1; readonly says: readonly RegExp[] }[] = [
      { title: 'proved entries', links: chain(9), heads: [3, 6], code: 0, says: [/is whole: 9 entries/, /^Entries 1 to 6 are proved by the head of 2026-11-06 04:00 UTC \(2 heads fit\); what follows rests on the chain alone\.$/, /^Signed by the key [\w-]{43}; compare/] },
      { title: 'a trail written anew', links: chain(9, (n) => (n === 5 ? { actor: 'nobody' } : {})), heads: [3, 6], code: 1, says: [/is broken\. On 2026-11-06 04:00 UTC entry 6 was another one .* in the entries 4 to 6\.$/, /^Entries 1 to 3 are proved/, /^Signed/] },
      { title: 'a cut end', links: chain(4), heads: [3, 6], code: 1, says: [/is broken\. The trail ends with entry 4, .* at least 2 were cut off\.$/, /^Entries 1 to 3 are proved/, /^Signed/] },
      { title: 'a later beginning', links: chain(9).slice(4), code: 0, says: [/^These entries of the audit trail are whole, from 5 to 9: 5 entries/] },
      { title: 'a selection', links: chain(9).filter(({ seq }) => seq !== 4), heads: [6], code: 1, says: [/^This is a selection of the audit trail: 8 entries/, /others are left out in 1 place, and nothing proves which/, /^Entries 5 to 6 are proved/, /^Signed/] },
      { title: 'heads that fit nothing here', links: chain(9).slice(6), heads: [3], code: 0, says: [/are whole, from 7 to 9/, /^No posted head fits an entry here/, /^1 head names an entry that is not in this file\.$/, /^Signed/] },
    ];
    for (const { title, links, heads = [], code, says } of TOLD) {
      it(`tells of ${title}`, async () => {
        const posted = await Promise.all(heads.map((seq) => headAt(chain(9), seq, key)));
        const options = { file: writeLines('trail.jsonl', links), ...(heads.length === 0 ? {} : { heads: writeLines('heads.jsonl', posted) }) };
        assert.equal(await verify(options), code);
        assert.equal(said.length, says.length, said.join('\n'));
        for (const [at, expected] of says.entries()) assert.match(said[at] ?? '', expected);
      });
    }

    it('compares the store with heads', async () => {
      await write('plan.created', 'decision.accepted', 'plan.running');
      const lines = (await exported()).trimEnd().split('\n').map((line) => JSON.parse(line) as AuditLink);
      const heads = writeLines('heads.jsonl', [await headAt(lines, 2, key)]);
      said.length = 0;
      assert.equal(await verify({ heads }), 0);
      assert.match(said.join('\n'), /Entries 1 to 2 are proved/);
      const other = writeLines('other.jsonl', [await headAt(chain(9), 9, key)]);
      assert.equal(await verify({ heads: other }), 1);
    });

    const NOT_READY: readonly { readonly title: string; readonly file?: string; readonly heads?: string; readonly says: RegExp }[] = [
      { title: 'an export that is not there', says: /Cannot read the export from .*trail\.jsonl/ },
      { title: 'an export in another format', file: 'CEF:0|SyncWhy|syncwhy|0.1.0|plan.created|x|3|rt=1\n', says: /Line 1 of .* is no entry of an audit trail\. Only an export with --format jsonl/ },
      { title: 'a line with more in it', file: `${JSON.stringify({ ...chain(1)[0], more: 1 })}\n`, says: /Line 1 of .* is no entry/ },
      { title: 'an empty export', file: '\n', says: /holds no entries, so nothing was checked/ },
      { title: 'heads that are none', file: `${JSON.stringify(chain(1)[0])}\n`, heads: '{"seq":1}\n', says: /Line 1 of .*heads\.jsonl is no posted head/ },
      { title: 'an empty file of heads', file: `${JSON.stringify(chain(1)[0])}\n`, heads: '', says: /holds no heads, so nothing was compared/ },
    ];
    for (const { title, file: text, heads, says } of NOT_READY) {
      it(`never calls ${title} fine`, async () => {
        if (text !== undefined) writeFileSync(file(), text);
        if (heads !== undefined) writeFileSync(join(folder, 'heads.jsonl'), heads);
        await assert.rejects(verify({ file: file(), ...(heads === undefined ? {} : { heads: join(folder, 'heads.jsonl') }) }), (error) => error instanceof NotReady && says.test(error.message));
      });
    }

    it('is made by nobody over a file that is there, for its owner alone, and says how much it holds', async () => {
      await write('plan.created');
      await exported();
      assert.deepEqual(said, ['1 entry exported.']);
      if (process.platform !== 'win32') assert.equal(statSync(file()).mode & 0o777, 0o600);
      await assert.rejects(exportAudit({ config: join(folder, 'bot.yaml'), format: 'jsonl', out: file() }, { err: () => undefined }), /cannot be made: it is there already/);
    });

    it('holds one plan, named by its code', async () => {
      await write('plan.refused');
      const store = await openSqliteStore({ file: join(folder, 'store.db'), clock: systemClock });
      const plan = samplePlan(1);
      await store.addPlan(plan, { event: 'plan.created', at: '2026-11-21T14:06:00.000Z', actor: null, planId: plan.content.planId, rule: null, facts: {} });
      await store.close();
      const out = new PassThrough({ encoding: 'utf8' });
      await exportAudit({ config: join(folder, 'bot.yaml'), format: 'cef', plan: plan.code.toLowerCase() }, { err: () => undefined }, out);
      assert.match(String(out.read()), /^CEF:0\|SyncWhy\|syncwhy\|[\d.]+\|plan\.created\|[^\n]*\n$/);
      await assert.rejects(exportAudit({ config: join(folder, 'bot.yaml'), format: 'cef', plan: 'AAAA-AAAA' }, { err: () => undefined }), /There is no plan AAAA-AAAA/);
    });

    it('needs no more memory for a long trail', async () => {
      await write();
      const database = new DatabaseSync(join(folder, 'store.db'));
      const insert = database.prepare('INSERT INTO audit (seq, previous, hash, event) VALUES (?, ?, ?, ?)');
      database.exec('BEGIN');
      for (const { seq, previous, hash, event } of chain(30_000, () => ({ facts: { requester: PLAN_ID, comment: 'x'.repeat(2_100) } }))) insert.run(seq, previous, hash, textOfAuditEvent(event));
      database.exec('COMMIT');
      database.close();
      // The whole trail is 75 MB of text; a process that keeps it does not live.
      const run = (...args: readonly string[]) => spawnSync(process.execPath, ['--max-old-space-size=56', join(import.meta.dirname, '..', '..', 'bin', 'syncwhy.mjs'), 'audit', ...args], { encoding: 'utf8', cwd: folder });
      const made = run('export', '--config', 'bot.yaml', '--out', file());
      assert.equal(made.status, 0, made.stderr);
      assert.match(made.stderr, /30000 entries exported/);
      const checked = run('verify', '--file', file());
      assert.deepEqual([checked.status, checked.stdout.slice(0, 42)], [0, 'The audit trail is whole: 30000 entries, h'], checked.stderr);
    }).timeout(120_000);
  });
});
