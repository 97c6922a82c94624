import assert from 'node:assert/strict';
import { pairAccounts, type PairableAccount } from '../../src/campaign/pair-accounts.ts';

const NOTHING = { accountName: null, addresses: [], employeeId: null, displayName: null, sids: [] };
const account = (id: string, known: Partial<PairableAccount> = {}): PairableAccount => ({ id, name: id, ...NOTHING, ...known });

const JANE = { accountName: 'jdoe', addresses: ['jane.doe@contoso.com'], employeeId: 'E1', displayName: 'Jane Doe', sids: ['S-1-5-21-1-1-1-500'] };

const ALONE: readonly { readonly shared: string; readonly old: Partial<PairableAccount>; readonly fresh: Partial<PairableAccount>; readonly confidence: string | null; readonly because?: readonly string[] }[] = [
  { shared: 'the former SID alone', old: { sids: JANE.sids }, fresh: { sids: ['x', ...JANE.sids] }, confidence: 'certain', because: ['same former SID'] },
  { shared: 'employeeID and sAMAccountName, in another case', old: { employeeId: 'E1', accountName: 'JDOE' }, fresh: { employeeId: 'e1 ', accountName: 'jdoe' }, confidence: 'certain', because: ['same employeeID', 'same sAMAccountName'] },
  { shared: 'mail, sAMAccountName and display name', old: { ...JANE, employeeId: null, sids: [] }, fresh: { ...JANE, employeeId: null, sids: [] }, confidence: 'certain' },
  { shared: 'a mail address alone', old: { addresses: ['a@x', 'b@x'] }, fresh: { addresses: ['B@X'] }, confidence: 'likely' },
  { shared: 'sAMAccountName and display name', old: { accountName: 'j', displayName: 'J' }, fresh: { accountName: 'j', displayName: 'J' }, confidence: 'likely' },
  { shared: 'a display name alone', old: { displayName: 'John Smith' }, fresh: { displayName: 'John Smith' }, confidence: 'weak' },
  { shared: 'sAMAccountName alone', old: { accountName: 'admin' }, fresh: { accountName: 'admin' }, confidence: 'weak' },
  { shared: 'everything but the employeeID, which differs', old: JANE, fresh: { ...JANE, employeeId: 'E2' }, confidence: 'weak' },
  { shared: 'nothing', old: JANE, fresh: { accountName: 'other' }, confidence: null },
  { shared: 'blank values only', old: { displayName: ' ', employeeId: '' }, fresh: { displayName: ' ', employeeId: '' }, confidence: null },
];

describe('pairing old and new accounts', () => {
  for (const { shared, old, fresh, confidence, because } of ALONE) {
    it(`${confidence === null ? 'pairs nobody who shares' : `is ${confidence} of two that share`} ${shared}`, () => {
      const { pairs } = pairAccounts([account('old', old)], [account('new', fresh)]);
      assert.equal(pairs[0]?.confidence ?? null, confidence);
      if (because !== undefined) assert.deepEqual(pairs[0]?.because, because);
    });
  }

  it('lets a person say which of two that fit equally well it is', () => {
    const { pairs, unpairedFresh } = pairAccounts([account('old', { displayName: 'John Smith', accountName: 'jsmith' })], ['one', 'other'].map((id) => account(id, { displayName: 'John Smith', accountName: 'jsmith' })));
    assert.deepEqual(pairs.map(({ isAmbiguous, because }) => [isAmbiguous, because.at(-1)]), [[true, 'other fits as well (same sAMAccountName, same display name)']]);
    assert.deepEqual(unpairedFresh, ['other']);
  });

  it('gives each account to the one that it fits best, and is not led astray by a weaker one', () => {
    const old = [account('a', { sids: ['S-1'], displayName: 'Jane Doe' }), account('b', { employeeId: 'E2', accountName: 'b', displayName: 'Jane Doe' })];
    const fresh = [account('x', { employeeId: 'E2', accountName: 'b', displayName: 'Jane Doe' }), account('y', { sids: ['S-1'], displayName: 'Jane Doe' })];
    const { pairs } = pairAccounts(old, fresh);
    assert.deepEqual(pairs.map((pair) => [pair.old, pair.fresh, pair.confidence, pair.isAmbiguous]), [['a', 'y', 'certain', false], ['b', 'x', 'certain', false]]);
  });

  it('comes out the same in whatever order the accounts are given, and of a thousand each has its own', () => {
    const side = (which: string): readonly PairableAccount[] => Array.from({ length: 1000 }, (_, n) => account(`${which}${String(n).padStart(4, '0')}`, { accountName: `user${n}`, addresses: [`user${n}@contoso.com`], displayName: `Person ${n % 100}` }));
    const straight = pairAccounts(side('o'), side('n'));
    assert.deepEqual(pairAccounts(side('o').toReversed(), side('n').toReversed()), straight);
    assert.ok(straight.pairs.every((pair) => pair.old.slice(1) === pair.fresh.slice(1) && !pair.isAmbiguous && pair.confidence === 'certain'));
    assert.deepEqual([straight.pairs.length, straight.unpairedOld, straight.unpairedFresh], [1000, [], []]);
  });
});
