import assert from 'node:assert/strict';
import { stepAfter, stepBefore } from '../../src/operations/changes.ts';
import { REVERSAL } from '../../src/operations/reversal.ts';
import { JOHN, REPAIR_PREFIX } from '../ports/relay-jobs.ts';

const SALES = 'OU=Sales,DC=corp,DC=contoso,DC=com';
const sorted = (values: Readonly<Record<string, readonly string[]>>) => Object.fromEntries(Object.entries(values).map(([name, list]) => [name, [...list].sort()]));

describe('the undo of a step', () => {
  it('of addresses gives back exactly the list of before', () => {
    assert.ok(REPAIR_PREFIX.operation === 'ad.change-addresses');
    const undo = REVERSAL['ad.change-addresses'](REPAIR_PREFIX.params);
    assert.ok(undo.is === 'steps');
    assert.deepEqual(sorted(stepBefore(undo.step)), sorted(stepAfter(REPAIR_PREFIX)));
    assert.deepEqual(sorted(stepAfter(undo.step)), sorted(stepBefore(REPAIR_PREFIX)));
  });

  it('of an anchor swaps the two values', () => {
    const undo = REVERSAL['ad.set-anchor']({ object: JOHN, before: null, after: 'AAAAAAAAAAAAAAAAAAAAAA==' });
    assert.ok(undo.is === 'steps');
    assert.deepEqual(undo.step.params, { object: JOHN, before: 'AAAAAAAAAAAAAAAAAAAAAA==', after: null });
  });

  it('of a move names the object where it will be', () => {
    const undo = REVERSAL['ad.move']({ object: JOHN, from: 'OU=Staff,DC=corp,DC=contoso,DC=com', to: SALES });
    assert.ok(undo.is === 'steps');
    assert.deepEqual(undo.step.params, { object: { guid: JOHN.guid, dn: `CN=John Smith,${SALES}` }, from: SALES, to: 'OU=Staff,DC=corp,DC=contoso,DC=com' });
  });

  it('of switching the scheduler on is switching it off', () => {
    const undo = REVERSAL['sync.set-scheduler']({ server: 'SYNC01', before: false, after: true });
    assert.ok(undo.is === 'steps');
    assert.deepEqual(undo.step.params, { server: 'SYNC01', before: true, after: false });
    assert.match(undo.step.says, /off/);
  });

  it('of mail says which address does not go with it', () => {
    const undo = REVERSAL['entra.set-mail']({ userId: 'u1', before: null, after: 'john@contoso.com' });
    assert.ok(undo.is === 'steps');
    assert.deepEqual(undo.step.params, { userId: 'u1', before: 'john@contoso.com', after: null });
    assert.match(undo.step.says, /^Empty mail of u1 again; john@contoso\.com, .* does not go with it/);
  });

  it('of emptied mail leaves nothing behind', () => {
    const undo = REVERSAL['entra.set-mail']({ userId: 'u1', before: 'john@contoso.com', after: null });
    assert.ok(undo.is === 'steps');
    assert.doesNotMatch(undo.step.says, /does not go/);
  });

  it('of a delta cycle is nothing', () => assert.deepEqual(REVERSAL['sync.start-delta']({ server: 'SYNC01', reason: '' }), { is: 'nothing-to-undo' }));

  it('of a cloud anchor swaps the two values', () => {
    const undo = REVERSAL['entra.set-anchor']({ userId: 'user', before: 'A', after: null });
    assert.ok(undo.is === 'steps');
    assert.deepEqual(undo.step.params, { userId: 'user', before: null, after: 'A' });
  });
});
