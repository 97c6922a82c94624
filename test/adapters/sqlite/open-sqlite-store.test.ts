import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { openSqliteStore } from '../../../src/adapters/sqlite/open-sqlite-store.ts';
import { Conflict, type Store } from '../../../src/ports/store.ts';
import { verifyChain } from '../../../src/protocol/audit-chain.ts';
import { auditOf, MADE, samplePlan } from '../../contracts/sample-plan.ts';
import { describeStore } from '../../contracts/store.ts';
import { describeStoreRaces } from '../../contracts/store-races.ts';
import { describeStoreCampaigns } from '../../contracts/store-campaigns.ts';
import { describeStoreIncidents } from '../../contracts/store-incidents.ts';
import { describeStoreReceivers } from '../../contracts/store-receivers.ts';
import { describeStoreScans } from '../../contracts/store-scans.ts';
import { describeStoreNotices } from '../../contracts/store-notices.ts';
import { describeStoreWatches } from '../../contracts/store-watches.ts';
import { killRounds } from './kill-rounds.ts';

const clock = { now: () => new Date(MADE), sleep: () => Promise.resolve() };

const folders: string[] = [];
const newFile = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'syncwhy-store-'));
  folders.push(folder);
  return join(folder, 'store.db');
};
after(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

describeStore('in memory', () => openSqliteStore({ file: ':memory:', clock }));
describeStore('in a SQLite file', () => openSqliteStore({ file: newFile(), clock }));
// Two connections of one process would wait for each other without end: SQLite waits without giving the process back.
const openTwo = async (): Promise<readonly [Store, Store]> => {
  const store = await openSqliteStore({ file: newFile(), clock });
  return [store, { ...store, close: () => Promise.resolve() }];
};
describeStoreRaces('in a SQLite file, asked by two', openTwo);
describeStoreWatches('in a SQLite file, asked by two', openTwo);
describeStoreCampaigns('in a SQLite file, asked by two', openTwo);
const openTwoInMemory = async (): Promise<readonly [Store, Store]> => {
  const store = await openSqliteStore({ file: ':memory:', clock });
  return [store, { ...store, close: () => Promise.resolve() }];
};
for (const [where, open] of [['in a SQLite file', openTwo], ['in memory', openTwoInMemory]] as const) {
  describeStoreIncidents(`${where}, asked by two`, open);
  describeStoreReceivers(`${where}, asked by two`, open);
  describeStoreScans(`${where}, asked by two`, open);
  describeStoreNotices(`${where}, asked by two`, open);
}

describe('a store in a file', function () {
  this.timeout(60_000);
  let folder = '';
  let file = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'syncwhy-store-'));
    file = join(folder, 'store.db');
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('is the same after it was closed and opened again', async () => {
    const first = await openSqliteStore({ file, clock });
    const plan = samplePlan(1);
    await first.addPlan(plan, auditOf('plan.created', plan));
    await first.close();
    const second = await openSqliteStore({ file, clock });
    assert.deepEqual(await second.planById(plan.content.planId), plan);
    await second.close();
  });

  it('refuses a schema that a newer version has written', async () => {
    await (await openSqliteStore({ file, clock })).close();
    const raw = new DatabaseSync(file);
    raw.exec("INSERT INTO schema_versions (number, name, applied_at) VALUES (99, 'later', 'now')");
    raw.close();
    await assert.rejects(openSqliteStore({ file, clock }), /written by a newer SyncWhy \(schema 99/);
  });

  it('keeps two connections apart by the compare-and-set', async () => {
    const one = await openSqliteStore({ file, clock });
    const two = await openSqliteStore({ file, clock });
    const plan = samplePlan(1);
    await one.addPlan(plan, auditOf('plan.created', plan));
    const seenByTwo = await two.planById(plan.content.planId);
    assert.deepEqual(seenByTwo, plan);
    await one.movePlan(plan, { state: 'cancelled', stateSince: MADE }, auditOf('plan.cancelled', plan));
    await assert.rejects(two.movePlan(plan, { state: 'expired', stateSince: MADE }, auditOf('plan.expired', plan)), Conflict);
    await Promise.all([one.close(), two.close()]);
  });

  it('takes the writes of two processes at once', async () => {
    await (await openSqliteStore({ file, clock })).close();
    const writers = [1, 1001].map((from) => spawn(process.execPath, [join(import.meta.dirname, 'write-until-killed.ts'), file, String(from), '40'], { stdio: ['ignore', 'ignore', 'inherit'] }));
    const ends = await Promise.all(writers.map((writer) => once(writer, 'exit')));
    assert.deepEqual(ends.map(([code]: unknown[]) => code), [0, 0]);
    const store = await openSqliteStore({ file, clock });
    assert.equal((await store.plansIn(['cancelled'])).length, 80);
    const chain = verifyChain(await store.auditTrail(0, 1000));
    assert.equal(chain.is === 'whole' && chain.links, 240);
    await store.close();
  });

  it('shows in the chain when a row of the audit trail was changed or taken away behind its back', async () => {
    const store = await openSqliteStore({ file, clock });
    for (let n = 1; n <= 5; n += 1) await store.audit(auditOf(`event.${n}`));
    const raw = new DatabaseSync(file);
    assert.throws(() => raw.exec("UPDATE audit SET event = '{}' WHERE seq = 3"), /append-only/);
    assert.throws(() => raw.exec('DELETE FROM audit WHERE seq = 3'), /append-only/);
    raw.exec('DROP TRIGGER audit_is_never_changed; DROP TRIGGER audit_is_never_deleted');
    raw.exec("UPDATE audit SET event = replace(event, 'event.3', 'event.x') WHERE seq = 3");
    const changed = verifyChain(await store.auditTrail(0, 100));
    assert.equal(changed.is === 'broken' && changed.at, 3);
    raw.exec('DELETE FROM audit WHERE seq = 3');
    raw.close();
    const missing = verifyChain(await store.auditTrail(0, 100));
    assert.deepEqual(missing, { is: 'broken', at: 3, says: 'Entry 3 of the audit trail is missing; the next one there is 4.' });
    await store.close();
  });

  it('loses nothing that it acknowledged when the process is killed', async () => {
    const { acknowledged } = await killRounds({ file, rounds: 3 });
    assert.ok(acknowledged > 3, `only ${acknowledged} plans were acknowledged`);
  });
});
