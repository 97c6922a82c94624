import assert from 'node:assert/strict';
import { readyToCleanUp } from '../../src/approve/clean-up.ts';
import type { CloudSnapshot } from '../../src/model/cloud-snapshot.ts';
import { TenantError } from '../../src/ports/tenant.ts';

const CHECKLIST = [{ item: 'onedrive', says: 'The files are copied.' }, { item: 'onenote', says: 'The notebooks are copied.' }];
const clock = { now: () => new Date('2026-11-21T10:00:00Z') };
const snapshot = (change: Partial<CloudSnapshot> = {}): CloudSnapshot => ({ format: 'syncwhy-snapshot/1', takenAt: '2026-11-21T10:00:00Z', user: { id: 'u1' }, ownedGroups: [], unread: [], ...change });
const world = (taken: () => Promise<CloudSnapshot>) => ({ clock, snapshot: taken });

describe('Before an account is taken away', () => {
  it('nothing is asked where the offer asks for nothing', async () => {
    assert.deepEqual(await readyToCleanUp({ clock }, {}, []), { is: 'ready', confirmed: undefined, snapshot: undefined });
  });
  it('every item is confirmed, each with its time', async () => {
    const ready = await readyToCleanUp(world(() => Promise.resolve(snapshot())), { checklist: CHECKLIST, snapshotOf: 'u1' }, ['onenote', 'onedrive']);
    assert.ok(ready.is === 'ready');
    assert.deepEqual(ready.confirmed, CHECKLIST.map((each) => ({ ...each, at: '2026-11-21T10:00:00.000Z' })));
    assert.equal(ready.snapshot?.user.id, 'u1');
  });
  it('what is missing is named, and no snapshot is taken for it', async () => {
    const not = await readyToCleanUp(world(() => assert.fail('no snapshot is needed')), { checklist: CHECKLIST, snapshotOf: 'u1' }, ['onedrive', 'something-else']);
    assert.ok(not.is === 'not-ready');
    assert.deepEqual([not.refusal, not.missing], ['not-confirmed', ['onenote']]);
    assert.match(not.says, /Not confirmed yet: onenote\. The notebooks are copied\..*--confirm onenote,/);
  });
  for (const [when, taken] of [
    ['Entra refuses', () => Promise.reject(new TenantError('access-denied', 'no'))],
    ['which groups it owns was not read', () => Promise.resolve(snapshot({ ownedGroups: undefined }))],
    ['the owners of a group were not read', () => Promise.resolve(snapshot({ ownedGroups: [{ id: 'g1', name: 'Legal', isOnlyOwner: null }] }))],
  ] as const) {
    it(`there is no plan where ${when}`, async () => {
      const not = await readyToCleanUp(world(taken), { checklist: [], snapshotOf: 'u1' }, []);
      assert.equal(not.is === 'not-ready' && not.refusal, 'source-unread');
    });
  }
  it('there is no plan where nobody can take a snapshot', async () => {
    const not = await readyToCleanUp({ clock }, { snapshotOf: 'u1' }, []);
    assert.equal(not.is === 'not-ready' && not.refusal, 'source-unread');
  });
  it('a group keeps an owner', async () => {
    const not = await readyToCleanUp(world(() => Promise.resolve(snapshot({ ownedGroups: [{ id: 'g1', name: 'Legal', isOnlyOwner: true }, { id: 'g2', name: 'All', isOnlyOwner: false }] }))), { snapshotOf: 'u1' }, []);
    assert.ok(not.is === 'not-ready');
    assert.deepEqual([not.refusal, not.missing], ['only-owner', ['g1']]);
    assert.match(not.says, /only owner of Legal\./);
  });
  it('a fault of the program is not taken for a fault of Entra', () => assert.rejects(readyToCleanUp(world(() => Promise.reject(new Error('bug'))), { snapshotOf: 'u1' }, []), /bug/));
});
