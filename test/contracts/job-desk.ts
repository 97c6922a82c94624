import assert from 'node:assert/strict';
import { setTimeout as wait } from 'node:timers/promises';
import type { RelayAnswer, RelayJob } from '../../src/model/relay-job.ts';
import { MOST_PARTS, MOST_WAITING, type JobDesk } from '../../src/ports/job-desk.ts';
import { planWith, REPAIR_PREFIX, stepJob } from '../ports/relay-jobs.ts';
import { planId } from './sample-plan.ts';

let made = 0;
const readJob = (): RelayJob => ({ kind: 'read', jobId: `read-${(made += 1)}`, notAfter: '2026-11-21T09:06:00.000Z', request: { reading: 'ad.subject', version: 1, params: { name: 'jsmith' } } });
const step = (plan: number, change: Partial<Extract<RelayJob, { kind: 'step' }>> = {}): Extract<RelayJob, { kind: 'step' }> =>
  stepJob({ ...planWith([REPAIR_PREFIX]), planId: planId(plan) }, { jobId: `step-${(made += 1)}`, ...change });
const answerTo = ({ jobId }: RelayJob): RelayAnswer => ({ kind: 'read', jobId, fragment: { unread: [{ what: 'directory', why: 'failed', detail: 'Zoë ☃' }] } });
const listJob = (): RelayJob => ({ kind: 'list', jobId: `list-${(made += 1)}`, notAfter: '2026-11-21T09:06:00.000Z', request: { reading: 'ad.objects', version: 1, params: { domain: 'DC=corp,DC=contoso,DC=com', below: [], classes: ['user'], attributes: ['mail'] } } });
const soon = (milliseconds = 5_000): AbortSignal => AbortSignal.timeout(milliseconds);
const one = { kind: 'read', free: 1 } as const;
const ONE_STEP = { kind: 'step', free: 1 } as const;

/**
 * The contract of `JobDesk`. `open` gives the desks of two bots that serve the same relays; a bot that runs alone has one.
 * Whatever a bot places, a relay may fetch from either.
 */
export function describeJobDesk(name: string, open: () => Promise<readonly [JobDesk, JobDesk]>): void {
  describe(`the desk for relay jobs ${name}`, () => {
    let here: JobDesk;
    let there: JobDesk;
    beforeEach(async () => {
      [here, there] = await open();
    });
    afterEach(async () => {
      await here.close();
      await there.close();
    });
    const placed = async (desk: JobDesk, job: RelayJob) => (await desk.place(job)) ?? assert.fail('the desk is full');

    it('hands out what waits, and carries the answer back', async () => {
      const job = readJob();
      const ticket = await placed(here, job);
      assert.deepEqual(await there.lease('relay-1', one, soon()), [job]);
      await ticket.taken;
      assert.deepEqual(await there.holds('relay-1', job.jobId), job);
      assert.equal(await there.deliver('relay-1', answerTo(job)), 'accepted');
      assert.deepEqual(await ticket.answer, answerTo(job));
      await ticket.giveUp();
      assert.equal(await there.holds('relay-1', job.jobId), null);
      assert.equal(await there.deliver('relay-1', answerTo(job)), 'unknown-job');
    });

    it('wakes a relay that waits already', async () => {
      const leased = there.lease('relay-1', one, soon());
      await wait(50);
      const job = readJob();
      const began = performance.now();
      const ticket = await placed(here, job);
      assert.deepEqual(await leased, [job]);
      await ticket.taken;
      assert.ok(performance.now() - began < 1_000, 'it waited for the next look');
    });

    it('hands out at most as many as the relay has room for, oldest first, and of the kind it asked for', async () => {
      const jobs = [readJob(), readJob(), readJob()];
      await placed(here, step(1));
      for (const job of jobs) await placed(here, job);
      assert.deepEqual(await there.lease('relay-1', { kind: 'read', free: 2 }, soon()), jobs.slice(0, 2));
      assert.deepEqual(await here.lease('relay-2', { kind: 'read', free: 8 }, soon()), jobs.slice(2));
    });

    it('gives each job to one relay only, however many ask at once', async () => {
      const jobs = Array.from({ length: 12 }, readJob);
      await Promise.all(jobs.map((job, n) => placed(n % 2 === 0 ? here : there, job)));
      const leases = await Promise.all(Array.from({ length: 12 }, (_, n) => (n % 2 === 0 ? here : there).lease(`relay-${n}`, one, soon())));
      assert.deepEqual(leases.flat().map(({ jobId }) => jobId).sort(), jobs.map(({ jobId }) => jobId).sort());
    });

    it('never hands out a job that was withdrawn, and does not take back one that was handed out', async () => {
      const withdrawn = await placed(here, readJob());
      assert.equal(await withdrawn.withdraw(), true);
      assert.equal(await withdrawn.withdraw(), true);
      assert.deepEqual(await there.lease('relay-1', one, soon(100)), []);
      const kept = await placed(here, readJob());
      assert.equal((await there.lease('relay-1', one, soon())).length, 1);
      assert.equal(await kept.withdraw(), false);
      assert.deepEqual(await there.lease('relay-2', one, soon(100)), []);
    });

    it('either withdraws a job or hands it out, never both', async () => {
      for (let round = 0; round < 10; round += 1) {
        const ticket = await placed(here, readJob());
        const [jobs, isWithdrawn] = await Promise.all([there.lease('relay-1', one, soon(300)), ticket.withdraw()]);
        assert.equal(jobs.length, isWithdrawn ? 0 : 1);
      }
    });

    it('takes an answer only from the relay that holds the job, and only one that fits', async () => {
      const [read, run, admit] = [readJob(), step(1), step(2, { phase: 'admit' })];
      for (const job of [read, run, admit]) await placed(here, job);
      await here.lease('relay-1', one, soon());
      await here.lease('relay-1', { kind: 'step', free: 2 }, soon());
      assert.equal(await there.holds('relay-2', read.jobId), null);
      assert.equal(await there.deliver('relay-2', answerTo(read)), 'unknown-job');
      assert.equal(await there.deliver('relay-1', { kind: 'step', jobId: read.jobId, result: { is: 'applied', found: {} } }), 'wrong-answer');
      assert.equal(await there.deliver('relay-1', { kind: 'look', jobId: run.jobId, observation: { stands: 'before', found: {}, says: '' } }), 'wrong-answer');
      assert.equal(await there.deliver('relay-1', { kind: 'step', jobId: admit.jobId, result: { is: 'applied', found: {} } }), 'wrong-answer');
      assert.equal(await there.deliver('relay-1', { kind: 'admitted', jobId: admit.jobId, says: '' }), 'accepted');
      assert.equal(await there.deliver('relay-1', { kind: 'refused', jobId: run.jobId, says: 'no' }), 'accepted');
      assert.equal(await there.deliver('nobody', { kind: 'refused', jobId: 'unknown', says: 'no' }), 'unknown-job');
    });

    it('says that there will be no answer when the relay has started anew', async () => {
      const job = readJob();
      const ticket = await placed(here, job);
      await here.lease('relay-1', one, soon());
      await there.forget('relay-2');
      assert.notEqual(await there.holds('relay-1', job.jobId), null);
      await there.forget('relay-1');
      assert.equal(await ticket.answer, null);
      assert.equal(await here.deliver('relay-1', answerTo(job)), 'unknown-job');
    });

    it('lets a lease end when its caller goes', async () => {
      const gone = new AbortController();
      const leased = here.lease('relay-1', one, gone.signal);
      gone.abort();
      assert.deepEqual(await leased, []);
      await placed(here, readJob());
      assert.deepEqual(await here.lease('relay-1', one, AbortSignal.abort()), []);
      assert.equal((await here.lease('relay-2', one, soon())).length, 1);
    });

    it(`lets ${MOST_WAITING} jobs of a kind wait, and not one more`, async function () {
      this.timeout(60_000);
      const tickets = await Promise.all(Array.from({ length: MOST_WAITING + 10 }, (_, n) => (n % 2 === 0 ? here : there).place(readJob())));
      assert.equal(tickets.filter((ticket) => ticket === null).length, 10);
      assert.notEqual(await here.place(step(1)), null);
      assert.equal((await there.lease('relay-1', one, soon())).length, 1);
      assert.notEqual(await here.place(readJob()), null);
    });

    it('hands a step to a relay that serves its domain, whichever asks first, and a reading to any', async () => {
      const job = step(1);
      const elsewhere = { ...ONE_STEP, serves: { domains: ['DC=example,DC=org'], syncServers: ['SYNC01'] } };
      const here1 = { ...ONE_STEP, serves: { domains: ['dc=corp,dc=contoso,dc=com'], syncServers: [] } };
      const waiting = there.lease('relay-1', elsewhere, soon(600));
      await placed(here, job);
      assert.deepEqual(await there.lease('relay-1', elsewhere, soon(100)), []);
      assert.deepEqual(await waiting, []);
      assert.deepEqual(await there.lease('relay-2', here1, soon()), [job]);
      const later = here.lease('relay-2', here1, soon());
      const another = step(2);
      await placed(there, another);
      assert.deepEqual(await later, [another]);
      const reading = readJob();
      await placed(here, reading);
      assert.deepEqual(await there.lease('relay-1', { ...elsewhere, kind: 'read' }, soon()), [reading]);
    });

    it('hands a step about a sync server to the relay that serves that server', async () => {
      const job: RelayJob = stepJob({ ...planWith([{ operation: 'sync.start-delta', says: 'delta', params: { server: 'SYNC01', reason: 'test' } }]), planId: planId(1) }, { jobId: 'delta' });
      await placed(here, job);
      const serving = (syncServers: readonly string[]) => ({ ...ONE_STEP, serves: { domains: ['DC=corp,DC=contoso,DC=com'], syncServers } });
      assert.deepEqual(await there.lease('relay-1', serving(['SYNC02']), soon(100)), []);
      assert.deepEqual(await there.lease('relay-2', serving(['sync01']), soon()), [job]);
    });

    it('lets a later run of a plan take the place of one that still waits', async () => {
      const [older, other, later] = [step(1), step(2), step(1, { attempt: 2, fence: 2 })];
      const first = await placed(here, older);
      await placed(here, other);
      await placed(there, later);
      assert.equal(await first.withdraw(), true);
      const handed = [...(await here.lease('relay-1', ONE_STEP, soon())), ...(await here.lease('relay-1', ONE_STEP, soon()))];
      assert.deepEqual(handed.map(({ jobId }) => jobId), [other.jobId, later.jobId]);
    });

    describe('carries a long answer in parts', () => {
      const begun = async () => {
        const job = listJob();
        const ticket = await placed(here, job);
        assert.deepEqual(await there.lease('relay-1', { kind: 'list', free: 1 }, soon()), [job]);
        const add = (n: number, signal = soon(), relayId = 'relay-1') => there.addPart(relayId, { jobId: job.jobId, n, text: `part ${n} ☃` }, signal);
        const end = () => there.deliver('relay-1', { kind: 'list', jobId: job.jobId, end: { is: 'whole', parts: 0, entries: 0, hash: 'a'.repeat(64) } });
        return { job, ticket, add, end };
      };

      it('in their order, and nothing after the last', async () => {
        const { ticket, add, end } = await begun();
        const read: (string | null)[] = [];
        const reading = (async () => {
          for (let part = await ticket.nextPart(); part !== null; part = await ticket.nextPart()) read.push(part);
        })();
        for (let n = 1; n <= 7; n += 1) assert.equal(await add(n), 'accepted');
        assert.equal(await end(), 'accepted');
        await reading;
        assert.deepEqual(read, [1, 2, 3, 4, 5, 6, 7].map((n) => `part ${n} ☃`));
        assert.equal((await ticket.answer)?.kind, 'list');
        assert.equal(await ticket.nextPart(), null);
        await ticket.giveUp();
      });

      it('holding only a few that nobody has read, and says so to whoever waits too long', async () => {
        const { ticket, add } = await begun();
        for (let n = 1; n <= MOST_PARTS; n += 1) assert.equal(await add(n), 'accepted');
        assert.equal(await add(MOST_PARTS + 1, soon(200)), 'full');
        const waiting = add(MOST_PARTS + 1);
        await wait(50);
        assert.equal(await ticket.nextPart(), 'part 1 ☃');
        assert.equal(await waiting, 'accepted');
        await ticket.giveUp();
      });

      it('though one overtakes the other or comes twice', async () => {
        const { ticket, add, end } = await begun();
        const second = add(2);
        await wait(50);
        assert.deepEqual([await add(1), await second, await add(1), await add(2)], ['accepted', 'accepted', 'accepted', 'accepted']);
        assert.equal(await add(5), 'out-of-order');
        assert.deepEqual([await ticket.nextPart(), await ticket.nextPart()], ['part 1 ☃', 'part 2 ☃']);
        await end();
        assert.equal(await ticket.nextPart(), null);
        await ticket.giveUp();
      });

      it('only from the relay that holds the job, and only while somebody reads', async () => {
        const { job, ticket, add } = await begun();
        assert.equal(await add(1, soon(), 'relay-2'), 'unknown-job');
        for (let n = 1; n <= MOST_PARTS; n += 1) await add(n);
        const waiting = add(MOST_PARTS + 1);
        await wait(50);
        await ticket.giveUp();
        assert.equal(await waiting, 'unknown-job');
        assert.equal(await there.holds('relay-1', job.jobId), null);
        assert.equal(await add(MOST_PARTS + 1), 'unknown-job');
      });

      it('and ends when the relay has started anew', async () => {
        const { ticket, add } = await begun();
        await add(1);
        await ticket.nextPart();
        const next = ticket.nextPart();
        await there.forget('relay-1');
        assert.equal(await next, null);
        assert.equal(await ticket.answer, null);
        assert.equal(await add(2), 'unknown-job');
        await ticket.giveUp();
      });

      it('and hands the question only to a relay that serves exactly that domain', async () => {
        const job = listJob();
        await placed(here, job);
        const lease = (domains: readonly string[], signal: AbortSignal) => there.lease('relay-1', { kind: 'list', free: 1, serves: { domains, syncServers: [] } }, signal);
        assert.deepEqual(await lease(['DC=contoso,DC=com', 'DC=sub,DC=corp,DC=contoso,DC=com'], soon(150)), []);
        assert.deepEqual(await there.lease('relay-1', { kind: 'read', free: 1 }, soon(150)), []);
        assert.deepEqual(await lease(['dc=corp, dc=contoso, dc=com'], soon()), [job]);
      });
    });
  });
}
