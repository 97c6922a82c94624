import assert from 'node:assert/strict';
import type { EntraDocument } from '../../src/model/evidence.ts';
import { TenantError, type Tenant, type TenantQuery } from '../../src/ports/tenant.ts';

/** What a tenant under test must be able to stage. */
export interface StagedTenant {
  readonly tenant: Tenant;
  addUser(given: { readonly upn: string; readonly displayName?: string; readonly anchor?: string; readonly addresses?: readonly string[]; readonly synced?: boolean; readonly nickname?: string }): string;
  addGroup(given: { readonly displayName: string; readonly addresses?: readonly string[] }): string;
  addContact(given: { readonly displayName: string; readonly addresses?: readonly string[] }): string;
  deleteUser(id: string): void;
  giveRole(userId: string): void;
}

export const query = (given: Partial<TenantQuery>): TenantQuery => ({ ids: [], anchors: [], upns: [], addresses: [], names: [], ...given });

const ids = (entra: EntraDocument, section: 'users' | 'groups' | 'contacts' | 'deletedUsers' | 'deletedGroups'): readonly string[] => (entra[section] ?? []).map(({ id }) => id).sort();
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
    assert.deepEqual(entra, { users: [], groups: [], contacts: [], deletedUsers: [], deletedGroups: [], roleAssignments: [] });
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
    assert.deepEqual([ids(entra, 'users'), unread.map(({ what }) => what)], [found, ['entra.roleAssignments']]);
  });

  it('tell the roles of every account found, and say when they were not read', async () => {
    const staged = stage();
    const admin = staged.addUser({ upn: 'admin@contoso.com' });
    staged.giveRole(admin);
    for (const asked of [{ ids: [admin] }, { upns: ['admin@contoso.com'] }, { names: ['admin@contoso.com'] }]) {
      const { entra, unread } = await staged.tenant.look(query(asked));
      assert.deepEqual([entra.roleAssignments?.map(({ principalId }) => principalId), unread], [[admin], []], JSON.stringify(asked));
    }
    const many = Array.from({ length: 6 }, (_, n) => staged.addUser({ upn: `role${n}@contoso.com` }));
    const { entra, unread } = await staged.tenant.look(query({ ids: many }));
    assert.equal(entra.roleAssignments, undefined);
    assert.deepEqual(unread.map(({ what, why }) => [what, why]), [['entra.roleAssignments', 'not-asked']]);
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
    assert.deepEqual(unread.map(({ what, why }) => [what, why]), [['entra.syncFeatures', 'not-configured']]);
    assert.match(unread[0]?.detail ?? '', /signed-in administrator/);
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
