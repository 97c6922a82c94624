import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { MIGRATIONS } from '../../../src/adapters/sqlite/migrations/all.ts';
import { openSqliteStore } from '../../../src/adapters/sqlite/open-sqlite-store.ts';
import { sampleIncident, sampleMember, sampleNotice, samplePoll, sampleSubscription } from '../../contracts/sample-incident.ts';
import { auditOf, MADE, samplePlan } from '../../contracts/sample-plan.ts';

const clock = { now: () => new Date(MADE), sleep: () => Promise.resolve() };

describe('a SQLite file of an earlier version', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'syncwhy-migrate-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  /** A file as the version with so many steps of the schema left it. */
  const fileAt = (number: number): string => {
    const file = join(folder, 'store.db');
    const raw = new DatabaseSync(file);
    raw.exec('CREATE TABLE schema_versions (number INTEGER PRIMARY KEY, name TEXT NOT NULL, applied_at TEXT NOT NULL) STRICT');
    for (const migration of MIGRATIONS.slice(0, number)) {
      for (const statement of migration.statements) raw.exec(statement);
      raw.prepare('INSERT INTO schema_versions (number, name, applied_at) VALUES (?, ?, ?)').run(migration.number, migration.name, MADE);
    }
    raw.close();
    return file;
  };

  for (const { number, name } of MIGRATIONS.slice(0, -1))
    it(`at step ${number} (${name}) becomes one of this version and works`, async () => {
      const store = await openSqliteStore({ file: fileAt(number), clock });
      try {
        await store.addPlan(samplePlan(1), auditOf('plan.created'));
        await store.addSubscription(sampleSubscription(1), auditOf('subscription.made'));
        const outcome = samplePoll(1, { incidents: [sampleIncident(1)], members: [sampleMember(1, 1)], notices: [sampleNotice(1)], events: [{ at: MADE, turn: 'opened', incident: sampleIncident(1) }] });
        assert.equal(await store.keepPoll(outcome, auditOf('incident.opened')), true);
        assert.deepEqual([await store.lastPoll(), await store.incidents(), await store.incidentMembers(null), await store.notices({})], [outcome.poll, outcome.incidents, outcome.members, outcome.notices]);
      } finally {
        await store.close();
      }
    });
});
