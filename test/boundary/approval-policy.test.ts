import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseApprovalPolicy, policyWarnings } from '../../src/boundary/approval-policy.ts';

const A = 'aaaaaaaa-0000-4000-8000-000000000001';
const B = 'bbbbbbbb-0000-4000-8000-000000000001';
const GOOD = `
requesterGroups: [${A}]
approvers:
  - { groups: [${A}, ${B.toUpperCase()}, ${B}], risks: [reversible-one-object] }
  - { groups: [${B}], risks: [far-reaching], operations: [ad.set-anchor], containers: ["OU=Staff,DC=corp,DC=contoso,DC=com"] }
quorum: { far-reaching: 1 }
approveWithinMinutes: 120
`;

describe('the approval policy', () => {
  it('of the documentation is one that the bot understands', () => {
    const [, text] = /## The approval policy[\s\S]*?```yaml\n([\s\S]*?)```/.exec(readFileSync(join(import.meta.dirname, '..', '..', 'docs', 'operation.md'), 'utf8')) ?? [];
    const reading = parseApprovalPolicy(text ?? null);
    assert.deepEqual(policyWarnings(reading), []);
    assert.equal(reading.policy.approvers.length, 2);
  });

  it('is read with the defaults for what is not said', () => {
    const { policy, faults } = parseApprovalPolicy(GOOD);
    assert.deepEqual(faults, []);
    assert.deepEqual(
      { ...policy, version: 'x' },
      {
        version: 'x', readers: { groups: [], guests: false }, conversations: [], requesterGroups: [A],
        approvers: [
          { groups: [A, B], risks: ['reversible-one-object'], operations: null, containers: null },
          { groups: [B], risks: ['far-reaching'], operations: ['ad.set-anchor'], containers: ['OU=Staff,DC=corp,DC=contoso,DC=com'] },
        ],
        quorum: { 'reversible-one-object': 1, 'far-reaching': 1 }, commentNeeded: { 'reversible-one-object': false, 'far-reaching': true },
        ticket: { needed: false, pattern: null }, typedApproval: true, seal: { 'reversible-one-object': 'none', 'far-reaching': 'none' },
        accounts: [], adminAccounts: [], mention: { is: 'people' }, approveWithinMinutes: 120, executeWithinMinutes: 15, cycleHours: 24,
        batch: { mostObjects: 50 },
      },
    );
    assert.match(policy.version, /^[0-9a-f]{12}$/);
    assert.deepEqual(policyWarnings({ policy, faults }), []);
  });

  it('has another version after any change', () => {
    assert.notEqual(parseApprovalPolicy(GOOD).policy.version, parseApprovalPolicy(`${GOOD}# a word\n`).policy.version);
    assert.equal(parseApprovalPolicy(GOOD).policy.version, parseApprovalPolicy(GOOD).policy.version);
  });

  const WRONG: readonly (readonly [string, string | null, RegExp])[] = [
    ['cannot be read', null, /cannot be read/],
    ['is no YAML', 'a: [', /not valid YAML/],
    ['holds two documents', `${GOOD}---\nrequesterGroups: []\n`, /not valid YAML|multiple documents/],
    ['is a list', '- a', /wrong at its top/],
    ['asks for no approver', GOOD.replace('far-reaching: 1', 'far-reaching: 0'), /quorum\.far-reaching: must be 1 or more/],
    ['asks for fewer than none', GOOD.replace('far-reaching: 1', 'far-reaching: -1'), /quorum\.far-reaching/],
    ['names a group by its name', GOOD.replace(`[${A}]`, '[AD-Approvers]'), /requesterGroups\.0: must be the object id/],
    ['waits longer than a day', GOOD.replace('120', '1441'), /approveWithinMinutes: must be at most 1440/],
    ['a cycle waited for longer than three days', `${GOOD}cycleHours: 73`, /cycleHours: must be at most 72/],
    ['runs later than four hours', `${GOOD}executeWithinMinutes: 241`, /executeWithinMinutes: must be at most 240/],
    ['waits no time', GOOD.replace('120', '0'), /approveWithinMinutes/],
    ['names an account of two people', `${GOOD}accounts: [{ person: Ann, ids: [${A}] }, { person: Bo, ids: [${A.toUpperCase()}] }]`, /accounts: must name each account once/],
    ['names a person by the sign-in name', `${GOOD}accounts: [{ person: Ann, ids: [ann@contoso.com] }]`, /accounts\.0\.ids\.0/],
    ['has a wildcard in the middle of a name', `${GOOD}adminAccounts: ["adm*bo"]`, /adminAccounts\.0: must be a sign-in name/],
    ['takes everybody for an administrator account', `${GOOD}adminAccounts: ["*"]`, /adminAccounts\.0/],
    ['has a ticket pattern that is none', `${GOOD}ticket: { needed: true, pattern: "(" }`, /ticket\.pattern: must be a regular expression/],
    ['says the same thing twice', `${GOOD}quorum: { far-reaching: 2 }`, /not valid YAML/],
    ['has an unknown key', `${GOOD}breakGlass: true`, /breakGlass/],
  ];
  for (const [when, text, says] of WRONG) {
    it(`lets nobody do anything when it ${when}`, () => {
      const reading = parseApprovalPolicy(text);
      assert.match(reading.faults.join('\n'), says);
      assert.deepEqual(reading.policy.requesterGroups, []);
      assert.deepEqual(reading.policy.approvers, []);
      assert.ok(policyWarnings(reading).length >= 3);
    });
  }

  it('lets nobody do anything when it is empty, and says so', () => {
    const reading = parseApprovalPolicy('');
    assert.deepEqual(reading.faults, []);
    assert.equal(policyWarnings(reading).length, 3);
  });

  it('warns of the kind of change that nobody may approve', () => {
    const reading = parseApprovalPolicy(`approvers: [{ groups: [${A}], risks: [reversible-one-object] }]`);
    assert.deepEqual(policyWarnings(reading), ['The approval policy names no approver group for far-reaching changes, so nobody can approve them.']);
  });
});
