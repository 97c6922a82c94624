import assert from 'node:assert/strict';
import { createGraphTenant } from '../../../src/adapters/graph/graph-tenant.ts';
import { entraDeleteUser } from '../../../src/operations/cloud/entra-delete-user.ts';
import { entraRestoreUser } from '../../../src/operations/cloud/entra-restore-user.ts';
import { NotApplied } from '../../../src/operations/operation.ts';
import { E3_SKU_ID, EXCHANGE_PLAN_ID } from '../../../lab/company/tenant-facts.ts';
import type { TenantState, TenantUser } from '../../../lab/company/tenant-state.ts';
import { asStep, portrait, startCloudBench, type CloudBench, type CloudDraft } from './cloud-bench.ts';

const USER_ADMINISTRATOR = 'fe930be7-5e62-47db-91af-98c3a49a38b1';
const ANCHOR = 'TpwcjSo/bkucfSobPE1ebw==';
const jane = (state: TenantState, given: Partial<TenantUser> = {}): TenantUser => state.newUser({ userPrincipalName: 'jane.doe@contoso.com', displayName: 'Jane Doe', mail: 'jane.doe@contoso.com', proxyAddresses: ['SMTP:jane.doe@contoso.com'], ...given });
const deletion = ({ id }: TenantUser): CloudDraft => ({ operation: 'entra.delete-user', params: { userId: id, userName: 'jane.doe@contoso.com' }, says: '' });
const renaming = ({ id }: TenantUser, after: string): CloudDraft => ({ operation: 'entra.set-user-name', params: { userId: id, before: 'jane.doe@contoso.com', after }, says: '' });
const licensing = ({ id }: TenantUser, after: readonly string[] | null = [], skuId = E3_SKU_ID): CloudDraft => ({ operation: 'entra.change-licence', params: { userId: id, skuId, skuName: 'ENTERPRISEPACK', before: after === null ? [] : null, after }, says: '' });
const joining = ({ id }: TenantUser, groupId: string): CloudDraft => ({ operation: 'entra.change-member', params: { groupId, groupName: 'Team', userId: id, before: false, after: true }, says: '' });
const back = ({ id }: TenantUser) => ({ userId: id, userName: 'jane.doe@contoso.com', newUserName: null, dropConflicts: false });
const restoring = (user: TenantUser): CloudDraft => ({ operation: 'entra.restore-user', params: back(user), says: '' });

function deleted(state: TenantState, at: string): TenantUser {
  const user = jane(state);
  state.softDelete(user.id, new Date(at));
  return user;
}

/** Before anything is sent: `drifted`. By Graph: `failed`. */
const REFUSALS: readonly { readonly it: string; readonly stage: (state: TenantState) => CloudDraft; readonly is: 'drifted' | 'failed'; readonly says: RegExp }[] = [
  { it: 'the deletion of a holder of a role', is: 'drifted', says: /holds User Administrator/, stage: (state) => { const user = jane(state); state.roleAssignments.push({ id: 'r1', principalId: user.id, roleDefinitionId: USER_ADMINISTRATOR, directoryScopeId: '/' }); return deletion(user); } },
  { it: 'the deletion of somebody who is eligible for a role', is: 'drifted', says: /holds User Administrator/, stage: (state) => { const user = jane(state); state.roleEligibility.push({ id: 'e1', principalId: user.id, roleDefinitionId: USER_ADMINISTRATOR, directoryScopeId: '/' }); return deletion(user); } },
  { it: 'the deletion of a member of a group that may carry roles', is: 'drifted', says: /the roles of the group Tier 0/, stage: (state) => { const user = jane(state); state.members.set(state.newGroup({ displayName: 'Tier 0', isAssignableToRole: true }).id, new Set([user.id])); return deletion(user); } },
  { it: 'another name for a synchronised account', is: 'drifted', says: /synchronised from Active Directory/, stage: (state) => renaming(jane(state, { onPremisesSyncEnabled: true }), 'jane@contoso.com') },
  { it: 'another mail for a synchronised account', is: 'drifted', says: /synchronised from Active Directory/, stage: (state) => ({ operation: 'entra.set-mail', params: { userId: jane(state, { onPremisesSyncEnabled: true }).id, before: 'jane.doe@contoso.com', after: 'j@contoso.com' }, says: '' }) },
  { it: 'a manager for a synchronised account', is: 'drifted', says: /synchronised from Active Directory/, stage: (state) => ({ operation: 'entra.set-manager', params: { userId: jane(state, { onPremisesSyncEnabled: true }).id, before: null, after: jane(state).id }, says: '' }) },
  { it: 'an anchor for a synchronised account', is: 'drifted', says: /synchronised from Active Directory/, stage: (state) => ({ operation: 'entra.set-anchor', params: { userId: jane(state, { onPremisesSyncEnabled: true }).id, before: null, after: ANCHOR }, says: '' }) },
  { it: 'a sign-in name that somebody has', is: 'failed', says: /has this sign-in name already/, stage: (state) => { jane(state, { userPrincipalName: 'taken@contoso.com' }); return renaming(jane(state), 'taken@contoso.com'); } },
  { it: 'a mail address that somebody has', is: 'failed', says: /one of these addresses already/, stage: (state) => { jane(state, { proxyAddresses: ['smtp:taken@contoso.com'] }); return { operation: 'entra.set-mail', params: { userId: jane(state).id, before: 'jane.doe@contoso.com', after: 'taken@contoso.com' }, says: '' }; } },
  { it: 'a sign-in name of a domain that is not verified', is: 'failed', says: /not verified in this tenant/, stage: (state) => renaming(jane(state), 'jane@fabrikam.com') },
  { it: 'an anchor with a dollar sign', is: 'failed', says: /dollar sign/, stage: (state) => ({ operation: 'entra.set-anchor', params: { userId: jane(state).id, before: null, after: 'a$b' }, says: '' }) },
  { it: 'a location that is no country', is: 'failed', says: /Invalid value/, stage: (state) => ({ operation: 'entra.set-usage-location', params: { userId: jane(state).id, before: null, after: 'Great Britain' }, says: '' }) },
  { it: 'a licence without a location', is: 'drifted', says: /no usage location/, stage: (state) => licensing(jane(state)) },
  { it: 'a licence where it is not offered', is: 'failed', says: /not offered/, stage: (state) => licensing(jane(state, { usageLocation: 'KP' })) },
  { it: 'a licence of which none is left', is: 'failed', says: /No licence of this kind is left/, stage: (state) => { Object.assign(state.subscribedSkus[0] ?? {}, { prepaidUnits: { enabled: 0 } }); return licensing(jane(state, { usageLocation: 'GB' })); } },
  { it: 'a licence that the tenant does not own', is: 'failed', says: /valid company License/, stage: (state) => licensing(jane(state, { usageLocation: 'GB' }), [], '05e9a617-0261-4cee-bb44-138d3ef5d965') },
  { it: 'a plan that belongs to no licence of it', is: 'failed', says: /service plan/, stage: (state) => licensing(jane(state, { usageLocation: 'GB' }), [E3_SKU_ID]) },
  { it: 'a member for a group of Active Directory', is: 'drifted', says: /come from Active Directory/, stage: (state) => joining(jane(state), state.newGroup({ displayName: 'Team', onPremisesSyncEnabled: true }).id) },
  { it: 'a member for a group with a rule', is: 'drifted', says: /a rule decides/, stage: (state) => joining(jane(state), state.newGroup({ displayName: 'Team', groupTypes: ['DynamicMembership'] }).id) },
  { it: 'a member for a group that may carry roles', is: 'drifted', says: /directory roles, so a person/, stage: (state) => joining(jane(state), state.newGroup({ displayName: 'Team', isAssignableToRole: true }).id) },
  { it: 'a member for a group that has gone', is: 'drifted', says: /group Team is not in Entra ID/, stage: (state) => joining(jane(state), '7a6b5c4d-0009-4e2f-8a3b-1c2d3e4f5a70') },
  { it: 'a manager who has gone', is: 'failed', says: /does not exist/, stage: (state) => ({ operation: 'entra.set-manager', params: { userId: jane(state).id, before: null, after: '7a6b5c4d-0009-4e2f-8a3b-1c2d3e4f5a70' }, says: '' }) },
  { it: 'to restore what has been in the bin for 30 days', is: 'drifted', says: /30 days/, stage: (state) => restoring(deleted(state, '2026-10-20T09:00:00Z')) },
  { it: 'to restore an account whose name is taken', is: 'failed', says: /has this sign-in name already/, stage: (state) => { const user = deleted(state, '2026-11-20T09:00:00Z'); jane(state, { proxyAddresses: [] }); return restoring(user); } },
  { it: 'to restore an account whose address is taken', is: 'failed', says: /one of these addresses already/, stage: (state) => { const user = deleted(state, '2026-11-20T09:00:00Z'); user.proxyAddresses.push('smtp:jd@contoso.com'); jane(state, { userPrincipalName: 'other@contoso.com', proxyAddresses: ['SMTP:jd@contoso.com'] }); return restoring(user); } },
  { it: 'to restore an administrator', is: 'drifted', says: /holds User Administrator, which would come back with it/, stage: (state) => { const user = deleted(state, '2026-11-20T09:00:00Z'); state.roleAssignments.push({ id: 'r1', principalId: user.id, roleDefinitionId: USER_ADMINISTRATOR, directoryScopeId: '/' }); return restoring(user); } },
  { it: 'to restore somebody who is eligible for a role', is: 'drifted', says: /holds User Administrator/, stage: (state) => { const user = deleted(state, '2026-11-20T09:00:00Z'); state.roleEligibility.push({ id: 'e1', principalId: user.id, roleDefinitionId: USER_ADMINISTRATOR, directoryScopeId: '/' }); return restoring(user); } },
  { it: 'another name for an administrator', is: 'failed', says: /admin role/, stage: (state) => { const user = jane(state); state.roleAssignments.push({ id: 'r1', principalId: user.id, roleDefinitionId: USER_ADMINISTRATOR, directoryScopeId: '/' }); return renaming(user, 'jane@contoso.com'); } },
  { it: 'to move the authority of what never came from Active Directory', is: 'failed', says: /synchronized from on-premises/, stage: (state) => ({ operation: 'entra.set-source-of-authority', params: { kind: 'user', objectId: jane(state).id, before: false, after: true }, says: '' }) },
  { it: 'to work out licences where none comes through a group', is: 'drifted', says: /no licence .* through a group/, stage: (state) => ({ operation: 'entra.reprocess-licences', params: { userId: jane(state).id }, says: '' }) },
  { it: 'to retry where no service complains', is: 'drifted', says: /no service complains/, stage: (state) => ({ operation: 'entra.retry-provisioning', params: { kind: 'user', objectId: jane(state).id }, says: '' }) },
];

describe('a cloud step that may not or cannot be', () => {
  let bench: CloudBench;
  beforeEach(async () => {
    bench = await startCloudBench();
  });
  afterEach(() => bench.close());

  for (const { it: what, stage, is, says } of REFUSALS) {
    it(`is refused: ${what}`, async () => {
      const draft = stage(bench.state);
      if (/30 days/.test(what)) bench.clock.forward(1);
      const former = portrait(bench.state);
      const result = await bench.steps.run(asStep(draft));
      assert.ok(result.is === is && 'says' in result, JSON.stringify(result));
      assert.match(result.says, says);
      assert.equal(bench.sent().length, is === 'drifted' || /dollar/.test(what) ? 0 : 1);
      if (!/30 days/.test(what)) assert.equal(portrait(bench.state), former);
    });
  }

  it('says in plain words that an account was matched between the look and the write', async () => {
    const user = jane(bench.state);
    bench.lab.graph.faults.add({ kind: 'fail', match: /^PATCH/, times: 1, status: 400, code: 'Request_BadRequest', message: 'Unable to update the specified properties for on-premises mastered Directory Sync objects or objects currently undergoing migration.' });
    const result = await bench.steps.run(asStep(renaming(user, 'jane@contoso.com')));
    assert.ok(result.is === 'failed' && /userPrincipalName of this account, because it is synchronized/.test(result.says), JSON.stringify(result));
  });

  it('counts as done when somebody has put the member into the group in the same moment', async () => {
    const user = jane(bench.state);
    const group = bench.state.newGroup({ displayName: 'Team' });
    bench.lab.graph.faults.add({ kind: 'fail', match: /^POST .*members/, times: 1, status: 400, code: 'Request_BadRequest', message: "One or more added object references already exist for the following modified properties: 'members'." });
    const step = asStep(joining(user, group.id));
    const run = bench.steps.run(step);
    bench.state.members.set(group.id, new Set());
    // Graph says that it is there; reading back decides.
    assert.equal((await run).is, 'unsure');
    bench.state.members.set(group.id, new Set([user.id]));
    assert.equal((await bench.steps.look(step, bench.clock.now())).stands, 'after');
  });

  it('deletes nobody whose roles could not be read', async () => {
    const user = jane(bench.state);
    for (const permission of ['RoleManagement.Read.Directory', 'RoleEligibilitySchedule.Read.Directory']) {
      const tenant = createGraphTenant({ reader: bench.lab.client({ without: permission }), writer: bench.lab.writer(), clock: bench.clock });
      const params = { userId: user.id, userName: 'jane.doe@contoso.com' };
      await assert.rejects(entraDeleteUser.look({ tenant, clock: bench.clock }, params, null), (error) => error instanceof Error && error.message.includes(permission));
    }
    assert.deepEqual(bench.sent(), []);
  });

  it('restores nobody whose roles could not be read', async () => {
    const user = deleted(bench.state, '2026-11-20T09:00:00Z');
    for (const permission of ['RoleManagement.Read.Directory', 'RoleEligibilitySchedule.Read.Directory']) {
      const tenant = createGraphTenant({ reader: bench.lab.client({ without: permission }), writer: bench.lab.writer(), clock: bench.clock });
      await assert.rejects(entraRestoreUser.look({ tenant, clock: bench.clock }, back(user), null), (error) => error instanceof Error && error.message.includes(permission));
      await assert.rejects(entraRestoreUser.apply({ tenant, clock: bench.clock }, back(user)), NotApplied);
    }
    assert.deepEqual(bench.sent(), []);
  });

  it('names the group with roles that an account came back into', async () => {
    const user = deleted(bench.state, '2026-11-20T09:00:00Z');
    bench.state.members.set(bench.state.newGroup({ displayName: 'Tier 0', isAssignableToRole: true }).id, new Set([user.id]));
    const step = asStep(restoring(user));
    assert.equal((await bench.steps.run(step)).is, 'applied');
    const seen = await bench.steps.look(step, bench.clock.now());
    assert.equal(seen.stands, 'after');
    assert.match(seen.says, /came back with the roles of the group Tier 0/);
  });

  it('says that nobody can tell with what roles an account came back', async () => {
    const user = deleted(bench.state, '2026-11-20T09:00:00Z');
    await bench.steps.run(asStep(restoring(user)));
    const tenant = createGraphTenant({ reader: bench.lab.client({ without: 'RoleManagement.Read.Directory' }), writer: bench.lab.writer(), clock: bench.clock });
    const seen = await entraRestoreUser.look({ tenant, clock: bench.clock }, back(user), bench.clock.now());
    assert.equal(seen.stands, 'after');
    assert.match(seen.says, /roles could not be read/);
  });

  it('keeps the plans that were off when others are switched, and gives them back', async () => {
    const user = jane(bench.state, { usageLocation: 'GB' });
    const [first = '', second = ''] = [EXCHANGE_PLAN_ID, '57ff2da0-773e-42df-b2af-ffb7a2317929'];
    const step = (before: readonly string[] | null, after: readonly string[] | null) => asStep({ operation: 'entra.change-licence', params: { userId: user.id, skuId: E3_SKU_ID, skuName: 'ENTERPRISEPACK', before, after }, says: '' });
    for (const each of [step(null, [first]), step([first], [second, first]), step([first, second], [])]) assert.equal((await bench.steps.run(each)).is, 'applied');
    assert.deepEqual(user.assignedLicenses, [{ skuId: E3_SKU_ID, disabledPlans: [] }]);
    assert.equal((await bench.steps.run(step([first], null))).is, 'drifted');
  });

  it('frees the seat of a deleted account, and takes it again when the account comes back', async () => {
    const sku = bench.state.subscribedSkus[0] ?? assert.fail();
    const user = jane(bench.state, { usageLocation: 'GB' });
    await bench.steps.run(asStep(licensing(user)));
    const taken = sku['consumedUnits'];
    await bench.steps.run(asStep(deletion(user)));
    assert.equal(sku['consumedUnits'], Number(taken) - 1);
    await bench.steps.run(asStep(restoring(user)));
    assert.equal(sku['consumedUnits'], taken);
  });
});
