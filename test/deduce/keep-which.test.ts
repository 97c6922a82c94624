import assert from 'node:assert/strict';
import { whichToKeep, type WhichToKeep } from '../../src/deduce/keep-which.ts';
import type { CloudUser, ExchangeRecipient } from '../../src/model/evidence.ts';

const UNKNOWN = { state: 'unknown', why: 'not-asked', detail: '' } as const;
const known = <Value>(value: Value) => ({ state: 'known', value }) as const;

const PLAN = { service: 'exchange', servicePlanId: 'efb87545-963c-4e0d-99df-69c6916d9eb0', capabilityStatus: 'Enabled' };
const FILES = { service: 'SharePoint', servicePlanId: 'f1', capabilityStatus: 'Enabled' };
const LICENSED = { assignedLicenses: [{ skuId: 's1', disabledPlans: [] }], assignedPlans: [PLAN] };
const NONE = { assignedLicenses: [], assignedPlans: [] };
const signedIn = (day: string) => ({ signInActivity: { lastSignInDateTime: `2026-11-${day}T09:00:00Z` } });
const user = (id: string, change: Partial<CloudUser>): CloudUser => ({ id, userPrincipalName: `${id}@contoso.com`, ...change });

function kept(users: readonly CloudUser[], also: { readonly recipients?: readonly ExchangeRecipient[]; readonly members?: Readonly<Record<string, readonly string[]>> } = {}): WhichToKeep {
  return whichToKeep(users, { 'entra.subscribedSkus': UNKNOWN, 'entra.exchangeRecipients': also.recipients === undefined ? UNKNOWN : known(also.recipients), 'entra.groupMembers': also.members === undefined ? UNKNOWN : known(also.members) });
}

const CLEAR: readonly (readonly [when: string, users: readonly CloudUser[], also: Parameters<typeof kept>[1], because: RegExp])[] = [
  ['only one has a mailbox licence', [user('b', NONE), user('a', LICENSED)], {}, /a@contoso\.com has a mailbox/],
  ['only one has a mailbox', [user('b', NONE), user('a', NONE)], { recipients: [{ ExternalDirectoryObjectId: 'a', RecipientType: 'UserMailbox' }] }, /a@contoso\.com has a mailbox/],
  ['both have one, and somebody signs in to one', [user('b', { ...LICENSED, signInActivity: null }), user('a', { ...LICENSED, ...signedIn('20') })], {}, /last signed in to a@contoso\.com/],
  ['one has a place for files besides', [user('b', { ...LICENSED }), user('a', { ...LICENSED, assignedPlans: [PLAN, FILES] })], {}, /a place for files/],
  ['one is in groups', [user('b', NONE), user('a', NONE)], { members: { g1: ['a'] } }, /more groups/],
  ['one of three is worth more than both others', [user('b', NONE), user('a', LICENSED), user('c', NONE)], {}, /mailbox/],
];

const NOT_CLEAR: readonly (readonly [when: string, users: readonly CloudUser[], also?: Parameters<typeof kept>[1]])[] = [
  ['both are alike', [user('a', LICENSED), user('b', LICENSED)]],
  ['licences of one were not read', [user('a', LICENSED), user('b', {})]],
  ['one has the mailbox, and the other one is signed in to', [user('a', { ...LICENSED, ...signedIn('01') }), user('b', { ...NONE, ...signedIn('20') })]],
  ['sign-ins are days apart only', [user('a', { ...LICENSED, ...signedIn('20') }), user('b', { ...LICENSED, ...signedIn('16') })]],
  ['one has the mailbox, and the other one is in a group', [user('a', LICENSED), user('b', NONE)], { members: { g1: ['b'] } }],
  ['two of three are alike', [user('a', LICENSED), user('b', LICENSED), user('c', NONE)]],
  ['there is one only', [user('a', LICENSED)]],
];

describe('Which of several accounts is kept', () => {
  for (const [when, users, also, because] of CLEAR) {
    it(`is clear where ${when}`, () => {
      const which = kept(users, also);
      assert.equal(which.is, 'clear');
      if (which.is !== 'clear') return;
      assert.equal(which.keep.id, 'a');
      assert.deepEqual(which.drop.map(({ id }) => id), users.map(({ id }) => id).filter((id) => id !== 'a'));
      assert.match(which.because.join(', '), because);
      assert.deepEqual(kept(users.toReversed(), also).is, 'clear');
    });
  }
  for (const [when, users, also] of NOT_CLEAR) it(`is not clear where ${when}`, () => assert.equal(kept(users, also).is, 'not-clear'));
});
