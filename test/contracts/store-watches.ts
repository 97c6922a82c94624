import assert from 'node:assert/strict';
import type { StoredWatch } from '../../src/model/stored-watch.ts';
import { Conflict, type Store } from '../../src/ports/store.ts';
import { auditOf, MADE, minutes, personId, planId, samplePlan } from './sample-plan.ts';

export const sampleWatch = (n: number, change: Partial<StoredWatch> = {}): StoredWatch => ({
  watchId: `watch-${n}`, name: `person${n}`, by: { oid: personId(1), name: 'Ann' }, place: { conversationId: '19:ops@thread.tacv2', threadId: '1700000000000', kind: 'channel' },
  asked: `person${n}@contoso.com`, cause: 'ou-not-selected', title: 'Its container is not selected', since: MADE, until: minutes(72 * 60).toISOString(), nextLook: minutes(1).toISOString(), says: '', version: 1,
  ...change,
});

/** The part of the contract of `Store` about watches without a plan and about sync servers; `openTwo` gives two stores on one empty database. */
export function describeStoreWatches(name: string, openTwo: () => Promise<readonly [Store, Store]>): void {
  describe(`watches and sync servers in the store ${name}`, () => {
    let one: Store;
    let two: Store;
    beforeEach(async () => {
      [one, two] = await openTwo();
    });
    afterEach(() => Promise.all([one.close(), two.close()]));
    const events = async () => (await one.auditTrail(0, 1000)).map((link) => link.event.event);
    const running = async (n: number) => {
      const plan = samplePlan(n);
      await one.addPlan(plan, auditOf('plan.created', plan));
      const approved = await one.movePlan(plan, { state: 'approved', stateSince: MADE }, auditOf('plan.approved', plan));
      return one.movePlan(approved, { state: 'running', stateSince: MADE }, auditOf('plan.running', plan));
    };

    it('gives back the open watches exactly, of one conversation or of all, the oldest first', async () => {
      const [first, second, elsewhere] = [sampleWatch(1, { since: minutes(2).toISOString() }), sampleWatch(2), sampleWatch(3, { place: { conversationId: 'c3', threadId: '', kind: 'personal' }, since: minutes(5).toISOString() })];
      for (const watch of [first, second, elsewhere]) await one.addWatch(watch, auditOf('watch.begun'));
      assert.deepEqual(await two.openWatches(null), [second, first, elsewhere]);
      assert.deepEqual(await two.openWatches('c3'), [elsewhere]);
      assert.deepEqual(await two.openWatches('nowhere'), []);
      assert.deepEqual(await events(), ['watch.begun', 'watch.begun', 'watch.begun']);
    });

    it('has one open watch of a name in a conversation, and another when that is closed', async () => {
      const watch = sampleWatch(1);
      await one.addWatch(watch, auditOf('watch.begun'));
      await assert.rejects(two.addWatch({ ...watch, watchId: 'watch-9' }, auditOf('watch.begun')), Conflict);
      await two.addWatch({ ...watch, watchId: 'watch-8', place: { ...watch.place, conversationId: 'c8' } }, auditOf('watch.begun'));
      assert.equal(await one.moveWatch(watch, { closed: true, says: 'gone' }, auditOf('watch.told')), true);
      await two.addWatch({ ...watch, watchId: 'watch-9' }, auditOf('watch.begun'));
      assert.deepEqual((await one.openWatches(null)).map(({ watchId }) => watchId), ['watch-8', 'watch-9']);
    });

    it('moves a watch on for one of two that have read the same', async () => {
      const watch = sampleWatch(1);
      await one.addWatch(watch, auditOf('watch.begun'));
      const nextLook = minutes(10).toISOString();
      const moved = await Promise.all([one, two, one, two].map((store) => store.moveWatch(watch, { nextLook, says: 'still there' }, null)));
      assert.equal(moved.filter(Boolean).length, 1);
      assert.deepEqual(await one.openWatches(null), [{ ...watch, nextLook, says: 'still there', version: 2 }]);
    });

    it('lets one of many close a watch, and nobody afterwards', async () => {
      const watch = sampleWatch(1);
      await one.addWatch(watch, auditOf('watch.begun'));
      const closed = await Promise.all([one, two, one, two, one, two].map((store) => store.moveWatch(watch, { closed: true, says: 'gone' }, auditOf('watch.told'))));
      assert.equal(closed.filter(Boolean).length, 1);
      assert.deepEqual(await events(), ['watch.begun', 'watch.told']);
      assert.equal(await two.moveWatch({ ...watch, version: 2 }, { nextLook: MADE, says: '' }, null), false);
    });

    it('gives the journal of a run, or what was written after so many entries', async () => {
      const { content: { planId: id } } = await running(1);
      const entries = [1, 2, 3].map((step) => ({ at: MADE, what: 'began' as const, step, attempt: 1, fence: step }));
      for (const [at, entry] of entries.entries()) await one.appendJournal(id, at, entry, null);
      const ends = [{ at: MADE, what: 'unseen' as const, step: 3, attempt: 1, says: 'nobody could look' }, { at: MADE, what: 'stopped' as const, says: 'may no longer approve' }];
      for (const [at, entry] of ends.entries()) await two.appendJournal(id, 3 + at, entry, null);
      assert.deepEqual(await two.journal(id), [...entries, ...ends]);
      assert.deepEqual(await one.journal(id, 2), [...entries.slice(2), ...ends]);
      assert.deepEqual(await one.journal(id, 5), []);
    });

    it('gives a sync server to one of many running plans, and to another when it is let go', async () => {
      const plans = [await running(1), await running(2)];
      const ids = plans.map(({ content }) => content.planId);
      const claims = await Promise.all(Array.from({ length: 8 }, async (_, at) => ({ id: ids[at % 2], holder: await (at % 4 < 2 ? one : two).claimServer('sync01', ids[at % 2] ?? assert.fail()) })));
      const winners = new Set(claims.flatMap(({ id, holder }) => (holder === null ? [id] : [])));
      assert.equal(winners.size, 1);
      const [winner] = winners;
      const loser = ids.find((id) => id !== winner) ?? assert.fail();
      assert.equal(await two.claimServer('sync01', loser), winner);
      assert.equal(await two.claimServer('sync02', loser), null, 'another server');
      await one.releaseServers(['sync01'], loser);
      assert.equal(await two.claimServer('sync01', loser), winner, 'only its holder lets it go');
      await one.releaseServers(['sync01', 'sync02'], winner ?? assert.fail());
      assert.equal(await two.claimServer('sync01', loser), null);
      assert.equal(await one.claimServer('sync02', winner ?? assert.fail()), loser);
    });

    it('gives the sync server of a plan that runs no more to exactly one other', async () => {
      const [ended, second, third] = [await running(1), await running(2), await running(3)];
      assert.equal(await one.claimServer('sync01', ended.content.planId), null);
      await one.movePlan(ended, { state: 'failed', stateSince: MADE }, auditOf('plan.failed', ended));
      const holders = await Promise.all([one.claimServer('sync01', second.content.planId), two.claimServer('sync01', third.content.planId)]);
      assert.equal(holders.filter((holder) => holder === null).length, 1, JSON.stringify(holders));
      assert.equal(await one.claimServer('sync01', planId(99)), holders[0] === null ? second.content.planId : third.content.planId);
    });
  });
}
