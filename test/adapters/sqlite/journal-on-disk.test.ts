import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { MIGRATIONS } from '../../../src/adapters/sqlite/migrations/all.ts';
import { openSqliteStore } from '../../../src/adapters/sqlite/open-sqlite-store.ts';
import type { JournalEntry } from '../../../src/model/journal.ts';
import { Conflict } from '../../../src/ports/store.ts';
import { verifyChain } from '../../../src/protocol/audit-chain.ts';
import { auditOf, MADE, samplePlan } from '../../contracts/sample-plan.ts';

const clock = { now: () => new Date(MADE), sleep: () => Promise.resolve() };
const FOUR_MIB = 4 * 1024 * 1024;
const began = (n: number): JournalEntry => ({ at: MADE, what: 'began', step: n, attempt: 1, fence: n });
const plan = samplePlan(1);
const { planId } = plan.content;

describe('the journal in a SQLite file', function () {
  this.timeout(60_000);
  let folder = '';
  let file = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'syncwhy-journal-'));
    file = join(folder, 'store.db');
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  const octetsOfLog = (): number => statSync(`${file}-wal`).size;

  it('is written into a log that has its full length from the beginning and keeps it while it is carried over', async () => {
    const store = await openSqliteStore({ file, clock });
    await store.addPlan(plan, auditOf('plan.created', plan));
    const length = octetsOfLog();
    assert.ok(length >= FOUR_MIB * 0.99, `the log has ${length} octets`);
    for (let n = 0; n < 1100; n += 1) await store.appendJournal(planId, n, began(n + 1), auditOf('step.began', plan));
    assert.ok(statSync(file).size > 400_000, 'nothing was carried over, so this shows nothing');
    assert.ok(Math.abs(octetsOfLog() - length) < 100_000, `the log had ${length} octets and has ${octetsOfLog()}`);
    await store.close();
    assert.equal(statSync(`${file}-wal`, { throwIfNoEntry: false }), undefined);
  });

  it('is opened with the length of the log already there without a trace in the tables, also beside a store that is in use', async () => {
    const first = await openSqliteStore({ file, clock });
    await first.addPlan(plan, auditOf('plan.created', plan));
    await first.appendJournal(planId, 0, began(1), null);
    const second = await openSqliteStore({ file, clock });
    await second.appendJournal(planId, 1, began(2), auditOf('step.began', plan));
    assert.deepEqual(await first.journal(planId), [began(1), began(2)]);
    await Promise.all([first.close(), second.close()]);
    const raw = new DatabaseSync(file);
    assert.equal(raw.prepare('PRAGMA integrity_check').get()?.['integrity_check'], 'ok');
    assert.equal(raw.prepare("SELECT count(*) AS n FROM sqlite_schema WHERE name = 'reserved'").get()?.['n'], 0);
    assert.ok(statSync(file).size < 1_000_000, `the file has ${statSync(file).size} octets`);
    raw.close();
  });

  it('neither commits nor takes back what another change of the same store has begun', async () => {
    const store = await openSqliteStore({ file, clock });
    await store.addPlan(plan, auditOf('plan.created', plan));
    const others = [2, 3, 4].map((n) => samplePlan(n));
    const ends = await Promise.allSettled(others.flatMap((other, n) => [store.addPlan(other, auditOf('plan.created', other)), store.appendJournal(planId, n === 1 ? 9 : Math.ceil(n / 2), began(n), auditOf('step.began', plan))]));
    assert.deepEqual(ends.map((end) => (end.status === 'fulfilled' ? 'done' : end.reason instanceof Conflict && 'conflict')), ['done', 'done', 'done', 'conflict', 'done', 'done']);
    assert.equal((await store.plansIn(['pending'])).length, 4);
    assert.deepEqual(await store.journal(planId), [began(0), began(2)]);
    const chain = verifyChain(await store.auditTrail(0, 100));
    assert.equal(chain.is === 'whole' && chain.links, 6);
    await store.close();
  });

  it('leaves no entry where its audit event cannot be written', async () => {
    const store = await openSqliteStore({ file, clock });
    await store.addPlan(plan, auditOf('plan.created', plan));
    const raw = new DatabaseSync(file);
    raw.exec("CREATE TRIGGER full BEFORE INSERT ON audit BEGIN SELECT RAISE(ABORT, 'no more'); END");
    await assert.rejects(store.appendJournal(planId, 0, began(1), auditOf('step.began', plan)), /no more/);
    raw.exec('DROP TRIGGER full');
    raw.close();
    assert.deepEqual(await store.journal(planId), []);
    await store.appendJournal(planId, 0, began(1), auditOf('step.began', plan));
    assert.deepEqual(await store.journal(planId), [began(1)]);
    await store.close();
  });

  it('is the same after the step of the schema that lays it flat, and goes on where it was', async () => {
    await writeOldFile(file);
    const store = await openSqliteStore({ file, clock });
    assert.deepEqual(await store.journal(planId), [began(1), began(2), began(3)]);
    await assert.rejects(store.appendJournal(planId, 2, began(3), null), Conflict);
    await store.appendJournal(planId, 3, began(4), auditOf('step.began', plan));
    assert.deepEqual(await store.journal(planId, 2), [began(3), began(4)]);
    assert.deepEqual(await store.planById(planId), plan);
    await store.close();
    const raw = new DatabaseSync(file);
    assert.deepEqual(raw.prepare('PRAGMA foreign_key_check').all(), []);
    assert.throws(() => raw.prepare("INSERT INTO journal (plan_id, n, entry) VALUES ('of no plan', 1, '{}')").run(), /FOREIGN KEY/);
    raw.close();
  });
});

/** As the schema was before the journal was laid flat, with a plan and three entries. */
async function writeOldFile(file: string): Promise<void> {
  const model = `${file}-model`;
  const store = await openSqliteStore({ file: model, clock });
  await store.addPlan(plan, auditOf('plan.created', plan));
  await store.close();
  const old = new DatabaseSync(file);
  old.exec('CREATE TABLE schema_versions (number INTEGER PRIMARY KEY, name TEXT NOT NULL, applied_at TEXT NOT NULL) STRICT');
  for (const { number, name, statements } of MIGRATIONS.filter((migration) => migration.number < 10)) {
    for (const statement of statements) old.exec(statement);
    old.prepare('INSERT INTO schema_versions VALUES (?, ?, ?)').run(number, name, MADE);
  }
  const columns = old.prepare("SELECT group_concat(name) AS names FROM pragma_table_info('plans')").get()?.['names'];
  old.exec(`ATTACH '${model}' AS model; INSERT INTO plans (${String(columns)}) SELECT ${String(columns)} FROM model.plans; DETACH model`);
  for (const n of [2, 1, 3]) old.prepare('INSERT INTO journal (plan_id, n, entry) VALUES (?, ?, ?)').run(planId, n, JSON.stringify(began(n)));
  old.close();
}
