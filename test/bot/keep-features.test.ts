import assert from 'node:assert/strict';
import { openSqliteStore } from '../../src/adapters/sqlite/open-sqlite-store.ts';
import { keepFeatures } from '../../src/bot/keep-features.ts';

const clock = { now: () => new Date('2026-11-21T09:00:00Z'), sleep: () => Promise.resolve() };

describe('keeping what an administrator has read', () => {
  it('notes when and by whom, in the store and in the audit trail', async () => {
    const store = await openSqliteStore({ file: ':memory:', clock });
    try {
      const says = await keepFeatures({ store, clock }, { features: { id: 't', features: { blockSoftMatchEnabled: true } }, readBy: 'ana.ruiz@contoso.com' });
      assert.match(says ?? '', /ana\.ruiz@contoso\.com.*2026-11-21.*30 days/);
      assert.deepEqual(await store.syncFeatures(), { features: { id: 't', features: { blockSoftMatchEnabled: true } }, readAt: '2026-11-21T09:00:00.000Z', readBy: 'ana.ruiz@contoso.com' });
      assert.deepEqual((await store.auditTrail(0, 9)).map(({ event }) => [event.event, event.facts]), [['features.read', { readBy: 'ana.ruiz@contoso.com' }]]);
    } finally {
      await store.close();
    }
  });
  const refused: readonly (readonly [string, unknown])[] = [
    ['nothing', {}], ['a reading by nobody', { features: {}, readBy: '' }], ['a date of its own', { features: {}, readBy: 'ana', readAt: '2099-01-01T00:00:00Z' }], ['switches that are no switches', { features: { features: { a: 'yes' } }, readBy: 'ana' }], ['text', 'features'],
  ];
  for (const [what, body] of refused) {
    it(`does not keep ${what}`, async () => {
      const store = await openSqliteStore({ file: ':memory:', clock });
      try {
        assert.equal(await keepFeatures({ store, clock }, body), null);
        assert.equal(await store.syncFeatures(), null);
      } finally {
        await store.close();
      }
    });
  }
});
