import assert from 'node:assert/strict';
import { TenantError } from '../../src/ports/tenant.ts';
import type { StagedTenant } from './tenant.ts';

const NOBODY = '11111111-2222-4333-8444-555555555555';
const E3 = '6fd2c87f-b296-42f0-b197-1e91e994b900';
const refused = (error: unknown): boolean => error instanceof TenantError && (error.fault === 'refused' || error.fault === 'not-found');

/** The part of the behaviour of every Tenant that is about one object: read, changed, read again. The tenant owns the licence of Office 365 E3. */
export function tenantAccountsContract(stage: () => StagedTenant): void {
  it('move an account to the recycle bin and back, to be found in one place at a time', async () => {
    const staged = stage();
    const { tenant } = staged;
    const id = staged.addUser({ upn: 'goes@contoso.com' });
    const where = async () => [(await tenant.user(id)) === null, (await tenant.deletedUser(id)) === null];
    assert.deepEqual(await where(), [false, true]);
    await tenant.deleteUser(id);
    assert.deepEqual(await where(), [true, false]);
    await assert.rejects(tenant.deleteUser(id), refused);
    await tenant.restoreUser(id, { newUserName: 'came@contoso.com', dropConflicts: false });
    assert.deepEqual([await where(), (await tenant.user(id))?.userPrincipalName], [[false, true], 'came@contoso.com']);
    await assert.rejects(tenant.restoreUser(id, { newUserName: null, dropConflicts: false }), refused);
  });

  it('set single properties, and clear them', async () => {
    const staged = stage();
    const id = staged.addUser({ upn: 'one@contoso.com' });
    await staged.tenant.setProperty(id, 'usageLocation', 'GB');
    await staged.tenant.setProperty(id, 'mail', 'mail@contoso.com');
    await staged.tenant.setProperty(id, 'userPrincipalName', 'two@contoso.com');
    const user = await staged.tenant.user(id);
    assert.deepEqual([user?.usageLocation, user?.mail, user?.userPrincipalName, user?.proxyAddresses], ['GB', 'mail@contoso.com', 'two@contoso.com', ['SMTP:mail@contoso.com']]);
    await staged.tenant.setProperty(id, 'usageLocation', null);
    assert.equal((await staged.tenant.user(id))?.usageLocation, null);
  });

  it('assign a licence with some of its plans off, change them and take it away', async () => {
    const staged = stage();
    const { tenant } = staged;
    const id = staged.addUser({ upn: 'licensed@contoso.com' });
    const plan = '57ff2da0-773e-42df-b2af-ffb7a2317929';
    const held = async () => (await tenant.user(id))?.licenseAssignmentStates?.map(({ skuId, assignedByGroup, disabledPlans }) => [skuId, assignedByGroup, disabledPlans]);
    await assert.rejects(tenant.setLicence(id, E3, []), refused);
    await tenant.setProperty(id, 'usageLocation', 'GB');
    await tenant.setLicence(id, E3, [plan]);
    assert.deepEqual(await held(), [[E3, null, [plan]]]);
    await tenant.setLicence(id, E3, []);
    assert.deepEqual(await held(), [[E3, null, []]]);
    await tenant.setLicence(id, E3, null);
    assert.deepEqual(await held(), []);
    await assert.rejects(tenant.setLicence(id, E3, null), refused);
  });

  it('put an account into a group and take it out again, to put twice being no failure', async () => {
    const staged = stage();
    const { tenant } = staged;
    const [user, other] = [staged.addUser({ upn: 'member@contoso.com' }), staged.addUser({ upn: 'other@contoso.com' })];
    const group = staged.addMembers({ displayName: 'Team' }, [other]);
    assert.equal(await tenant.isMember(group, user), false);
    await tenant.addMember(group, user);
    await tenant.addMember(group, user);
    assert.deepEqual([await tenant.isMember(group, user), await tenant.isMember(group, other)], [true, true]);
    await tenant.removeMember(group, user);
    assert.deepEqual([await tenant.isMember(group, user), await tenant.isMember(group, other)], [false, true]);
    await assert.rejects(tenant.removeMember(group, user), refused);
    assert.deepEqual([(await tenant.group(group))?.displayName, await tenant.group(NOBODY)], ['Team', null]);
  });

  it('count only direct membership', async () => {
    const staged = stage();
    const user = staged.addUser({ upn: 'nested@contoso.com' });
    const outer = staged.addMembers({ displayName: 'Outer' }, [staged.addMembers({ displayName: 'Inner' }, [user])]);
    assert.equal(await staged.tenant.isMember(outer, user), false);
  });

  it('give a manager, another one, and none', async () => {
    const staged = stage();
    const { tenant } = staged;
    const [user, first, second] = ['user', 'first', 'second'].map((name) => staged.addUser({ upn: `${name}@contoso.com` }));
    assert.ok(user !== undefined && first !== undefined && second !== undefined);
    assert.equal(await tenant.managerOf(user), null);
    await tenant.setManager(user, first);
    await tenant.setManager(user, second);
    assert.equal(await tenant.managerOf(user), second);
    await tenant.setManager(user, null);
    assert.equal(await tenant.managerOf(user), null);
    await assert.rejects(tenant.setManager(user, NOBODY), refused);
  });

  it('move the source of authority of what came from AD there and back', async () => {
    const staged = stage();
    const id = staged.addUser({ upn: 'mastered@contoso.com', synced: true });
    assert.equal(await staged.tenant.isCloudManaged('user', id), false);
    await staged.tenant.setCloudManaged('user', id, true);
    assert.equal(await staged.tenant.isCloudManaged('user', id), true);
    await staged.tenant.setCloudManaged('user', id, false);
    assert.equal(await staged.tenant.isCloudManaged('user', id), false);
    assert.equal(await staged.tenant.isCloudManaged('contact', NOBODY), null);
  });

  it('end sessions as from now', async () => {
    const staged = stage();
    const id = staged.addUser({ upn: 'session@contoso.com' });
    assert.equal(await staged.tenant.sessionsValidFrom(id), null);
    await staged.tenant.revokeSessions(id);
    assert.ok(Date.now() - Date.parse((await staged.tenant.sessionsValidFrom(id)) ?? '') < 60_000);
    assert.equal(await staged.tenant.sessionsValidFrom(NOBODY), undefined);
  });

  it('name the roles of an account: given, possible and through a group', async () => {
    const staged = stage();
    const [plain, given, possible, grouped] = ['plain', 'given', 'possible', 'grouped'].map((name) => staged.addUser({ upn: `${name}@contoso.com` }));
    assert.ok(plain !== undefined && given !== undefined && possible !== undefined && grouped !== undefined);
    staged.giveRole(given);
    staged.makeEligible(possible);
    staged.addMembers({ displayName: 'Tier 0', forRoles: true }, [grouped]);
    const roles = await Promise.all([plain, given, possible, grouped].map((id) => staged.tenant.rolesHeld(id)));
    assert.deepEqual(roles, [[], ['Global Administrator'], ['Global Administrator'], ['the roles of the group Tier 0']]);
  });

  it('let nobody write who is not named by an object id', async () => {
    const { tenant } = stage();
    const tries: readonly (() => Promise<unknown>)[] = [
      () => tenant.user('../groups'), () => tenant.deletedUser('x'), () => tenant.deleteUser('me'), () => tenant.setProperty('x@contoso.com', 'mail', null), () => tenant.restoreUser('graph.user', { newUserName: null, dropConflicts: true }),
      () => tenant.addMember('x', NOBODY), () => tenant.addMember(NOBODY, '../x'), () => tenant.removeMember(NOBODY, '$ref'), () => tenant.setManager(NOBODY, 'x'), () => tenant.setCloudManaged('user', '?', true), () => tenant.rolesHeld("x' or '1' eq '1"),
    ];
    for (const attempt of tries) await assert.rejects(attempt, (error) => error instanceof TenantError && error.fault === 'refused');
  });

  it('take a snapshot of everything that hangs on an account', async () => {
    const staged = stage();
    const [id, other] = [staged.addUser({ upn: 'whole@contoso.com', displayName: 'Whole' }), staged.addUser({ upn: 'other@contoso.com', displayName: 'Other' })];
    await staged.tenant.setProperty(id, 'usageLocation', 'GB');
    await staged.tenant.setLicence(id, E3, []);
    await staged.tenant.setManager(id, other);
    await staged.tenant.setManager(other, id);
    const group = staged.addMembers({ displayName: 'Team' }, [id, other]);
    const [alone, shared] = [staged.addMembers({ displayName: 'Alone' }, []), staged.addMembers({ displayName: 'Shared' }, [])].sort();
    assert.ok(alone !== undefined && shared !== undefined);
    staged.own(alone, [id]);
    staged.own(shared, [id, other]);
    staged.makeEligible(id);
    const snapshot = await staged.tenant.snapshot(id);
    assert.equal(snapshot.user.userPrincipalName, 'whole@contoso.com');
    assert.deepEqual(snapshot.licences, [{ skuId: E3, skuName: 'ENTERPRISEPACK', disabledPlans: [], fromGroup: null, state: 'Active' }]);
    assert.deepEqual(snapshot.groups, [{ id: group, name: 'Team', members: 'by-hand', isForRoles: false }]);
    assert.deepEqual(snapshot.ownedGroups?.map((each) => [each.id, each.isOnlyOwner]), [[alone, true], [shared, false]]);
    assert.deepEqual(snapshot.roles?.map(({ roleName, how }) => [roleName, how]), [['Global Administrator', 'eligible']]);
    assert.deepEqual([snapshot.manager?.id, snapshot.directReports, snapshot.mailbox], [other, 1, 'provisioned']);
    await assert.rejects(staged.tenant.snapshot(NOBODY), (error) => error instanceof TenantError && error.fault === 'not-found');
  });
}
