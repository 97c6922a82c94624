import assert from 'node:assert/strict';
import { decide, type ApprovalRequest, type CardPress, type Press, type Ruling } from '../../src/approve/decide.ts';
import { anchorOfGuid } from '../../src/model/anchor.ts';
import { REFUSALS, type Decision, type Refusal } from '../../src/model/approval.ts';
import type { Person } from '../../src/model/person.ts';
import type { Plan, PlanStep } from '../../src/model/plan.ts';
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
  who: somebody(), groups: known('group-approvers'), eligible: ['Admin 2', 'Admin 3'], card: CARD, conversationId: CARD.conversationId, comment: '', now: minutes(5), ...change,
});
const inState = (state: Plan['state'], says = 'It was so.'): ApprovalRequest => request({ plan: { ...PLAN, state, says } });
const anchor = anchorOfGuid(objectGuid(7));
const about = (target: Person, managerId: string | null = null) => ({ is: 'known' as const, accounts: [{ person: target, managerId }], managerId: null });

const ADMINS = { ...POLICY, adminAccounts: ['adm-*'] };
const TYPED = { by: 'text', card: null } as const;
const OWN_ANCHOR = anchorOfGuid(objectGuid(5));
const REQUESTER_SEAL = { role: 'requester', verdict: 'approve', oid: personId(1) } as const;
const APPROVER_SEAL = { role: 'approver', verdict: 'approve', oid: personId(2) } as const;
const sealed = (...seals: NonNullable<ApprovalRequest['seals']>): ApprovalRequest => request({ plan: { ...PLAN, seal: 'sign-in' }, seals });
const withStep = (step: PlanStep): ApprovalRequest => request({ plan: samplePlan(7, { steps: [step] }) });
const decidedBy = (by: number, personKey: string | null): Decision => ({ ...sampleDecision(FAR, by), decider: { ...sampleDecision(FAR, by).decider, personKey } });
const OTHER = { guid: objectGuid(8), dn: 'CN=Other,OU=Staff,DC=corp,DC=contoso,DC=com' };
const plain = { n: 1, version: 1, target: OTHER.dn, says: 'Do it', before: {}, after: {}, undo: { is: 'nothing-to-undo' } } as const;
const addressesOf = ({ add = [], remove = [] }: { readonly add?: readonly string[]; readonly remove?: readonly string[] }): PlanStep => ({ ...plain, operation: 'ad.change-addresses', params: { object: OTHER, before: remove, remove, add } });
const anchored = (operation: 'ad.set-anchor' | 'entra.set-anchor'): PlanStep =>
  operation === 'ad.set-anchor' ? { ...plain, operation, params: { object: OTHER, before: null, after: OWN_ANCHOR } } : { ...plain, operation, params: { userId: personId(8), before: null, after: OWN_ANCHOR } };

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
  { when: 'a second account of the requester presses', refusal: 'same-human', press: press({ who: somebody({ personKey: 'E1' }) }), says: /^This account and the one that asked for the change belong to the same person, so somebody else must decide\. Eligible: Admin 2 or Admin 3\.$/ },
  { when: 'a second account of the requester denies', refusal: 'same-human', press: press({ who: somebody({ personKey: ' e1 ' }), verdict: 'deny', comment: 'no' }) },
  { when: 'the policy says that both accounts are of one person, whatever their employee ids are', refusal: 'same-human', request: request({ policy: { ...POLICY, accounts: [{ person: 'Ann', ids: [personId(1), personId(2)] }] } }) },
  { when: 'the policy names the person of the one account by the employee id of the other', refusal: 'same-human', request: request({ policy: { ...POLICY, accounts: [{ person: 'E1', ids: [personId(2)] }] } }) },
  { when: 'the account is an administrator account of nobody knows whom', refusal: 'human-unknown', request: request({ policy: ADMINS }), press: press({ who: somebody({ upn: 'ADM-Bo@contoso.com', personKey: null }) }), says: /cannot tell whose it is .* Eligible: Admin 2 or Admin 3\.$/ },
  { when: 'the employee id of an administrator account is blank', refusal: 'human-unknown', request: request({ policy: ADMINS }), press: press({ who: somebody({ upn: 'adm-bo@contoso.com', personKey: ' ' }) }) },
  { when: 'the plan was asked for with an administrator account of nobody knows whom', refusal: 'human-unknown', request: request({ policy: ADMINS, plan: samplePlan(7, { requester: { oid: personId(1), upn: 'adm-ann@contoso.com', personKey: null } }) }), says: /\(adm-ann@contoso\.com\) and I cannot tell whose it is/ },
  { when: 'the other account of the person has approved already', refusal: 'same-human', request: request({ plan: FAR, decisions: [decidedBy(3, 'E2')] }), press: press({ groups: known('group-seniors'), comment: 'seen' }), says: /^You have decided plan .* with another account of yours already/ },
  { when: 'the other account of the person has approved, as the policy says', refusal: 'same-human', request: request({ plan: FAR, decisions: [decidedBy(3, null)], policy: { ...POLICY, accounts: [{ person: 'Bo', ids: [personId(2), personId(3)] }] } }), press: press({ groups: known('group-seniors'), comment: 'seen' }) },
  { when: 'the other account of the person has approved and this one denies', refusal: 'same-human', request: request({ plan: FAR, decisions: [decidedBy(3, 'E2')] }), press: press({ groups: known('group-seniors'), verdict: 'deny', comment: 'no' }) },
  { when: 'the mail address of the decider is added to another object', refusal: 'beneficiary-of-plan', request: withStep(addressesOf({ add: ['smtp:Bo@contoso.com'] })), press: press({ who: somebody({ addresses: ['bo@contoso.com'] }) }), says: /would gain/ },
  { when: 'a proxy address of the decider is moved to another object', refusal: 'beneficiary-of-plan', request: withStep(addressesOf({ add: ['SMTP:bo@contoso.com'] })), press: press({ who: somebody({ addresses: ['SMTP:other@contoso.com', 'smtp:BO@contoso.com'] }) }) },
  { when: 'the sign-in name of the decider is added to another object', refusal: 'beneficiary-of-plan', request: withStep(addressesOf({ add: ['smtp:admin2@contoso.com'] })) },
  { when: 'an address of the decider is taken from another object', refusal: 'beneficiary-of-plan', request: withStep(addressesOf({ remove: ['smtp:admin2@contoso.com'] })) },
  { when: 'the anchor of the decider goes to another account in the cloud', refusal: 'beneficiary-of-plan', request: withStep(anchored('entra.set-anchor')), press: press({ who: somebody({ onPremisesImmutableId: OWN_ANCHOR }) }) },
  { when: 'the anchor of the decider goes to another account in AD', refusal: 'beneficiary-of-plan', request: withStep(anchored('ad.set-anchor')), press: press({ who: somebody({ onPremisesImmutableId: OWN_ANCHOR }) }) },
  { when: 'the one who gains denies', refusal: 'beneficiary-of-plan', request: withStep(addressesOf({ add: ['smtp:admin2@contoso.com'] })), press: press({ verdict: 'deny', comment: 'no' }) },
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
  { when: 'the target has the employee id of the decider', refusal: 'owner-of-target', press: press({ targets: about(person(7, { personKey: 'e2', upn: 'other@contoso.com' })) }), says: /other@contoso\.com and your account belong to the same person\), so somebody else must decide\. .* Eligible: Admin 2 or Admin 3\.$/ },
  { when: 'the policy says that the target is an account of the decider', refusal: 'owner-of-target', request: request({ policy: { ...POLICY, accounts: [{ person: 'Bo', ids: [personId(2), personId(7)] }] } }), press: press({ targets: about(person(7)) }) },
  { when: 'the attribute of the policy says that the target is an account of the decider', refusal: 'owner-of-target', request: request({ policy: { ...POLICY, personAttribute: 'extensionAttribute3' } }), press: press({ who: somebody({ extensions: { extensionAttribute3: 'BO' } }), targets: about(person(7, { extensions: { extensionAttribute3: 'bo' } })) }) },
  { when: 'the target is the administrator account of the decider by its name', refusal: 'owner-of-target', request: request({ policy: ADMINS }), press: press({ targets: about(person(7, { upn: 'ADM-Admin2@contoso.onmicrosoft.com', personKey: null })) }), says: /named after the same person as your account/ },
  { when: 'the decider uses the administrator account of the target', refusal: 'owner-of-target', request: request({ policy: ADMINS }), press: press({ who: somebody({ upn: 'adm-jsmith@contoso.com' }), targets: about(person(7, { upn: 'jsmith@contoso.com', personKey: null })) }) },
  { when: 'the administrator account is in AD only, and named so there', refusal: 'owner-of-target', request: request({ policy: ADMINS, plan: samplePlan(7, { targets: [{ key: objectGuid(9), dn: 'CN=adm-admin2,OU=Admins,DC=contoso,DC=com', displayName: 'x' }] }) }), press: press({ targets: { is: 'known', accounts: [], managerId: null } }) },
  { when: 'the target may be reached at the mailbox of the decider', refusal: 'owner-of-target', press: press({ who: somebody({ addresses: ['SMTP:bo@contoso.com'] }), targets: about(person(7, { personKey: null, otherMails: ['Bo@contoso.com'] })) }), says: /share a mail address/ },
  { when: 'the decider may be reached at the mailbox of the target', refusal: 'owner-of-target', press: press({ who: somebody({ personKey: null, otherMails: ['admin7@contoso.com'] }), targets: about(person(7)) }) },
  { when: 'the target is an administrator account and the decider its manager', refusal: 'owner-of-target', request: request({ policy: ADMINS }), press: press({ targets: about(person(7, { upn: 'adm-x@contoso.com', personKey: null }), personId(2)) }), says: /names you as its manager/ },
  { when: 'the decider uses an administrator account whose manager is the target', refusal: 'owner-of-target', request: request({ policy: ADMINS }), press: press({ who: somebody({ upn: 'adm-x@contoso.com' }), targets: { ...about(person(7, { personKey: null })), managerId: personId(7) } }) },
  { when: 'the second of the targets is another account of the decider, who denies', refusal: 'owner-of-target', press: press({ verdict: 'deny', comment: 'no', targets: { is: 'known', managerId: null, accounts: [person(6), person(7, { personKey: 'E2' })].map((each) => ({ person: each, managerId: null })) } }) },
  { when: 'nobody can tell whose accounts the plan is about', refusal: 'cannot-check', press: press({ targets: { is: 'unknown' } }) },
  { when: 'the requester is called like the administrator account that decides', refusal: 'same-human', request: request({ policy: ADMINS, plan: samplePlan(7, { requester: { oid: personId(1), upn: 'bob@contoso.com', personKey: null } }) }), press: press({ who: somebody({ upn: 'adm-bob@contoso.com' }) }) },
  { when: 'the ordinary account of the person has approved, of which no employee id is known', refusal: 'same-human', request: request({ policy: ADMINS, plan: FAR, decisions: [{ ...decidedBy(3, null), decider: { ...decidedBy(3, null).decider, upn: 'bob@contoso.com' } }] }), press: press({ who: somebody({ upn: 'adm-bob@contoso.com' }), groups: known('group-seniors'), comment: 'seen' }) },
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
  { when: 'the comment is longer than 2,000 characters', refusal: 'comment-too-long', press: press({ comment: 'x'.repeat(2_001) }) },
  { when: 'the comment of a denial is longer than 2,000 characters', refusal: 'comment-too-long', press: press({ verdict: 'deny', comment: ` ${'x'.repeat(2_000)}` }) },

  { when: 'an approval is typed in another conversation', refusal: 'elsewhere', press: press({ ...TYPED, conversationId: '19:other@thread.tacv2' }), says: /asked for in another conversation/ },
  { when: 'an approval is typed in a personal chat', refusal: 'elsewhere', press: press({ ...TYPED, conversationId: 'a:1ben' }) },
  { when: 'an approval of a far-reaching plan is typed', refusal: 'button-needed', request: request({ plan: FAR }), press: press({ ...TYPED, groups: known('group-seniors'), comment: 'seen' }), says: /with the button of its card only/ },
  { when: 'an approval is typed where the policy wants buttons', refusal: 'button-needed', request: request({ policy: { ...POLICY, typedApproval: false } }), press: press(TYPED) },
  { when: 'the approval of a sealed plan is typed', refusal: 'button-needed', request: sealed(REQUESTER_SEAL), press: press(TYPED) },
  { when: 'the approval of an unsealed plan is typed and claims to be sealed', refusal: 'button-needed', request: request({ plan: FAR }), press: press({ ...TYPED, groups: known('group-seniors'), comment: 'seen', isSealed: true }) },
  { when: 'a button without data claims to be sealed though the plan needs no seal', refusal: 'card-data-changed', press: press({ card: null, isSealed: true }) },
  { when: 'the requester of a sealed plan has not sealed it', refusal: 'request-not-sealed', request: sealed() },
  { when: 'only somebody else has sealed the request', refusal: 'request-not-sealed', request: sealed({ ...REQUESTER_SEAL, oid: personId(3) }) },
  { when: 'the approver has sealed it and the requester has not', refusal: 'request-not-sealed', request: sealed(APPROVER_SEAL), press: press({ ...TYPED, isSealed: true }) },
  { when: 'the approval of a sealed plan is not sealed', refusal: 'seal-needed', request: sealed(REQUESTER_SEAL), says: /once you have signed in for exactly this plan/ },
  { when: 'the approval of a sealed plan is said to be not sealed', refusal: 'seal-needed', request: sealed(REQUESTER_SEAL), press: press({ isSealed: false }) },
  { when: 'the press claims a seal that is not there', refusal: 'seal-needed', request: sealed(REQUESTER_SEAL), press: press({ isSealed: true }) },
  { when: 'the press claims the seal of another approver', refusal: 'seal-needed', request: sealed(REQUESTER_SEAL, { ...APPROVER_SEAL, oid: personId(3) }), press: press({ isSealed: true }) },
  { when: 'the seal of the approver is one of a denial', refusal: 'seal-needed', request: sealed(REQUESTER_SEAL, { ...APPROVER_SEAL, verdict: 'deny' }), press: press({ isSealed: true }) },
  { when: 'the seal of an approver is there, but the press does not come from the sign-in', refusal: 'seal-needed', request: sealed(REQUESTER_SEAL, APPROVER_SEAL) },
  { when: 'a claimed seal is to stand in for the button', refusal: 'card-data-changed', request: sealed(REQUESTER_SEAL), press: press({ card: null, isSealed: true }) },
  { when: 'somebody without the right comes back from the sign-in', refusal: 'not-an-approver', request: sealed(REQUESTER_SEAL, APPROVER_SEAL), press: press({ ...TYPED, isSealed: true, groups: known() }) },
  { when: 'the requester comes back from the sign-in of an approver', refusal: 'own-plan', request: sealed(REQUESTER_SEAL), press: press({ ...TYPED, isSealed: true, actor: { oid: personId(1), name: 'Ann' } }) },

  { when: 'the plan gives more than a day to decide, and a day is over', refusal: 'too-late', request: request({ plan: samplePlan(7, { approveBy: minutes(30 * 24 * 60).toISOString() }) }), press: press({ now: minutes(24 * 60 + 1) }), says: /before 09:00 UTC/ },
  { when: 'the time to decide is no time', refusal: 'too-late', request: request({ plan: samplePlan(7, { approveBy: 'whenever' }) }), says: /a time that is not known/ },
  { when: 'the time of making is no time', refusal: 'too-late', request: request({ plan: samplePlan(7, { createdAt: 'once' }) }) },
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
  { when: 'the target is called like the account of the decider, but both are known and two people', change: 'approved', request: request({ policy: ADMINS }), press: press({ who: somebody({ upn: 'jsmith@contoso.com' }), targets: about(person(7, { upn: 'adm-jsmith@contoso.com' })) }) },
  { when: 'the target is a namesake in another domain, and no administrator account', change: 'approved', request: request({ policy: ADMINS }), press: press({ who: somebody({ upn: 'jsmith@contoso.com' }), targets: about(person(7, { upn: 'jsmith@fabrikam.com', personKey: null })) }) },
  { when: 'the decider is the manager of an ordinary target', change: 'approved', request: request({ policy: ADMINS }), press: press({ targets: about(person(7, { personKey: null }), personId(2)) }) },
  { when: 'both may be reached at the mailbox of somebody else', change: 'approved', press: press({ who: somebody({ otherMails: ['team@contoso.com'] }), targets: about(person(7, { personKey: null, otherMails: ['team@contoso.com'] })) }) },
  { when: 'nothing but one letter is left of the name of the administrator account', change: 'approved', request: request({ policy: ADMINS }), press: press({ who: somebody({ upn: 'b@contoso.com' }), targets: about(person(7, { upn: 'adm-b@contoso.com', personKey: null })) }) },
  { when: 'an approver presses', change: 'approved' },
  { when: 'an approver types', change: 'approved', press: press({ by: 'text', card: null }) },
  { when: 'a denial of a far-reaching plan is typed', change: 'denied', request: request({ plan: FAR, policy: { ...POLICY, typedApproval: false } }), press: press({ ...TYPED, groups: known('group-seniors'), verdict: 'deny', comment: 'no' }) },
  { when: 'a sealed plan is denied without a seal', change: 'denied', request: sealed(), press: press({ verdict: 'deny', comment: 'no' }) },
  { when: 'an approver comes back from the sign-in', change: 'approved', request: sealed(REQUESTER_SEAL, APPROVER_SEAL), press: press({ by: 'button', card: null, isSealed: true }) },
  { when: 'the comment is exactly 2,000 characters long', change: 'approved', press: press({ comment: 'x'.repeat(2_000) }) },
  { when: 'an administrator account has an employee id', change: 'approved', request: request({ policy: ADMINS }), press: press({ who: somebody({ upn: 'adm-bo@contoso.com' }) }) },
  { when: 'the policy names the person of an administrator account', change: 'approved', request: request({ policy: { ...ADMINS, accounts: [{ person: 'Bo', ids: [personId(2)] }] } }), press: press({ who: somebody({ upn: 'adm-bo@contoso.com', personKey: null }) }) },
  { when: 'the employee ids are equal by mistake, and the policy knows better', change: 'approved', request: request({ policy: { ...POLICY, accounts: [{ person: 'Ann', ids: [personId(1)] }, { person: 'Bo', ids: [personId(2)] }] } }), press: press({ who: somebody({ personKey: 'E1' }) }) },
  { when: 'the employee ids of both are blank', change: 'approved', request: request({ plan: samplePlan(7, { requester: { ...PLAN.content.requester, personKey: '' } }) }), press: press({ who: somebody({ personKey: '' }) }) },
  { when: 'addresses of others are moved', change: 'approved', request: withStep(addressesOf({ add: ['smtp:jo@contoso.com'], remove: ['smtp:jo.old@contoso.com'] })), press: press({ who: somebody({ addresses: ['SMTP:bo@contoso.com'] }) }) },
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
