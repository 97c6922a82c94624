import assert from 'node:assert/strict';
import type { EntraDocument } from '../../src/model/evidence.ts';
import { TenantError, type Tenant, type TenantDetailQuery, type TenantQuery } from '../../src/ports/tenant.ts';

/** What a tenant under test must be able to stage. */
export interface StagedTenant {
  readonly tenant: Tenant;
  addUser(given: { readonly upn: string; readonly displayName?: string; readonly anchor?: string; readonly addresses?: readonly string[]; readonly synced?: boolean; readonly nickname?: string }): string;
  addGroup(given: { readonly displayName: string; readonly addresses?: readonly string[] }): string;
  addContact(given: { readonly displayName: string; readonly addresses?: readonly string[] }): string;
  deleteUser(id: string): void;
  giveRole(userId: string): void;
  makeEligible(userId: string): void;
  /** Makes a group, role-assignable where wished, and puts the members into it; gives its id. */
  addMembers(group: { readonly displayName: string; readonly forRoles?: boolean }, members: readonly string[]): string;
  /** Gives a group its owners. */
  own(groupId: string, owners: readonly string[]): void;
  addDevice(given: { readonly deviceId: string; readonly displayName: string }): string;
  /** Moves the source of authority of an object to the cloud. */
  manageInCloud(id: string): void;
  mapTo(userId: string, identifier: string): void;
  signedIn(userId: string, at: string): void;
  audit(given: { readonly targetId: string; readonly at: string; readonly activity: string }): void;
  syncAccountSignIn(given: { readonly upn: string; readonly at: string; readonly errorCode: number }): void;
  /** A configuration of Cloud Sync that covers this container; gives the id of its application. */
  addCloudSync(container: string): string;
}

export const query = (given: Partial<TenantQuery>): TenantQuery => ({ ids: [], anchors: [], upns: [], addresses: [], names: [], ...given });

export const about = (given: Partial<TenantDetailQuery>): TenantDetailQuery => ({ users: [], deletedUsers: [], ...given });

const ids = (entra: EntraDocument, section: 'users' | 'groups' | 'contacts' | 'devices' | 'deletedUsers' | 'deletedGroups'): readonly string[] => (entra[section] ?? []).map(({ id }) => id).sort();
const ANCHOR = 'TpwcjSo/bkucfSobPE1ebw==';
const OTHER_CASE = 'TpwcjSo/bkucfSobPE1eBW==';

/** The behaviour of every Tenant. `stage` gives an empty-enough tenant for each test. */
export function tenantContract(stage: () => StagedTenant): void {
  it('find an account by each of its identities', async () => {
    const staged = stage();
    const id = staged.addUser({ upn: 'jsmith@contoso.com', displayName: 'John Smith', anchor: ANCHOR, addresses: ['SMTP:john.smith@contoso.com', 'smtp:js@contoso.com'], nickname: 'johnny' });
    staged.addUser({ upn: 'jsmithson@contoso.com', displayName: 'Joan Smithson' });
    const questions: readonly Partial<TenantQuery>[] = [
      { ids: [id] }, { anchors: [ANCHOR] }, { upns: ['JSmith@contoso.com'] }, { addresses: ['john.smith@contoso.com'] }, { addresses: ['js@contoso.com'] },
      { names: ['jsmith'] }, { names: ['john smith'] }, { names: ['johnny'] }, { names: ['js@contoso.com'] }, { names: ['jsmith@contoso.com'] },
    ];
    for (const asked of questions) {
      const { entra, unread } = await staged.tenant.look(query(asked));
      assert.deepEqual(ids(entra, 'users'), [id], JSON.stringify(asked));
      assert.deepEqual(unread, [], JSON.stringify(asked));
    }
  });

  it('hold two anchors that differ in case for two anchors', async () => {
    const staged = stage();
    const id = staged.addUser({ upn: 'a@contoso.com', anchor: ANCHOR });
    staged.addUser({ upn: 'b@contoso.com', anchor: OTHER_CASE });
    const { entra } = await staged.tenant.look(query({ anchors: [ANCHOR] }));
    assert.deepEqual(ids(entra, 'users'), [id]);
  });

  it('find who holds an address, whatever kind of object that is, primary or not', async () => {
    const staged = stage();
    const user = staged.addUser({ upn: 'u@contoso.com', addresses: ['smtp:shared@contoso.com'] });
    const group = staged.addGroup({ displayName: 'Shared', addresses: ['SMTP:shared@contoso.com'] });
    const contact = staged.addContact({ displayName: 'Shared outside', addresses: ['SMTP:Shared@contoso.com', 'smtp:shared@contoso.com'] });
    const gone = staged.addUser({ upn: 'gone@contoso.com', addresses: ['SMTP:shared@contoso.com'] });
    staged.deleteUser(gone);
    const { entra } = await staged.tenant.look(query({ addresses: ['shared@contoso.com'] }));
    assert.deepEqual([ids(entra, 'users'), ids(entra, 'groups'), ids(entra, 'contacts'), ids(entra, 'deletedUsers'), ids(entra, 'deletedGroups')], [[user], [group], [contact], [gone], []]);
  });

  it('find a deleted account by its former sign-in name, its anchor and its id', async () => {
    const staged = stage();
    const gone = staged.addUser({ upn: 'former@contoso.com', anchor: ANCHOR });
    staged.deleteUser(gone);
    for (const asked of [{ upns: ['former@contoso.com'] }, { anchors: [ANCHOR] }, { ids: [gone] }, { names: ['former@contoso.com'] }, { names: ['former'] }]) {
      const { entra } = await staged.tenant.look(query(asked));
      assert.deepEqual([ids(entra, 'users'), ids(entra, 'deletedUsers')], [[], [gone]], JSON.stringify(asked));
    }
  });

  it('answer "nothing there" with empty sections, not with absent ones', async () => {
    const { entra, unread } = await stage().tenant.look(query({ ids: ['11111111-2222-4333-8444-555555555555'], upns: ['nobody@contoso.com'] }));
    assert.deepEqual(entra, { users: [], groups: [], contacts: [], deletedUsers: [], deletedGroups: [] });
    assert.deepEqual(unread, []);
  });

  it('take values that would break out of a filter or a path for what they are', async () => {
    const staged = stage();
    const id = staged.addUser({ upn: "o'brien@contoso.com", displayName: "O'Brien & Co", addresses: ["SMTP:o'brien@contoso.com"] });
    const odd = staged.addGroup({ displayName: '#? %27 + ../x' });
    for (const asked of [{ names: ["O'Brien & Co"] }, { upns: ["o'brien@contoso.com"] }, { addresses: ["o'brien@contoso.com"] }]) {
      assert.deepEqual(ids((await staged.tenant.look(query(asked))).entra, 'users'), [id], JSON.stringify(asked));
    }
    assert.deepEqual(ids((await staged.tenant.look(query({ names: ['#? %27 + ../x'] }))).entra, 'groups'), [odd]);
    for (const name of ["x' or startswith(displayName,'", '../x', '#?', "') or id ne null"]) {
      const { entra, unread } = await staged.tenant.look(query({ ids: [name], names: [name], addresses: [name], upns: [name], anchors: [name] }));
      assert.deepEqual([ids(entra, 'users'), unread], [[], []], name);
    }
    await assert.rejects(staged.tenant.user('../groups'), (error) => error instanceof TenantError && error.fault === 'refused');
  });

  it('answer a question with more alternatives than one filter takes', async () => {
    const staged = stage();
    const found = Array.from({ length: 40 }, (_, n) => staged.addUser({ upn: `many${n}@contoso.com`, addresses: [`SMTP:many${n}@contoso.com`] })).sort();
    const { entra, unread } = await staged.tenant.look(query({ addresses: found.map((_, n) => `many${n}@contoso.com`) }));
    assert.deepEqual([ids(entra, 'users'), unread], [found, []]);
  });

  it('find a device by the GUID of its computer and by its name', async () => {
    const staged = stage();
    const deviceId = '4e9c1c8d-2a3f-4e4b-9c7d-2a1b3c4d5e6f';
    const id = staged.addDevice({ deviceId, displayName: 'PC-0042' });
    staged.addDevice({ deviceId: '4e9c1c8d-2a3f-4e4b-9c7d-2a1b3c4d5e60', displayName: 'PC-0043' });
    for (const asked of [{ deviceIds: [deviceId] }, { deviceIds: [deviceId.toUpperCase()] }, { names: ['pc-0042'] }]) {
      const { entra, unread } = await staged.tenant.look(query(asked));
      assert.deepEqual([ids(entra, 'devices'), unread], [[id], []], JSON.stringify(asked));
    }
  });

  it('tell roles, eligibility and role-assignable groups of accounts, the deleted ones too', async () => {
    const staged = stage();
    const admin = staged.addUser({ upn: 'admin@contoso.com' });
    const waiting = staged.addUser({ upn: 'waiting@contoso.com' });
    const gone = staged.addUser({ upn: 'gone@contoso.com' });
    staged.giveRole(admin);
    staged.giveRole(gone);
    staged.makeEligible(waiting);
    staged.deleteUser(gone);
    const group = staged.addMembers({ displayName: 'Tier 0', forRoles: true }, [admin]);
    staged.addMembers({ displayName: 'Anybody' }, [admin, waiting]);
    const { entra, unread } = await staged.tenant.detail(about({ users: [admin, waiting], deletedUsers: [gone] }));
    assert.deepEqual(unread, []);
    assert.deepEqual(entra.roleAssignments?.map(({ principalId }) => principalId).sort(), [admin, gone].sort());
    assert.deepEqual(entra.roleEligibilitySchedules?.map(({ principalId }) => principalId), [waiting]);
    assert.deepEqual(entra.groups?.map(({ id, isAssignableToRole }) => [id, isAssignableToRole]), [[group, true]]);
    assert.deepEqual(entra.groupMembers, { [group]: [admin] });
  });

  it('say that nobody has a role only where all were read', async () => {
    const staged = stage();
    const few = staged.addUser({ upn: 'plain@contoso.com' });
    const none = await staged.tenant.detail(about({ users: [few] }));
    assert.deepEqual([none.entra.roleAssignments, none.entra.roleEligibilitySchedules, none.entra.groupMembers, 'groups' in none.entra], [[], [], {}, false]);
    const many = Array.from({ length: 6 }, (_, n) => staged.addUser({ upn: `role${n}@contoso.com` }));
    const { entra, unread } = await staged.tenant.detail(about({ users: many }));
    assert.equal(entra.roleAssignments, undefined);
    assert.ok(unread.some(({ what, why }) => what === 'entra.roleAssignments' && why === 'not-asked'));
  });

  it('tell where objects are mastered', async () => {
    const staged = stage();
    const user = staged.addUser({ upn: 'soa@contoso.com', synced: true });
    const group = staged.addGroup({ displayName: 'Mastered' });
    const contact = staged.addContact({ displayName: 'Mastered outside' });
    staged.manageInCloud(user);
    staged.manageInCloud(contact);
    const { entra, unread } = await staged.tenant.detail(about({ users: [user], group, contact }));
    assert.deepEqual([entra.syncBehavior, unread], [{ [user]: { isCloudManaged: true }, [group]: { isCloudManaged: false }, [contact]: { isCloudManaged: true } }, []]);
  });

  it('tell the AD object that an account is mapped to, or that it is mapped to none', async () => {
    const staged = stage();
    const mapped = staged.addUser({ upn: 'mapped@contoso.com' });
    const free = staged.addUser({ upn: 'free@contoso.com' });
    staged.mapTo(mapped, ANCHOR);
    assert.deepEqual((await staged.tenant.detail(about({ users: [mapped, free] }))).entra.objectIdentifiers, { [mapped]: ANCHOR, [free]: null });
  });

  it('tell the last sign-in of an account', async () => {
    const staged = stage();
    const id = staged.addUser({ upn: 'seen@contoso.com' });
    staged.signedIn(id, '2026-11-20T08:00:00Z');
    const { entra } = await staged.tenant.detail(about({ users: [id] }));
    assert.deepEqual(entra.users, [{ id, signInActivity: { lastSignInDateTime: '2026-11-20T08:00:00Z' } }]);
  });

  it('tell the members of the group in question, and of no other', async () => {
    const staged = stage();
    const [one, two] = [staged.addUser({ upn: 'one@contoso.com' }), staged.addUser({ upn: 'two@contoso.com' })];
    const group = staged.addMembers({ displayName: 'Team' }, [one, two]);
    assert.deepEqual((await staged.tenant.detail(about({ group }))).entra.groupMembers?.[group]?.toSorted(), [one, two].sort());
    assert.deepEqual((await staged.tenant.detail(about({ users: [one] }))).entra.groupMembers, {});
  });

  it('tell what happened to one object in the last 30 days, newest first', async () => {
    const staged = stage();
    const id = staged.addUser({ upn: 'changed@contoso.com' });
    const daysAgo = (days: number): string => new Date(Date.now() - days * 86_400_000).toISOString();
    staged.audit({ targetId: id, at: daysAgo(3), activity: 'Update user' });
    staged.audit({ targetId: id, at: daysAgo(1), activity: 'Delete user' });
    staged.audit({ targetId: id, at: daysAgo(40), activity: 'Add user' });
    staged.audit({ targetId: staged.addUser({ upn: 'else@contoso.com' }), at: daysAgo(1), activity: 'Update user' });
    const { entra, unread } = await staged.tenant.detail(about({ audited: id }));
    assert.deepEqual([entra.directoryAudits?.map(({ activityDisplayName }) => activityDisplayName), unread], [['Delete user', 'Update user'], []]);
    assert.equal('directoryAudits' in (await staged.tenant.detail(about({ users: [id] }))).entra, false);
  });

  it('take an object that has gone for an object of which there is nothing to tell', async () => {
    const { entra, unread } = await stage().tenant.detail(about({ users: ['11111111-2222-4333-8444-555555555555'], group: '11111111-2222-4333-8444-555555555556' }));
    assert.deepEqual([entra.roleAssignments, entra.syncBehavior, entra.objectIdentifiers, unread], [[], {}, {}, []]);
  });

  it('tell the sign-ins of the accounts of the sync servers', async () => {
    const staged = stage();
    const at = new Date(Date.now() - 3_600_000).toISOString();
    staged.syncAccountSignIn({ upn: 'Sync_SYNC01_0a1b2c3d4e5f@contoso.onmicrosoft.com', at, errorCode: 53003 });
    staged.syncAccountSignIn({ upn: 'jsmith@contoso.com', at, errorCode: 0 });
    const { entra, unread } = await staged.tenant.syncSignIns();
    assert.deepEqual([entra.signIns?.map(({ status, conditionalAccessStatus }) => [status?.errorCode, conditionalAccessStatus]), unread], [[[53003, 'failure']], []]);
  });

  it('tell the jobs of Cloud Sync and what they cover, where there are any', async () => {
    const staged = stage();
    assert.deepEqual((await staged.tenant.tenantFacts()).entra.synchronizationJobs, {});
    const principal = staged.addCloudSync('OU=Staff,DC=corp,DC=contoso,DC=com');
    const { entra } = await stage().tenant.tenantFacts();
    assert.deepEqual(entra.synchronizationJobs?.[principal]?.map(({ schema }) => schema?.synchronizationRules?.[0]?.containerFilter?.includedContainers), [['OU=Staff,DC=corp,DC=contoso,DC=com']]);
  });

  it('keep "no value" and "not asked for" apart', async () => {
    const staged = stage();
    const user = await staged.tenant.user(staged.addUser({ upn: 'plain@contoso.com' }));
    assert.equal(user?.onPremisesImmutableId, null);
    assert.equal(user?.onPremisesSyncEnabled, null);
    assert.equal(user !== null && 'deletedDateTime' in user, false);
  });

  it('give the facts of the tenant, and say why the synchronization settings are missing', async () => {
    const { entra, unread } = await stage().tenant.tenantFacts();
    assert.deepEqual(entra.domains?.map(({ id, isVerified, authenticationType }) => [id, isVerified, authenticationType]), [['contoso.onmicrosoft.com', true, 'Managed'], ['contoso.com', true, 'Managed']]);
    assert.equal(entra.organization?.onPremisesSyncEnabled, true);
    assert.deepEqual(entra.subscribedSkus?.map(({ skuPartNumber }) => skuPartNumber), ['ENTERPRISEPACK']);
    assert.ok(entra.roleDefinitions?.some(({ displayName }) => displayName === 'Global Administrator'));
    assert.deepEqual(entra.servicePrincipals?.map(({ appId, accountEnabled }) => [appId, accountEnabled]), [['6bf85cfa-ac8a-4be5-b5de-425a0d0dc016', true]]);
    assert.deepEqual(unread.map(({ what, why }) => [what, why]), [['entra.syncFeatures', 'not-configured']]);
    assert.match(unread[0]?.detail ?? '', /signed-in administrator.*connect features/);
  });

  it('set and clear the anchor of an account that lives in the cloud only', async () => {
    const { tenant, addUser } = stage();
    const id = addUser({ upn: 'cloud@contoso.com' });
    await tenant.setAnchor(id, ANCHOR);
    assert.equal((await tenant.user(id))?.onPremisesImmutableId, ANCHOR);
    await tenant.setAnchor(id, null);
    assert.equal((await tenant.user(id))?.onPremisesImmutableId, null);
  });

  const refusals: readonly { readonly of: string; readonly user: { upn: string; synced?: boolean; anchor?: string }; readonly anchor: string; readonly says: RegExp }[] = [
    { of: 'a synchronized account', user: { upn: 'synced@contoso.com', synced: true }, anchor: ANCHOR, says: /synchronized from Active Directory/ },
    { of: 'an anchor that somebody has', user: { upn: 'second@contoso.com' }, anchor: 'AAAAAAAAAAAAAAAAAAAAAQ==', says: /has this anchor already/ },
    { of: 'an anchor with a dollar sign', user: { upn: 'dollar@contoso.com' }, anchor: 'a$b', says: /dollar sign/ },
    { of: 'an anchor with an underscore', user: { upn: 'under@contoso.com' }, anchor: 'a_b', says: /underscore/ },
  ];
  for (const { of, user, anchor, says } of refusals) {
    it(`pass on that Entra ID refuses ${of}`, async () => {
      const { tenant, addUser } = stage();
      addUser({ upn: 'first@contoso.com', anchor: 'AAAAAAAAAAAAAAAAAAAAAQ==' });
      const id = addUser(user);
      await assert.rejects(tenant.setAnchor(id, anchor), (error) => error instanceof TenantError && error.fault === 'refused' && says.test(error.message));
      assert.equal((await tenant.user(id))?.onPremisesImmutableId, user.anchor ?? null);
    });
  }

  it('know no account that is not there', async () => {
    const { tenant } = stage();
    assert.equal(await tenant.user('11111111-2222-4333-8444-555555555555'), null);
    await assert.rejects(tenant.setAnchor('11111111-2222-4333-8444-555555555555', null), (error) => error instanceof TenantError && error.fault === 'not-found');
  });
}
