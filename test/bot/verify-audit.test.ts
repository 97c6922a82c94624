import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSqliteStore } from '../../src/adapters/sqlite/open-sqlite-store.ts';
import { NotReady } from '../../src/ports/not-ready.ts';
import { systemClock } from '../../src/adapters/system/system-clock.ts';
import { verifyAudit } from '../../src/bot/verify-audit.ts';

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
  const verify = (): Promise<number> => verifyAudit(join(folder, 'bot.yaml'), { out: (text) => said.push(text), err: (text) => said.push(text) });

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'syncwhy-audit-'));
    writeFileSync(join(folder, 'bot.yaml'), CONFIG);
    said.length = 0;
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const write = async (...events: readonly string[]): Promise<void> => {
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
});
