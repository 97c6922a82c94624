import assert from 'node:assert/strict';
import type { ReceiverStanding } from '../../src/ports/receiver-store.ts';
import type { Store } from '../../src/ports/store.ts';
import { MADE, minutes } from './sample-plan.ts';

const STANDING: ReceiverStanding = { name: 'pager', seq: 7, nextAt: MADE, failingSince: null, failures: 0, says: '', version: 1 };

/** The part of the contract of `Store` about receivers outside; `openTwo` gives two stores on one empty database. */
export function describeStoreReceivers(name: string, openTwo: () => Promise<readonly [Store, Store]>): void {
  describe(`receivers in the store ${name}`, () => {
    let one: Store;
    let two: Store;
    beforeEach(async () => {
      [one, two] = await openTwo();
    });
    afterEach(() => Promise.all([one.close(), two.close()]));

    it('keep how far they have been told, exactly', async () => {
      assert.equal(await one.receiver('pager'), null);
      assert.deepEqual(await one.addReceiver(STANDING), STANDING);
      const change = { seq: 8, nextAt: minutes(5).toISOString(), failingSince: MADE, failures: 3, says: 'it answered 500' };
      assert.deepEqual(await one.moveReceiver(STANDING, change), { ...STANDING, ...change, version: 2 });
      assert.deepEqual(await two.receiver('pager'), { ...STANDING, ...change, version: 2 });
      assert.equal(await two.receiver('mail'), null);
    });

    it('are there once, whoever comes first', async () => {
      const added = await Promise.all([one.addReceiver(STANDING), two.addReceiver({ ...STANDING, seq: 9 })]);
      assert.equal(added.filter((each) => each !== null).length, 1);
      assert.equal((await one.receiver('pager'))?.seq, added.find((each) => each !== null)?.seq);
    });

    it('are moved by one of many, and only from what is kept', async () => {
      await one.addReceiver(STANDING);
      const moved = await Promise.all(Array.from({ length: 20 }, (_, at) => (at % 2 === 0 ? one : two).moveReceiver(STANDING, { failures: at })));
      assert.equal(moved.filter((each) => each !== null).length, 1);
      assert.equal(await one.moveReceiver(STANDING, { seq: 99 }), null);
      assert.equal((await one.receiver('pager'))?.seq, 7);
    });
  });
}
