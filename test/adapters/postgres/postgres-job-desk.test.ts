import assert from 'node:assert/strict';
import { setTimeout as wait } from 'node:timers/promises';
import { openPostgres, type OpenPostgres } from '../../../src/adapters/postgres/open-postgres.ts';
import type { PostgresServer } from '../../../src/adapters/postgres/postgres-server.ts';
import type { RelayJob } from '../../../src/model/relay-job.ts';
import type { JobDesk } from '../../../src/ports/job-desk.ts';
import { MADE } from '../../contracts/sample-plan.ts';
import { describeJobDesk } from '../../contracts/job-desk.ts';
import { withPostgres } from '../../real/with-postgres.ts';

const clock = { now: () => new Date(MADE), sleep: () => Promise.resolve() };
const READ: RelayJob = { kind: 'read', jobId: 'read-1', notAfter: MADE, request: { reading: 'ad.subject', version: 1, params: { name: 'jsmith' } } };
const one = { kind: 'read', free: 1 } as const;

withPostgres('the desk for relay jobs', (postgres) => {
  const bot = async (server: PostgresServer, pollMs?: number): Promise<{ readonly open: OpenPostgres; readonly desk: JobDesk }> => {
    const open = await openPostgres({ server, clock });
    const desk = open.openDesk('default', pollMs === undefined ? undefined : { pollMs });
    return { open, desk: { ...bound(desk), close: () => desk.close().then(() => open.store.close()) } };
  };

  describeJobDesk('that two bots share', async () => {
    const server = await postgres().database();
    return [(await bot(server)).desk, (await bot(server)).desk];
  });

  describe('that two bots share, on a bad day', () => {
    let server: PostgresServer;
    let here: JobDesk;
    let there: JobDesk;
    beforeEach(async () => {
      server = await postgres().database();
      [here, there] = [(await bot(server, 200)).desk, (await bot(server, 200)).desk];
    });
    afterEach(() => Promise.all([here.close(), there.close()]));

    it('hands out nothing that a bot placed and nobody waits for any more', async () => {
      await here.place(READ);
      await here.close();
      await postgres().ask(server.database, "UPDATE relay_jobs SET wanted_until = clock_timestamp() - interval '1 second'");
      assert.deepEqual(await there.lease('relay-1', one, AbortSignal.timeout(500)), []);
      here = (await bot(server)).desk;
    });

    it('keeps wanting what it still waits for', async () => {
      await here.place(READ);
      await postgres().ask(server.database, "UPDATE relay_jobs SET wanted_until = clock_timestamp() - interval '1 second'");
      assert.equal((await there.lease('relay-1', one, AbortSignal.timeout(5_000))).length, 1);
    });

    it('takes no part for a bot that has died, and goes on taking those that are wanted', async () => {
      const list: RelayJob = { kind: 'list', jobId: 'list-1', notAfter: MADE, request: { reading: 'ad.objects', version: 1, params: { domain: 'DC=corp', below: [], classes: ['user'], attributes: ['mail'] } } };
      const ticket = (await here.place(list)) ?? assert.fail();
      await there.lease('relay-1', { kind: 'list', free: 1 }, AbortSignal.timeout(5_000));
      const add = (n: number) => there.addPart('relay-1', { jobId: 'list-1', n, text: `${n}` }, AbortSignal.timeout(300));
      const forgetIt = () => postgres().ask(server.database, "UPDATE relay_jobs SET wanted_until = clock_timestamp() - interval '1 second'");
      await forgetIt();
      await wait(500);
      assert.deepEqual([await add(1), await ticket.nextPart()], ['accepted', '1']);
      await here.close();
      await forgetIt();
      assert.equal(await add(2), 'unknown-job');
      here = (await bot(server)).desk;
    });

    it('leaves no part behind when its reader leaves', async () => {
      const list: RelayJob = { kind: 'list', jobId: 'list-1', notAfter: MADE, request: { reading: 'ad.object-changes', version: 1, params: { domain: 'DC=corp', since: null, attributes: ['mail'] } } };
      const ticket = (await here.place(list)) ?? assert.fail();
      await there.lease('relay-1', { kind: 'list', free: 1 }, AbortSignal.timeout(5_000));
      await there.addPart('relay-1', { jobId: 'list-1', n: 1, text: 'one' }, AbortSignal.timeout(300));
      await ticket.giveUp();
      assert.deepEqual(await postgres().ask(server.database, 'SELECT job_id FROM relay_job_parts'), []);
    });

    it('finds jobs and answers by looking now and then when no call is heard', async () => {
      // Every connection is cut at once, those that listen as well; they listen again only after a second.
      await wait(100);
      const leased = there.lease('relay-1', one, AbortSignal.timeout(10_000)).catch(() => []);
      await postgres().ask(server.database, "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()");
      await wait(50);
      const ticket = (await here.place(READ)) ?? assert.fail();
      const jobs = await leased;
      assert.equal(jobs.length === 1 || (await there.lease('relay-1', one, AbortSignal.timeout(10_000))).length === 1, true);
      await ticket.taken;
      assert.equal(await there.deliver('relay-1', { kind: 'refused', jobId: READ.jobId, says: 'no' }), 'accepted');
      assert.deepEqual(await ticket.answer, { kind: 'refused', jobId: READ.jobId, says: 'no' });
    });

    it('serves the relays of its own group only', async () => {
      const other = await openPostgres({ server, clock });
      const desk = other.openDesk('branch');
      await desk.place(READ);
      assert.deepEqual(await here.lease('relay-1', one, AbortSignal.timeout(300)), []);
      assert.equal((await desk.lease('relay-2', one, AbortSignal.timeout(1_000))).length, 1);
      await desk.close();
      await other.store.close();
    });

    it('leaves no row behind once the answer was read', async () => {
      const ticket = (await here.place(READ)) ?? assert.fail();
      await there.lease('relay-1', one, AbortSignal.timeout(5_000));
      await there.deliver('relay-1', { kind: 'refused', jobId: READ.jobId, says: 'no' });
      await ticket.answer;
      await ticket.giveUp();
      assert.deepEqual(await postgres().ask(server.database, 'SELECT job_id FROM relay_jobs'), []);
    });
  });
});

const bound = (desk: JobDesk): JobDesk => ({
  place: (job) => desk.place(job),
  lease: (relayId, wanted, signal) => desk.lease(relayId, wanted, signal),
  holds: (relayId, jobId) => desk.holds(relayId, jobId),
  deliver: (relayId, answer) => desk.deliver(relayId, answer),
  addPart: (relayId, part, signal) => desk.addPart(relayId, part, signal),
  forget: (relayId) => desk.forget(relayId),
  close: () => desk.close(),
});
