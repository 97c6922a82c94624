import assert from 'node:assert/strict';
import { createReadingRight, mayRead, readGroups } from '../../src/approve/may-read.ts';
import type { ApprovalPolicy, Refusal } from '../../src/model/approval.ts';
import type { WhoIs } from '../../src/model/person.ts';
import { minutes, personId } from '../contracts/sample-plan.ts';
import { person, pretendPeople } from './pretend-people.ts';
import { pretendPolicy, ruleFor } from './pretend-policy.ts';

const POLICY = pretendPolicy({ readers: { groups: ['readers'], guests: false }, requesterGroups: ['askers'], approvers: [ruleFor(['approvers'], 'reversible-one-object'), ruleFor(['seniors'], 'far-reaching')] });
const GUESTS = { ...POLICY, readers: { groups: ['readers'], guests: true } };
const ALL: ApprovalPolicy = { ...POLICY, readers: { groups: 'all-members', guests: false } };
const NOBODY = pretendPolicy({ readers: { groups: [], guests: true }, requesterGroups: [], approvers: [] });
const known = (...groupIds: readonly string[]) => ({ is: 'known' as const, groupIds });
const down = { is: 'unknown' as const, says: 'no answer' };
const somebody = (change: Parameters<typeof person>[1] = {}): WhoIs => ({ is: 'person', person: person(2, change) });
const GUEST = somebody({ userType: 'Guest' });

describe('reading', () => {
  const ROWS: readonly (readonly [string, WhoIs, Parameters<typeof mayRead>[1], ApprovalPolicy, Refusal | 'member' | 'guest'])[] = [
    ['a member of a reader group', somebody(), known('readers'), POLICY, 'member'],
    ['somebody who may ask for changes', somebody(), known('askers'), POLICY, 'member'],
    ['an approver of small changes', somebody(), known('approvers'), POLICY, 'member'],
    ['an approver of far-reaching changes', somebody(), known('seniors'), POLICY, 'member'],
    ['a member of another group', somebody(), known('others'), POLICY, 'not-a-reader'],
    ['a member of no group', somebody(), known(), POLICY, 'not-a-reader'],
    ['a member of no group, where all members may', somebody(), known(), ALL, 'member'],
    ['anybody where the policy names nobody', somebody(), known('readers', 'askers'), NOBODY, 'not-a-reader'],
    ['a guest', GUEST, known('readers'), POLICY, 'not-a-member'],
    ['a guest where all members may', GUEST, known('readers'), ALL, 'not-a-member'],
    ['a guest where guests may', GUEST, known('readers'), GUESTS, 'guest'],
    ['a guest of no group where guests may', GUEST, known(), GUESTS, 'not-a-reader'],
    ['a guest where all members and guests may', GUEST, known(), { ...ALL, readers: { groups: 'all-members', guests: true } }, 'guest'],
    ['somebody external by name where guests may', somebody({ upn: 'bo#EXT#@contoso.com' }), known('readers'), GUESTS, 'guest'],
    ['a disabled member', somebody({ accountEnabled: false }), known('readers'), ALL, 'not-a-member'],
    ['a disabled guest where guests may', somebody({ userType: 'Guest', accountEnabled: false }), known('readers'), GUESTS, 'not-a-member'],
    ['nobody', { is: 'nobody' }, known('readers'), ALL, 'not-a-member'],
    ['somebody whom Graph cannot name', down, known('readers'), ALL, 'cannot-check'],
    ['somebody whose groups cannot be read', somebody(), down, POLICY, 'cannot-check'],
  ];
  for (const [who, is, groups, policy, expected] of ROWS) {
    it(`by ${who}: ${expected}`, () => {
      const may = mayRead(is, groups, policy);
      assert.equal(may.is === 'refused' ? may.refusal : may.asGuest ? 'guest' : 'member', expected);
    });
  }

  it('asks about every group that counts, and about none where all members may', () => {
    assert.deepEqual(readGroups(POLICY), ['readers', 'askers', 'approvers', 'seniors']);
    assert.deepEqual(readGroups(ALL), []);
  });

  it('keeps a yes for a minute and no longer, and asks again under another policy', async () => {
    const people = pretendPeople();
    let [now, policy] = [minutes(0), POLICY];
    const readers = createReadingRight({ people, policy: () => policy, clock: { now: () => now } });
    const ask = async (): Promise<string> => (await readers(personId(2))).is;
    assert.deepEqual([await ask(), people.asked], ['may', 1]);
    people.removed.add(personId(2));
    now = new Date(minutes(1).getTime() - 1);
    assert.deepEqual([await ask(), people.asked], ['may', 1]);
    now = minutes(1);
    assert.deepEqual([await ask(), people.asked], ['refused', 2]);
    people.removed.clear();
    assert.deepEqual([await ask(), people.asked], ['may', 3], 'a no is not kept');
    now = minutes(-60);
    assert.deepEqual([await ask(), people.asked], ['may', 4], 'the clock was set back');
    policy = { ...POLICY, version: 'another' };
    assert.deepEqual([await ask(), people.asked], ['may', 5]);
    people.graphIsDown = true;
    now = minutes(5);
    assert.deepEqual(await readers(personId(2)), { is: 'refused', refusal: 'cannot-check' });
  });
});
