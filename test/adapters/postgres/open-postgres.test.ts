import assert from 'node:assert/strict';
import { setTimeout as wait } from 'node:timers/promises';
import { MIGRATIONS as OF_POSTGRES } from '../../../src/adapters/postgres/migrations/all.ts';
import { openPostgres } from '../../../src/adapters/postgres/open-postgres.ts';
import type { PostgresServer } from '../../../src/adapters/postgres/postgres-server.ts';
import { MIGRATIONS as OF_SQLITE } from '../../../src/adapters/sqlite/migrations/all.ts';
import { NotReady } from '../../../src/ports/not-ready.ts';
import { StoreUnavailable, type Store } from '../../../src/ports/store.ts';
import { verifyChain } from '../../../src/protocol/audit-chain.ts';
import { auditOf, MADE, minutes, samplePlan } from '../../contracts/sample-plan.ts';
import { makeLabCertificates } from '../../../lab/servers/lab-certificates.ts';
import { withPostgres } from '../../real/with-postgres.ts';

const clock = { now: () => new Date(MADE), sleep: () => Promise.resolve() };
const open = async (server: PostgresServer): Promise<Store> => (await openPostgres({ server, clock })).store;

describe('the schema of the two databases', () => {
  it('has the same steps, in one order', () => {
    const steps = (migrations: typeof OF_SQLITE) => migrations.map(({ number, name }) => `${number} ${name}`);
    assert.deepEqual(steps(OF_POSTGRES), steps(OF_SQLITE));
    assert.deepEqual(OF_SQLITE.map(({ number }) => number), OF_SQLITE.map((_, n) => n + 1));
  });
});

withPostgres('a store in PostgreSQL', (postgres) => {
  let server: PostgresServer;
  let store: Store;
  beforeEach(async () => {
    server = await postgres().database();
    store = await open(server);
  });
  afterEach(() => store.close());
  const ask = (text: string) => postgres().ask(server.database, text);

  it('is the same after it was closed and opened again', async () => {
    const plan = samplePlan(1);
    await store.addPlan(plan, auditOf('plan.created', plan));
    await store.close();
    store = await open(server);
    assert.deepEqual(await store.planById(plan.content.planId), plan);
  });

  it('makes its tables once, however many bots start at once', async () => {
    const fresh = await postgres().database();
    const stores = await Promise.all(Array.from({ length: 6 }, () => open(fresh)));
    await Promise.all(stores.map((each) => each.close()));
    assert.deepEqual(await postgres().ask(fresh.database, 'SELECT number, name FROM schema_versions ORDER BY number'), OF_POSTGRES.map(({ number, name }) => ({ number, name })));
  });

  it('refuses a schema that a newer version has written, and an empty database where one must be', async () => {
    await ask("INSERT INTO schema_versions (number, name, applied_at) VALUES (99, 'later', 'now')");
    await assert.rejects(open(server), (error) => error instanceof NotReady && /written by a newer SyncWhy \(schema 99/.test(error.message) && error.message.includes(`postgres://postgres@127.0.0.1:${server.port}/${server.database}`));
    const empty = await postgres().database();
    await assert.rejects(openPostgres({ server: empty, clock, mustExist: true }), /There is no store in/);
    assert.deepEqual(await postgres().ask(empty.database, "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"), []);
  });

  it('never lets the content of a plan change, a closed plan open, or the audit trail be anything but longer', async () => {
    const plan = samplePlan(1);
    await store.addPlan(plan, auditOf('plan.created', plan));
    await store.movePlan(plan, { state: 'denied', stateSince: minutes(1).toISOString() }, auditOf('plan.denied', plan));
    for (const [text, says] of [
      ["UPDATE plans SET content = '{}'", /content of a plan never changes/],
      ["UPDATE plans SET hash = 'x', state = 'denied'", /content of a plan never changes/],
      ["UPDATE plans SET state = 'approved'", /closed plan stays closed/],
      ["UPDATE audit SET event = '{}' WHERE seq = 1", /append-only/],
      ['DELETE FROM audit', /append-only/],
      ['TRUNCATE audit', /append-only/],
      ['TRUNCATE audit, plans CASCADE', /append-only/],
    ] as const) await assert.rejects(ask(text), says, text);
    await ask('CREATE ROLE reader; GRANT SELECT, INSERT ON audit TO reader');
    for (const right of ['UPDATE', 'DELETE', 'TRUNCATE']) assert.deepEqual(await ask(`SELECT has_table_privilege('reader', 'audit', '${right}') AS may`), [{ may: false }]);
    await ask('DROP OWNED BY reader; DROP ROLE reader');
    assert.equal((await store.auditTrail(0, 10)).length, 2);
  });

  it('shows in the chain when a row was changed or taken away behind its back', async () => {
    for (let n = 1; n <= 5; n += 1) await store.audit(auditOf(`event.${n}`));
    await ask("DROP TRIGGER audit_is_append_only ON audit; UPDATE audit SET event = replace(event, 'event.3', 'event.x') WHERE seq = 3");
    const changed = verifyChain(await store.auditTrail(0, 100));
    assert.equal(changed.is === 'broken' && changed.at, 3);
    await ask('DELETE FROM audit WHERE seq = 3');
    assert.deepEqual(verifyChain(await store.auditTrail(0, 100)), { is: 'broken', at: 3, says: 'Entry 3 of the audit trail is missing; the next one there is 4.' });
  });

  it('commits durably although the server has another default', async () => {
    await ask(`ALTER DATABASE ${server.database} SET synchronous_commit = off`);
    await store.close();
    store = await open(server);
    await ask('CREATE FUNCTION note_setting() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM 1; IF current_setting(\'synchronous_commit\') <> \'on\' THEN RAISE EXCEPTION \'not durable\'; END IF; RETURN NEW; END $$; CREATE TRIGGER note BEFORE INSERT ON audit FOR EACH ROW EXECUTE FUNCTION note_setting()');
    await store.audit(auditOf('event.1'));
    await assert.rejects(ask("SET synchronous_commit = off; INSERT INTO audit VALUES (2, '', '', '{}')"), /not durable/);
  });

  it('takes counters of a relay that were used before each was written down for used', async () => {
    await ask("INSERT INTO relays (relay_id, relay_group, host, public_key, enrolled_at, read_only, counter, counter_floor) VALUES ('old', 'default', 'DC01', '{}', 'x', 0, 500, 500)");
    const used: boolean[] = [];
    for (const counter of [499, 500, 502, 501, 501]) used.push(await store.useCounter('old', counter));
    assert.deepEqual(used, [false, false, true, true, false]);
  });

  it('counts with numbers, also beyond thirty-two bits', async () => {
    await ask("UPDATE counters SET value = 5000000000 WHERE name = 'fence'");
    assert.equal(await store.nextFence(), 5_000_000_001);
  });

  describe('on a bad day', () => {
    const isClear = (error: unknown): boolean => error instanceof StoreUnavailable && /connection|database/i.test(error.message) && !/at |\bpg\b|stack/.test(error.message);

    it('says that the connection was lost, and goes on with the next one', async () => {
      await store.audit(auditOf('event.1'));
      await ask(`CREATE FUNCTION wait_long() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_sleep(10); RETURN NEW; END $$; CREATE TRIGGER slow BEFORE INSERT ON audit FOR EACH ROW WHEN (NEW.event LIKE '%slow%') EXECUTE FUNCTION wait_long()`);
      const lost = assert.rejects(store.audit(auditOf('slow')), isClear);
      await wait(200);
      await ask("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()");
      await lost;
      await store.audit(auditOf('event.2'));
      const trail = await store.auditTrail(0, 10);
      assert.deepEqual(trail.map(({ event, seq }) => `${seq} ${event.event}`), ['1 event.1', '2 event.2']);
      assert.equal(verifyChain(trail).is, 'whole');
    });

    it('does nothing twice and loses nothing when the database calls a transaction off', async () => {
      // The trigger fails as a deadlock would, three times; a sequence counts although its transaction is rolled back.
      await ask(`CREATE SEQUENCE tries; CREATE FUNCTION disturb() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF nextval('tries') <= 3 THEN RAISE EXCEPTION 'deadlock' USING ERRCODE = '40P01'; END IF; RETURN NEW; END $$; CREATE TRIGGER disturb BEFORE INSERT ON audit FOR EACH ROW EXECUTE FUNCTION disturb()`);
      const plan = samplePlan(1);
      await store.addPlan(plan, auditOf('plan.created', plan));
      assert.deepEqual(await store.plansIn(['pending']), [plan]);
      assert.equal((await store.auditTrail(0, 10)).length, 1);
      await ask("ALTER SEQUENCE tries MAXVALUE 1000000; SELECT setval('tries', 1); CREATE OR REPLACE FUNCTION disturb() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'deadlock' USING ERRCODE = '40001'; END $$");
      await assert.rejects(store.audit(auditOf('event.2')), (error) => error instanceof StoreUnavailable && /Nothing was written/.test(error.message));
    });

    it('survives a crash of the server: what was acknowledged is there, what was not is an error', async () => {
      let acknowledged = 0;
      let isOver = false;
      const writing = (async () => {
        const faults: unknown[] = [];
        while (!isOver) await store.audit(auditOf(`event.${acknowledged + 1}`)).then(() => (acknowledged += 1), async (error: unknown) => {
          faults.push(error);
          await wait(5);
        });
        return faults;
      })();
      await wait(300);
      // Whatever becomes of the server, the writing must end.
      await postgres().crash().then(() => wait(300)).finally(() => (isOver = true));
      const faults = await writing;
      assert.ok(faults.length > 0 && faults.every((fault) => fault instanceof StoreUnavailable), `other faults: ${faults.map(String).slice(0, 3).join('; ')}`);
      const trail = await store.auditTrail(0, 100_000);
      assert.equal(verifyChain(trail).is, 'whole');
      const there = new Set(trail.map(({ event }) => event.event));
      for (let n = 1; n <= acknowledged; n += 1) assert.ok(there.has(`event.${n}`), `event.${n} was acknowledged and is lost`);
    });
  });

  describe('that cannot be opened', () => {
    for (const [what, change, says] of [
      ['a wrong password', { password: 'wrong' }, /refused the user or its password/],
      ['no password', { password: undefined }, /password/],
      ['a database that does not exist', { database: 'nowhere' }, /does not exist/],
      ['a port where nobody listens', { port: 1 }, /nothing listens at its address/],
      ['a server without TLS where it is required', { tls: 'required' }, /offers no TLS/],
    ] as const) {
      it(`says so for ${what}`, async () => {
        const { PGPASSWORD: saved, ...rest } = process.env;
        process.env = rest;
        try {
          await assert.rejects(open({ ...server, ...change }), (error) => error instanceof NotReady && says.test(error.message) && !error.message.includes(server.password ?? '?'));
        } finally {
          process.env = saved === undefined ? rest : { ...rest, PGPASSWORD: saved };
        }
      });
    }

    it('speaks TLS with a server whose certificate is accepted, and with no other', async () => {
      const [certificates, others] = [await makeLabCertificates(), await makeLabCertificates()];
      await postgres().offerTls(certificates);
      try {
        const trusted = await open({ ...server, tls: 'required', ca: certificates.caPem });
        await trusted.audit(auditOf('event.1'));
        assert.deepEqual(await ask("SELECT DISTINCT ssl FROM pg_stat_ssl JOIN pg_stat_activity USING (pid) WHERE application_name = 'syncwhy' AND datname = current_database() AND pid IN (SELECT pid FROM pg_stat_ssl WHERE ssl)"), [{ ssl: true }]);
        await trusted.close();
        await assert.rejects(open({ ...server, tls: 'required', ca: others.caPem }), (error) => error instanceof NotReady && /certificate is not accepted/.test(error.message));
        await assert.rejects(open({ ...server, tls: 'required' }), (error) => error instanceof NotReady && /certificate is not accepted/.test(error.message));
      } finally {
        await postgres().offerTls(null);
      }
    });

    it('says so for a server that may lose what it has acknowledged', async () => {
      await postgres().ask('postgres', 'ALTER SYSTEM SET fsync = off');
      await postgres().ask('postgres', 'SELECT pg_reload_conf()');
      try {
        await wait(200);
        await assert.rejects(open(server), /runs with fsync off/);
      } finally {
        await postgres().ask('postgres', 'ALTER SYSTEM RESET fsync');
        await postgres().ask('postgres', 'SELECT pg_reload_conf()');
        await wait(200);
      }
    });
  });
});
