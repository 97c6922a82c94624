import assert from 'node:assert/strict';
import type { CloudSnapshot } from '../../src/model/cloud-snapshot.ts';
import { onlyOwnerOf } from '../../src/model/cloud-snapshot.ts';
import { compareSnapshots } from '../../src/model/compare-snapshots.ts';
import { giveBackSteps } from '../../src/model/give-back-steps.ts';
import { snapshotHash } from '../../src/protocol/snapshot-hash.ts';
import { parseCloudSnapshot } from '../../src/boundary/cloud-snapshot.ts';
import { JANE, NEW_JANE } from '../contracts/sample-snapshot.ts';

const lines = (before: CloudSnapshot, after: CloudSnapshot, is: string): readonly string[] => compareSnapshots(before, after).filter((line) => line.is === is).map(({ says }) => says);

describe('a snapshot of a cloud account', () => {
  it('is the same whichever way its members are ordered, and another one when anything differs', () => {
    const turned = Object.fromEntries(Object.entries(JANE).toReversed());
    assert.equal(snapshotHash(parseCloudSnapshot(turned)), snapshotHash(JANE));
    assert.notEqual(snapshotHash({ ...JANE, directReports: 3 }), snapshotHash(JANE));
    assert.match(snapshotHash(JANE), /^[0-9a-f]{64}$/);
  });

  it('comes back from its text as it was', () => assert.deepEqual(parseCloudSnapshot(JSON.parse(JSON.stringify(JANE))), JANE));

  const broken: readonly (readonly [string, unknown])[] = [['another version', { ...JANE, format: 'syncwhy-snapshot/2' }], ['a member that nobody knows', { ...JANE, more: 1 }], ['no account', { ...JANE, user: undefined }], ['a licence without its plans', { ...JANE, licences: [{ skuId: 'x' }] }]];
  for (const [what, json] of broken) it(`is refused with ${what}`, () => assert.throws(() => parseCloudSnapshot(json)));

  it('tells of which groups the account is the only owner, and that it cannot tell', () => {
    assert.deepEqual(onlyOwnerOf(JANE)?.map(({ name }) => name), ['Project Falcon']);
    assert.equal(onlyOwnerOf({ ...JANE, ownedGroups: undefined }), null);
    assert.equal(onlyOwnerOf({ ...JANE, ownedGroups: [{ id: 'g', name: 'G', isOnlyOwner: null }] }), null);
  });
});

describe('two snapshots side by side', () => {
  it('differ in nothing when nothing has changed, and what was never read is still named', () => {
    assert.deepEqual([lines(JANE, JANE, 'missing'), lines(JANE, JANE, 'different'), lines(JANE, JANE, 'more')], [[], [], []]);
    assert.deepEqual(compareSnapshots(JANE, JANE).filter(({ is }) => is === 'cannot-tell').map(({ what }) => what), ['oneDrive']);
  });

  it('name everything that a new account lacks', () => {
    assert.deepEqual(lines(JANE, NEW_JANE, 'missing'), [
      'usageLocation: GB before, empty now', 'licence ENTERPRISEPACK: missing', 'licence POWER_BI_STANDARD through Analysts: missing', 'group All of Sales: missing', 'group Analysts: missing', 'group Board: missing', 'group Project Falcon: missing', 'group Tier 0: missing',
      'ownership of Project Falcon: missing', 'ownership of Analysts: missing', 'directory role User Administrator: missing', 'eligibility for Global Reader: missing', 'application Expenses: missing', 'manager: missing', 'mailbox: missing',
    ]);
  });

  const changes: readonly { readonly when: string; readonly now: CloudSnapshot; readonly is: string; readonly says: readonly string[] }[] = [
    { when: 'a plan is off now', now: { ...JANE, licences: JANE.licences?.map((each) => ({ ...each, disabledPlans: ['b', 'A'] })) }, is: 'different', says: ['licence ENTERPRISEPACK: off: 57ff2da0-773e-42df-b2af-ffb7a2317929 before, off: a, b now', 'licence POWER_BI_STANDARD through Analysts: all its plans on before, off: a, b now'] },
    { when: 'a licence comes through another group', now: { ...JANE, licences: JANE.licences?.map((each) => ({ ...each, fromGroup: { id: 'other', name: 'Other' } })) }, is: 'more', says: ['licence ENTERPRISEPACK through Other: was not there before', 'licence POWER_BI_STANDARD through Other: was not there before'] },
    { when: 'the manager is another one', now: { ...JANE, manager: { id: 'm2', name: 'Ben Osei' } }, is: 'different', says: ['manager: Ana Ruiz before, Ben Osei now'] },
    { when: 'an address is missing', now: { ...JANE, user: { ...JANE.user, proxyAddresses: ['SMTP:jane.doe@contoso.com'] } }, is: 'different', says: ['proxyAddresses: SMTP:jane.doe@contoso.com, smtp:jd@contoso.com before, SMTP:jane.doe@contoso.com now'] },
    { when: 'its groups cannot be read now', now: { ...JANE, groups: undefined }, is: 'cannot-tell', says: ['groups: cannot be read now', `oneDrive: ${JANE.unread[0]?.detail ?? ''}`] },
    { when: 'it has a role more', now: { ...JANE, roles: [...(JANE.roles ?? []), { roleId: 'x', roleName: 'Exchange Administrator', how: 'assigned', scope: '/' }] }, is: 'more', says: ['directory role Exchange Administrator: was not there before'] },
  ];
  for (const { when, now, is, says } of changes) it(`say so when ${when}`, () => assert.deepEqual(lines(JANE, now, is), says));
});

describe('giving an account back what it had', () => {
  const says = (snapshot: CloudSnapshot, now?: CloudSnapshot): readonly string[] => giveBackSteps(snapshot, now).steps.map((step) => step.operation);

  it('begins with the location, and assigns only what was direct', () => {
    assert.deepEqual(says(JANE, NEW_JANE), ['entra.set-usage-location', 'entra.change-licence', 'entra.change-member', 'entra.change-member', 'entra.set-manager']);
    const [, licence] = giveBackSteps(JANE, NEW_JANE).steps;
    assert.deepEqual(licence?.params, { userId: NEW_JANE.user.id, skuId: '6fd2c87f-b296-42f0-b197-1e91e994b900', skuName: 'ENTERPRISEPACK', before: null, after: ['57ff2da0-773e-42df-b2af-ffb7a2317929'] });
  });

  it('asks for nothing that is there already', () => assert.deepEqual(giveBackSteps(JANE, JANE).steps, []));

  it('switches the same plans off where the licence is there with others', () => {
    const [step] = giveBackSteps(JANE, { ...JANE, licences: JANE.licences?.map((each) => ({ ...each, disabledPlans: [] })) }).steps;
    assert.ok(step?.operation === 'entra.change-licence');
    assert.deepEqual([step.params.before, step.params.after], [[], ['57ff2da0-773e-42df-b2af-ffb7a2317929']]);
  });

  it('lists what no step gives back, each with what to do', () => {
    assert.deepEqual(giveBackSteps(JANE, NEW_JANE).cannot, [
      'POWER_BI_STANDARD comes through the group Analysts: it comes back with the membership, not by an assignment of its own.',
      'A rule decides who is in All of Sales: it takes jane.doe@contoso.com in by itself where the rule fits.',
      'The members of Board are kept in Active Directory: put the AD account into the group there.',
      'Tier 0 may carry directory roles: a person who may give roles puts jane.doe@contoso.com into it.',
      'The directory role User Administrator: a person who may give roles gives it to jane.doe@contoso.com anew.',
      'Eligibility for Global Reader: a person who may give roles gives it to jane.doe@contoso.com anew.',
      'Ownership of Project Falcon: another owner or an administrator makes jane.doe@contoso.com owner again.',
      'Ownership of Analysts: another owner or an administrator makes jane.doe@contoso.com owner again.',
      'The assignment to the application Expenses: its administrator assigns jane.doe@contoso.com anew.',
      '2 people have the former account as their manager: set jane.doe@contoso.com as their manager.',
      `Not read before the change: oneDrive (${JANE.unread[0]?.detail ?? ''}).`,
    ]);
  });

  it('leaves the manager of a synchronised account to Active Directory', () => {
    const { steps, cannot } = giveBackSteps(JANE, { ...NEW_JANE, user: { ...NEW_JANE.user, onPremisesSyncEnabled: true } });
    assert.ok(!steps.some(({ operation }) => operation === 'entra.set-manager'));
    assert.ok(cannot.some((line) => /comes from Active Directory: set Ana Ruiz there/.test(line)));
  });

  it('gives nothing back blindly where the present state was not read', () => {
    const { steps, cannot } = giveBackSteps(JANE, { ...NEW_JANE, licences: undefined, groups: undefined, manager: undefined });
    assert.deepEqual(steps.map(({ operation }) => operation), ['entra.set-usage-location']);
    assert.equal(cannot.filter((line) => /could not be read/.test(line)).length, 3);
  });

  it('takes the account for empty when nobody says how it stands', () => assert.deepEqual(says(JANE), ['entra.set-usage-location', 'entra.change-licence', 'entra.change-member', 'entra.change-member', 'entra.set-manager']));
});
