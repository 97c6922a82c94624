import assert from 'node:assert/strict';
import { decide, type ApprovalRequest, type CardPress, type Press, type Ruling } from '../../src/approve/decide.ts';
import { anchorOfGuid } from '../../src/model/anchor.ts';
import { REFUSALS, type Refusal } from '../../src/model/approval.ts';
import type { Person } from '../../src/model/person.ts';
import type { Plan } from '../../src/model/plan.ts';
import { minutes, objectGuid, personId, planId, sampleDecision, samplePlan, TENANT } from '../contracts/sample-plan.ts';
import { pretendPolicy, ruleFor } from './pretend-policy.ts';
import { person } from './pretend-people.ts';

const POLICY = pretendPolicy({ requesterGroups: [] });
const PLAN = samplePlan(7);
const FAR = samplePlan(7, { riskClass: 'far-reaching', quorum: { approve: 2, deny: 1 } });
const CARD: CardPress = { planId: planId(7), rev: 1, nonceHash: 'nonce', altered: false, replyToId: 'message-1', conversationId: '19:ops@thread.tacv2;messageid=1700000000000' };
const POSTED = { planId: planId(7), rev: 1, nonceHash: 'nonce', place: { conversationId: CARD.conversationId, threadId: '1', kind: 'channel' as const }, message: { conversationId: CARD.conversationId, activityId: 'message-1' } };
const known = (...groupIds: readonly string[]) => ({ is: 'known' as const, groupIds });
const somebody = (change: Partial<Person> = {}) => ({ is: 'person' as const, person: person(2, change) });

const request = (change: Partial<ApprovalRequest> = {}): ApprovalRequest => ({ plan: PLAN, decisions: [], cards: [POSTED], policy: POLICY, ...change });
const press = (change: Partial<Press> = {}): Press => ({
  verdict: 'approve', by: 'button', actor: { oid: personId(2), name: 'Admin 2' }, isAutomation: false, tenantId: TENANT,
  who: somebody(), groups: known('group-approvers'), eligible: ['Admin 2', 'Admin 3'], card: CARD, comment: '', now: minutes(5), ...change,
});
const inState = (state: Plan['state'], says = 'It was so.'): ApprovalRequest => request({ plan: { ...PLAN, state, says } });
const anchor = anchorOfGuid(objectGuid(7));

interface RefusedRow {
  readonly when: string;
  readonly refusal: Refusal;
  readonly request?: ApprovalRequest;
  readonly press?: Press;
  readonly says?: RegExp;
}

const REFUSED: readonly RefusedRow[] = [
  { when: 'the card refreshed by itself', refusal: 'not-a-person', press: press({ by: 'refresh' }) },
  { when: 'an automation pressed', refusal: 'not-a-person', press: press({ isAutomation: true }) },
  { when: 'an automation typed', refusal: 'not-a-person', press: press({ isAutomation: true, by: 'text', card: null }) },
  { when: 'it came from the terminal', refusal: 'not-channel', press: press({ by: 'terminal', card: null }) },
  { when: 'it came from another tenant', refusal: 'other-tenant', press: press({ tenantId: 'another' }) },
  { when: 'the tenant is missing', refusal: 'other-tenant', press: press({ tenantId: '' }) },
  { when: 'a button carried nothing', refusal: 'card-data-changed', press: press({ card: null }) },
  { when: 'a button carried more than it was given', refusal: 'card-data-changed', press: press({ card: { ...CARD, altered: true } }) },
  { when: 'a button carried another plan', refusal: 'card-data-changed', press: press({ card: { ...CARD, planId: planId(8) } }) },
  { when: 'a button carried another revision than its card', refusal: 'card-data-changed', press: press({ card: { ...CARD, rev: 2 } }) },
  { when: 'the secret of the button is unknown', refusal: 'card-replayed', press: press({ card: { ...CARD, nonceHash: 'other' } }) },
  { when: 'the secret belongs to a card of another plan', refusal: 'card-replayed', request: request({ cards: [{ ...POSTED, planId: planId(8) }] }) },
  { when: 'no card was ever posted', refusal: 'card-replayed', request: request({ cards: [] }) },
  { when: 'the card was copied to another conversation', refusal: 'card-replayed', press: press({ card: { ...CARD, conversationId: '19:other@thread.tacv2' } }) },
  { when: 'the press answers another message', refusal: 'card-replayed', press: press({ card: { ...CARD, replyToId: 'message-2' } }) },
  { when: 'the press answers no message though the card has one', refusal: 'card-replayed', press: press({ card: { ...CARD, replyToId: null } }) },
  { when: 'the card shows an older revision', refusal: 'plan-changed', request: request({ plan: samplePlan(7, { rev: 2 }) }) },
  { when: 'the stored plan is not what its hash says', refusal: 'plan-changed', request: request({ plan: { ...PLAN, content: { ...PLAN.content, agentGroup: 'other' } } }) },
  { when: 'the stored plan is not what its hash says, by text', refusal: 'plan-changed', request: request({ plan: { ...PLAN, hash: '0'.repeat(64) } }), press: press({ by: 'text', card: null }) },

  { when: 'the requester presses', refusal: 'own-plan', press: press({ actor: { oid: personId(1), name: 'Ann' } }), says: /^You asked for this change, so a different admin must approve it\. Eligible: Admin 2 or Admin 3\.$/ },
  { when: 'the requester types it in a personal chat', refusal: 'own-plan', press: press({ actor: { oid: personId(1), name: 'Ann' }, by: 'text', card: null }) },
  { when: 'the requester denies', refusal: 'own-plan', press: press({ actor: { oid: personId(1), name: 'Ann' }, verdict: 'deny', comment: 'no' }) },
  { when: 'the requester presses while Graph is down', refusal: 'own-plan', press: press({ actor: { oid: personId(1), name: 'Ann' }, who: { is: 'unknown', says: 'no answer' } }) },
  { when: 'a second account of the requester presses', refusal: 'own-plan', press: press({ who: somebody({ personKey: 'E1' }) }) },
  { when: 'the names of the eligible cannot be read', refusal: 'own-plan', press: press({ actor: { oid: personId(1), name: 'Ann' }, eligible: null }), says: /could not be read just now/ },
  { when: 'nobody else is eligible', refusal: 'own-plan', press: press({ actor: { oid: personId(1), name: 'Ann' }, eligible: [] }), says: /Nobody else is eligible/ },
  { when: 'many are eligible', refusal: 'own-plan', press: press({ actor: { oid: personId(1), name: 'Ann' }, eligible: ['A', 'B', 'C', 'D', 'E', 'F'] }), says: /A, B, C, D, E and 1 other\.$/ },
  { when: 'Graph cannot say who it is', refusal: 'cannot-check', press: press({ who: { is: 'unknown', says: 'no answer' } }), says: /counted nothing/ },
  { when: 'Graph knows nobody of this id', refusal: 'not-a-member', press: press({ who: { is: 'nobody' } }) },
  { when: 'a guest presses', refusal: 'not-a-member', press: press({ who: somebody({ userType: 'Guest' }) }) },
  { when: 'a guest converted to member presses', refusal: 'not-a-member', press: press({ who: somebody({ upn: 'bo_fabrikam.com#EXT#@contoso.onmicrosoft.com' }) }) },
  { when: 'the mark of an external is in small letters', refusal: 'not-a-member', press: press({ who: somebody({ upn: 'bo#ext#@contoso.com' }) }) },
  { when: 'a disabled account presses', refusal: 'not-a-member', press: press({ who: somebody({ accountEnabled: false }) }) },
  { when: 'Graph answers about another person', refusal: 'not-a-member', press: press({ who: somebody({ oid: personId(3) }) }) },
  { when: 'the decider is the target in the cloud', refusal: 'target-of-plan', request: request({ plan: samplePlan(7, { targets: [{ key: objectGuid(7), cloudId: personId(2), displayName: 'x' }] }) }) },
  { when: 'the decider is a target that lives in the cloud only', refusal: 'target-of-plan', request: request({ plan: samplePlan(7, { targets: [{ key: personId(2), displayName: 'x' }] }) }) },
  { when: 'the decider is bound to the target by the anchor', refusal: 'target-of-plan', press: press({ who: somebody({ onPremisesImmutableId: anchor }) }) },
  { when: 'the decider is the target by its name in AD, for the anchor is another value', refusal: 'target-of-plan', request: request({ plan: samplePlan(7, { targets: [{ key: objectGuid(9), dn: 'CN=Bo,OU=Staff,DC=contoso,DC=com', displayName: 'x' }] }) }), press: press({ who: somebody({ onPremisesImmutableId: anchor, onPremisesDistinguishedName: 'cn=bo, ou=Staff,dc=contoso,dc=com' }) }) },
  { when: 'the decider is the second of the targets', refusal: 'target-of-plan', request: request({ plan: samplePlan(7, { targets: [{ key: objectGuid(9), displayName: 'x' }, { key: objectGuid(7), displayName: 'y' }] }) }), press: press({ who: somebody({ onPremisesImmutableId: anchor }) }) },
  { when: 'the decider is the target and denies', refusal: 'target-of-plan', press: press({ who: somebody({ onPremisesImmutableId: anchor }), verdict: 'deny', comment: 'no' }) },

  { when: 'the time to decide is over by a second', refusal: 'too-late', press: press({ now: new Date(minutes(60).getTime() + 1000) }), says: /before 10:00 UTC/ },
  { when: 'the time to deny is over', refusal: 'too-late', press: press({ verdict: 'deny', comment: 'no', now: minutes(61) }) },
  { when: 'the plan has expired', refusal: 'too-late', request: inState('expired') },
  { when: 'the clock stands before the plan was made', refusal: 'too-late', press: press({ now: minutes(-6) }), says: /clock of this server stands before/ },
  { when: 'the clock stands before an earlier decision', refusal: 'too-late', request: request({ plan: FAR, decisions: [sampleDecision(FAR, 3, 'approve', minutes(30))] }), press: press({ groups: known('group-seniors'), comment: 'seen' }) },
  { when: 'somebody approved before', refusal: 'already-decided', request: request({ plan: { ...PLAN, state: 'approved' }, decisions: [sampleDecision(PLAN, 3)] }), says: /already approved by Admin 3 at 09:05 UTC/ },
  { when: 'somebody denied before', refusal: 'already-decided', request: request({ plan: { ...PLAN, state: 'denied' }, decisions: [sampleDecision(PLAN, 3, 'deny')] }), says: /already denied by Admin 3/ },
  { when: 'the plan runs', refusal: 'already-decided', request: request({ plan: { ...PLAN, state: 'running' }, decisions: [sampleDecision(PLAN, 3)] }) },
  { when: 'the plan was cancelled', refusal: 'already-decided', request: inState('cancelled', 'Cancelled by Ann.'), says: /no longer open \(cancelled\): Cancelled by Ann/ },
  { when: 'the plan is stale', refusal: 'already-decided', request: inState('stale') },
  { when: 'the plan was replaced', refusal: 'already-decided', request: inState('superseded') },
  { when: 'this person has approved and the plan waits for another', refusal: 'already-decided-by-you', request: request({ plan: FAR, decisions: [sampleDecision(FAR, 2)] }), says: /already approved plan/ },
  { when: 'this person has approved and wants to deny now', refusal: 'already-decided-by-you', request: request({ plan: FAR, decisions: [sampleDecision(FAR, 2)] }), press: press({ verdict: 'deny', comment: 'no' }) },
  { when: 'this person has denied', refusal: 'already-decided-by-you', request: request({ plan: { ...PLAN, state: 'denied' }, decisions: [sampleDecision(PLAN, 2, 'deny')] }), says: /already denied plan/ },

  { when: 'the policy has changed since', refusal: 'policy-changed', request: request({ policy: { ...POLICY, version: 'policy-2' } }) },
  { when: 'the policy names nobody', refusal: 'nobody-may', request: request({ policy: { ...POLICY, approvers: [ruleFor(['group-seniors'], 'far-reaching')] } }) },
  { when: 'the policy names nobody and the person is in every group', refusal: 'nobody-may', request: request({ policy: { ...POLICY, approvers: [] } }), press: press({ groups: known('group-approvers', 'group-seniors') }) },
  { when: 'the groups cannot be read', refusal: 'cannot-check', press: press({ groups: { is: 'unknown', says: 'no answer' } }) },
  { when: 'the person is in no approver group', refusal: 'not-an-approver', press: press({ groups: known() }), says: /Eligible: Admin 2 or Admin 3\./ },
  { when: 'the person is in another group only', refusal: 'not-an-approver', press: press({ groups: known('group-other') }) },
  { when: 'the person may decide about smaller changes only', refusal: 'not-an-approver', request: request({ plan: FAR }), press: press({ comment: 'seen' }), says: /far-reaching/ },
  { when: 'a person without the right denies', refusal: 'not-an-approver', press: press({ groups: known(), verdict: 'deny', comment: 'no' }) },

  { when: 'a denial has no comment', refusal: 'comment-needed', press: press({ verdict: 'deny' }) },
  { when: 'the comment of a denial is blank', refusal: 'comment-needed', press: press({ verdict: 'deny', comment: ' \n ' }) },
  { when: 'an approval of a far-reaching plan has no comment', refusal: 'comment-needed', request: request({ plan: FAR }), press: press({ groups: known('group-seniors') }) },
];

interface AcceptedRow {
  readonly when: string;
  readonly change: Extract<Ruling, { is: 'accepted' }>['change'];
  readonly missing?: number;
  readonly request?: ApprovalRequest;
  readonly press?: Press;
}

const seniors = known('group-seniors');
const ACCEPTED: readonly AcceptedRow[] = [
  { when: 'an approver presses', change: 'approved' },
  { when: 'an approver types', change: 'approved', press: press({ by: 'text', card: null }) },
  { when: 'an approver denies with a comment', change: 'denied', press: press({ verdict: 'deny', comment: 'not her' }) },
  { when: 'it is the last moment', change: 'approved', press: press({ now: minutes(60) }) },
  { when: 'the clock of the host is a little slow', change: 'approved', press: press({ now: minutes(-4) }) },
  { when: 'Teams gave the card no id', change: 'approved', request: request({ cards: [{ ...POSTED, message: { ...POSTED.message, activityId: null } }] }), press: press({ card: { ...CARD, replyToId: 'anything' } }) },
  { when: 'the thread id is missing behind the channel', change: 'approved', press: press({ card: { ...CARD, conversationId: '19:ops@thread.tacv2' } }) },
  { when: 'the person keys are both unknown', change: 'approved', request: request({ plan: samplePlan(7, { requester: { ...PLAN.content.requester, personKey: null } }) }), press: press({ who: somebody({ personKey: null }) }) },
  { when: 'the decider has the anchor of somebody else', change: 'approved', press: press({ who: somebody({ onPremisesImmutableId: anchorOfGuid(objectGuid(8)) }) }) },
  { when: 'the first of two approves a far-reaching plan', change: 'still-pending', missing: 1, request: request({ plan: FAR }), press: press({ groups: seniors, comment: 'seen' }) },
  { when: 'the second of two approves', change: 'approved', request: request({ plan: FAR, decisions: [sampleDecision(FAR, 3)] }), press: press({ groups: seniors, comment: 'seen' }) },
  { when: 'the second of two denies', change: 'denied', request: request({ plan: FAR, decisions: [sampleDecision(FAR, 3)] }), press: press({ groups: seniors, verdict: 'deny', comment: 'wait' }) },
  { when: 'an approval of another content does not count', change: 'still-pending', missing: 1, request: request({ plan: FAR, decisions: [{ ...sampleDecision(FAR, 3), planHash: 'other' }] }), press: press({ groups: seniors, comment: 'seen' }) },
  { when: 'an approval of the requester does not count, wherever it came from', change: 'still-pending', missing: 1, request: request({ plan: FAR, decisions: [sampleDecision(FAR, 1)] }), press: press({ groups: seniors, comment: 'seen' }) },
  { when: 'the plan says that no approval is needed, one still is', change: 'approved', request: request({ plan: samplePlan(7, { quorum: { approve: 0, deny: 1 } }) }) },
];

describe('a decision', () => {
  for (const row of REFUSED) {
    it(`is refused as ${row.refusal} (${REFUSALS[row.refusal]}) when ${row.when}`, () => {
      const ruling = decide(row.request ?? request(), row.press ?? press());
      assert.ok(ruling.is === 'refused', 'it was accepted');
      assert.equal(ruling.refusal, row.refusal);
      assert.match(ruling.says, row.says ?? /^[A-Z].*[.]$/s);
    });
  }

  for (const row of ACCEPTED) {
    it(`counts as ${row.change} when ${row.when}`, () => {
      const ruling = decide(row.request ?? request(), row.press ?? press());
      assert.ok(ruling.is === 'accepted', ruling.is === 'refused' ? ruling.refusal : '');
      assert.equal(ruling.change, row.change);
      assert.equal(ruling.missing, row.missing ?? 0);
    });
  }

  it('names the group that gave the right, and when it was asked', () => {
    const ruling = decide(request(), press({ groups: known('group-other', 'group-approvers') }));
    assert.deepEqual(ruling.is === 'accepted' && ruling.evidence, { groupId: 'group-approvers', checkedAt: minutes(5).toISOString() });
  });
});
