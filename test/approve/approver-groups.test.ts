import assert from 'node:assert/strict';
import { groupsToAsk, isOpenToSomebody, neededGroups, suffice } from '../../src/approve/approver-groups.ts';
import { gains } from '../../src/approve/gains.ts';
import type { ApproverRule } from '../../src/model/approval.ts';
import type { PlanContent, PlanStep, StepDraft } from '../../src/model/plan.ts';
import { objectGuid, personId, samplePlan } from '../contracts/sample-plan.ts';
import { pretendPolicy } from './pretend-policy.ts';

const SALES = 'OU=Sales,OU=Staff,DC=corp,DC=contoso,DC=com';
const STAFF = 'OU=Staff,DC=corp,DC=contoso,DC=com';
const LEAVERS = 'OU=Leavers,DC=corp,DC=contoso,DC=com';
const CLOUD = 'eeeeeeee-0000-4000-8000-000000000001';
const ANCHOR = 'TpwcjSo/bkucfSobPE1ebw==';

const john = { guid: objectGuid(1), dn: `CN=John,${SALES}` };
const step = (draft: StepDraft, n = 1): PlanStep => ({ ...draft, n, version: 1, target: '', before: {}, after: {}, undo: { is: 'nothing-to-undo' } });
const addresses = step({ operation: 'ad.change-addresses', params: { object: john, before: [], remove: [], add: ['smtp:x@contoso.com'] }, says: '' });
const anchor = step({ operation: 'ad.set-anchor', params: { object: john, before: null, after: ANCHOR }, says: '' });
const move = (to: string): PlanStep => step({ operation: 'ad.move', params: { object: john, from: SALES, to }, says: '' });
const cloud = step({ operation: 'entra.set-anchor', params: { userId: CLOUD, before: null, after: ANCHOR }, says: '' });
const scheduler = step({ operation: 'sync.set-scheduler', params: { server: 'SYNC01', before: true, after: false }, says: '' });
const restart = step({ operation: 'sync.restart-service', params: { server: 'SYNC01', before: null, reason: 'r' }, says: '' });
const delta = step({ operation: 'sync.start-delta', params: { server: 'SYNC01', reason: 'r' }, says: '' }, 2);

const AD = { key: objectGuid(1), dn: john.dn, displayName: 'John' };
const BOTH = { ...AD, cloudId: CLOUD };
const CLOUD_ONLY = { key: CLOUD, displayName: 'John' };
const CLOUD_WITH_DN = { key: CLOUD, dn: john.dn, displayName: 'John' };
const ANOTHER = { key: objectGuid(9), dn: `CN=Other,${LEAVERS}`, cloudId: 'eeeeeeee-0000-4000-8000-000000000009', displayName: 'Other' };

const rule = (change: Partial<ApproverRule>): ApproverRule => ({ groups: ['g'], risks: ['reversible-one-object'], operations: null, containers: null, ...change });
const plan = (steps: readonly PlanStep[], change: Partial<PlanContent> = {}) => ({ steps, targets: [AD], riskClass: 'reversible-one-object' as const, ...change });

const ROWS: readonly { readonly when: string; readonly rules: readonly ApproverRule[]; readonly plan: ReturnType<typeof plan>; readonly needs: readonly (readonly string[])[] }[] = [
  { when: 'there is no rule', rules: [], plan: plan([addresses]), needs: [[]] },
  { when: 'a rule is for everything everywhere', rules: [rule({})], plan: plan([addresses]), needs: [['g']] },
  { when: 'a rule is for another risk', rules: [rule({ risks: ['far-reaching'] })], plan: plan([addresses]), needs: [[]] },
  { when: 'a rule is for both risks', rules: [rule({ risks: ['far-reaching', 'reversible-one-object'] })], plan: plan([addresses]), needs: [['g']] },
  { when: 'a rule is for this operation', rules: [rule({ operations: ['ad.change-addresses'] })], plan: plan([addresses]), needs: [['g']] },
  { when: 'a rule is for another operation', rules: [rule({ operations: ['ad.move'] })], plan: plan([addresses]), needs: [[]] },
  { when: 'the object lies in the container', rules: [rule({ containers: [SALES] })], plan: plan([addresses]), needs: [['g']] },
  { when: 'the object lies below the container', rules: [rule({ containers: [STAFF] })], plan: plan([addresses]), needs: [['g']] },
  { when: 'the object lies in one of the containers', rules: [rule({ containers: [LEAVERS, SALES] })], plan: plan([addresses]), needs: [['g']] },
  { when: 'the object lies elsewhere', rules: [rule({ containers: [LEAVERS] })], plan: plan([addresses]), needs: [[]] },
  { when: 'an anchor is set in the container', rules: [rule({ containers: [SALES] })], plan: plan([anchor]), needs: [['g']] },
  { when: 'an anchor is set elsewhere', rules: [rule({ containers: [LEAVERS] })], plan: plan([anchor]), needs: [[]] },
  { when: 'a move begins and ends in the containers', rules: [rule({ containers: [SALES, LEAVERS] })], plan: plan([move(LEAVERS)]), needs: [['g']] },
  { when: 'a move ends elsewhere', rules: [rule({ containers: [SALES] })], plan: plan([move(LEAVERS)]), needs: [[]] },
  { when: 'a move begins elsewhere', rules: [rule({ containers: [LEAVERS] })], plan: plan([move(LEAVERS)]), needs: [[]] },
  { when: 'the cloud account belongs to an object in the container', rules: [rule({ containers: [SALES] })], plan: plan([cloud], { targets: [BOTH] }), needs: [['g']] },
  { when: 'the cloud account is the target and its object is known', rules: [rule({ containers: [SALES] })], plan: plan([cloud], { targets: [CLOUD_WITH_DN] }), needs: [['g']] },
  { when: 'the cloud account belongs to no object in AD', rules: [rule({ containers: [SALES] })], plan: plan([cloud], { targets: [CLOUD_ONLY] }), needs: [[]] },
  { when: 'the object in the container is not that of the cloud account', rules: [rule({ containers: [SALES] })], plan: plan([cloud], { targets: [CLOUD_ONLY, AD] }), needs: [[]] },
  { when: 'another object of the plan lies elsewhere', rules: [rule({ containers: [SALES] })], plan: plan([cloud], { targets: [BOTH, ANOTHER] }), needs: [['g']] },
  { when: 'a cloud account is changed under a rule for everywhere', rules: [rule({})], plan: plan([cloud], { targets: [CLOUD_ONLY] }), needs: [['g']] },
  { when: 'a scheduler is switched under a rule for a container', rules: [rule({ containers: [SALES] })], plan: plan([scheduler]), needs: [[]] },
  { when: 'a scheduler is switched under a rule for everywhere', rules: [rule({})], plan: plan([scheduler]), needs: [['g']] },
  { when: 'a service is restarted under a rule for a container', rules: [rule({ containers: [SALES] })], plan: plan([restart]), needs: [[]] },
  { when: 'a delta cycle follows a change', rules: [rule({ containers: [SALES] })], plan: plan([addresses, delta]), needs: [['g']] },
  { when: 'a delta cycle is the whole plan, under a rule for a container', rules: [rule({ containers: [SALES] })], plan: plan([delta]), needs: [[]] },
  { when: 'a delta cycle is the whole plan, under a rule for everywhere', rules: [rule({})], plan: plan([delta]), needs: [['g']] },
  { when: 'two rules cover the step', rules: [rule({ groups: ['a', 'b'] }), rule({ groups: ['b', 'c'] })], plan: plan([addresses]), needs: [['a', 'b', 'c']] },
  { when: 'each step has a rule of its own', rules: [rule({ groups: ['a'], operations: ['ad.change-addresses'] }), rule({ groups: ['b'], operations: ['ad.set-anchor'] })], plan: plan([addresses, anchor, delta]), needs: [['a'], ['b']] },
  { when: 'one step has no rule', rules: [rule({ operations: ['ad.change-addresses'] })], plan: plan([addresses, anchor]), needs: [['g'], []] },
];

describe('the groups whose members may approve', () => {
  for (const { when, rules, plan: asked, needs } of ROWS) it(`are right when ${when}`, () => assert.deepEqual(neededGroups(pretendPolicy({ approvers: rules }), asked), needs));

  const MEMBERS: readonly (readonly [string, readonly (readonly string[])[], readonly string[], boolean])[] = [
    ['somebody in the one group', [['a']], ['a'], true],
    ['somebody in one of the groups', [['a', 'b']], ['b'], true],
    ['somebody in no group', [['a']], [], false],
    ['somebody in another group', [['a']], ['b'], false],
    ['somebody in the group of each step', [['a'], ['b']], ['b', 'a'], true],
    ['somebody in the group of one step only', [['a'], ['b']], ['a'], false],
    ['anybody, of a step that no rule covers', [['a'], []], ['a'], false],
    ['anybody, of a plan without steps', [], ['a'], false],
  ];
  for (const [who, needed, memberOf, may] of MEMBERS) it(`${may ? 'let' : 'do not let'} ${who}`, () => assert.equal(suffice(needed, memberOf), may));

  it('are asked about once each', () => assert.deepEqual(groupsToAsk([['a', 'b'], ['b', 'c']]), ['a', 'b', 'c']));

  it('are open to somebody only where every step has a group', () => {
    assert.deepEqual([[['a']], [['a'], ['b']], [['a'], []], [[]], []].map((needed) => isOpenToSomebody(needed)), [true, true, false, false, false]);
  });
});

describe('whoever gains from a plan', () => {
  const bo = { oid: personId(2), upn: 'bo@contoso.com', addresses: ['SMTP:Bo.Berg@contoso.com', 'sip:bo@contoso.com', ''], onPremisesImmutableId: ANCHOR };
  const changed = (change: { readonly add?: readonly string[]; readonly remove?: readonly string[] }): PlanStep => step({ operation: 'ad.change-addresses', params: { object: john, before: [], remove: [], add: [], ...change }, says: '' });
  const anchored = (operation: 'ad.set-anchor' | 'entra.set-anchor', before: string | null, after: string | null): PlanStep =>
    operation === 'ad.set-anchor' ? step({ operation, params: { object: john, before, after }, says: '' }) : step({ operation, params: { userId: CLOUD, before, after }, says: '' });
  const managed = (before: string | null, after: string | null): PlanStep => step({ operation: 'entra.set-manager', params: { userId: CLOUD, before, after }, says: '' });
  const GAINS: readonly (readonly [string, readonly PlanStep[], boolean, (typeof bo | (Omit<typeof bo, 'onPremisesImmutableId'> & { readonly onPremisesImmutableId: null }))?])[] = [
    ['the one whose sign-in name is given away', [changed({ add: ['smtp:bo@contoso.com'] })], true],
    ['the one whose address is given away, in another case and with blanks', [changed({ add: [' smtp:BO.berg@CONTOSO.com '] })], true],
    ['the one whose address is freed', [changed({ remove: ['SMTP:bo.berg@contoso.com'] })], true],
    ['the one whose address has no prefix', [changed({ add: ['bo@contoso.com'] })], true],
    ['the one whose value stands in the last step only', [changed({ add: ['smtp:x@contoso.com'] }), changed({ add: ['smtp:bo@contoso.com'] })], true],
    ['the one whose value is the second of a step', [changed({ add: ['smtp:x@contoso.com', 'smtp:bo@contoso.com'] })], true],
    ['the one whose anchor is written in AD', [anchored('ad.set-anchor', null, ANCHOR)], true],
    ['the one whose anchor is taken in AD', [anchored('ad.set-anchor', ANCHOR, null)], true],
    ['the one whose anchor is written in the cloud', [anchored('entra.set-anchor', null, ANCHOR)], true],
    ['nobody by another address', [changed({ add: ['smtp:bob@contoso.com'] })], false],
    ['nobody by an empty value', [changed({ add: ['', 'smtp:'] })], false],
    ['nobody by an anchor of somebody else', [anchored('ad.set-anchor', null, 'AAAAAAAAAAAAAAAAAAAAAA==')], false],
    ['nobody by an emptied anchor, who has none', [anchored('ad.set-anchor', null, null)], false, { ...bo, onPremisesImmutableId: null }],
    ['nobody by a delta cycle', [delta], false],
    ['the one who becomes the manager', [managed(null, personId(2).toUpperCase())], true],
    ['the one who is the manager no longer', [managed(personId(2), null)], true],
    ['nobody by the manager of somebody else', [managed(personId(3), personId(4))], false],
  ];
  for (const [who, steps, expected, person = bo] of GAINS) it(`is ${who}`, () => assert.equal(gains(samplePlan(1, { steps }), person), expected));
});
