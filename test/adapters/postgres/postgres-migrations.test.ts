import assert from 'node:assert/strict';
import { MIGRATIONS } from '../../../src/adapters/postgres/migrations/all.ts';
import { openPostgres } from '../../../src/adapters/postgres/open-postgres.ts';
import { sampleIncident, sampleMember, sampleNotice, samplePoll, sampleSubscription } from '../../contracts/sample-incident.ts';
import { auditOf, MADE, samplePlan } from '../../contracts/sample-plan.ts';
import { withPostgres } from '../../real/with-postgres.ts';

const clock = { now: () => new Date(MADE), sleep: () => Promise.resolve() };

/** The first, one in the middle and the last ones; the other database goes through all of them. */
const SOME = MIGRATIONS.slice(0, -1).filter(({ number }) => number === 1 || number === 6 || number > MIGRATIONS.length - 4);

withPostgres('a database of an earlier version', (postgres) => {
  for (const { number, name } of SOME)
    it(`at step ${number} (${name}) becomes one of this version and works`, async () => {
      const server = await postgres().database();
      const done = MIGRATIONS.slice(0, number);
      const written = done.map((each) => `INSERT INTO schema_versions (number, name, applied_at) VALUES (${each.number}, '${each.name}', '${MADE}')`);
      await postgres().ask(server.database, ['CREATE TABLE schema_versions (number INTEGER PRIMARY KEY, name TEXT NOT NULL, applied_at TEXT NOT NULL)', ...done.flatMap(({ statements }) => statements), ...written].join(';\n'));
      const { store } = await openPostgres({ server, clock });
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
