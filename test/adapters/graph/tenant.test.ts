import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { createGraphTenant } from '../../../src/adapters/graph/graph-tenant.ts';
import { TenantError } from '../../../src/ports/tenant.ts';
import { query, tenantContract, type StagedTenant } from '../../contracts/tenant.ts';
import { startGraphLab, type GraphLab } from './graph-lab.ts';

describe('the tenant through Graph over HTTPS', () => {
  let lab: GraphLab;
  let people: ReadonlySet<string>;
  before(async () => {
    lab = await startGraphLab();
    people = new Set(lab.state.users.keys());
  });
  after(() => lab.close());
  afterEach(() => {
    lab.graph.faults.clear();
    for (const id of [...lab.state.users.keys()]) if (!people.has(id)) lab.state.users.delete(id);
    for (const map of [lab.state.contacts, lab.state.deletedUsers, lab.state.deletedGroups]) map.clear();
    for (const [id, group] of lab.state.groups) if (!group.displayName?.startsWith('SyncWhy')) lab.state.groups.delete(id);
    lab.state.roleAssignments.length = 0;
  });

  const stage = (): StagedTenant => ({
    tenant: lab.tenant,
    addUser: ({ upn, displayName, anchor, addresses, synced, nickname }) =>
      lab.state.newUser({
        userPrincipalName: upn,
        displayName: displayName ?? null,
        onPremisesImmutableId: anchor ?? null,
        proxyAddresses: [...(addresses ?? [])],
        ...(synced === true ? { onPremisesSyncEnabled: true } : {}),
        ...(nickname === undefined ? {} : { mailNickname: nickname }),
      }).id,
    addGroup: ({ displayName, addresses }) => lab.state.newGroup({ displayName, proxyAddresses: [...(addresses ?? [])] }).id,
    addContact: ({ displayName, addresses }) => lab.addContact({ displayName, proxyAddresses: [...(addresses ?? [])] }).id,
    deleteUser: (id) => lab.state.softDelete(id, new Date()),
    giveRole: (principalId) => void lab.state.roleAssignments.push({ id: randomUUID(), principalId, roleDefinitionId: '62e90394-69f5-4237-9190-012177145e10', directoryScopeId: '/' }),
  });

  tenantContract(stage);

  describe('when the recycle bin refuses filters', () => {
    it('reads all its pages and searches them itself', async () => {
      lab.graph.faults.refuseDeletedFilter = true;
      for (let n = 0; n < 1050; n += 1) lab.state.softDelete(lab.state.newUser({ userPrincipalName: `bin${n}@contoso.com` }).id, new Date());
      const { entra, unread } = await lab.tenant.look(query({ upns: ['bin1049@contoso.com', ''], anchors: [''], names: [' '], addresses: [''] }));
      assert.deepEqual(entra.deletedUsers?.map(({ userPrincipalName }) => userPrincipalName?.slice(32)), ['bin1049@contoso.com']);
      assert.deepEqual(unread, []);
    });
  });

  it('follows the next page of a part of a batch', async () => {
    for (let n = 0; n < 1005; n += 1) lab.state.newUser({ userPrincipalName: `same${n}@contoso.com`, displayName: 'Same Name' });
    const { entra } = await lab.tenant.look(query({ names: ['Same Name'] }));
    assert.equal(entra.users?.length, 1005);
  });

  const denials: readonly { readonly permission: string; readonly sections: readonly string[]; readonly from: 'look' | 'facts' }[] = [
    { permission: 'User.Read.All', sections: ['entra.users', 'entra.deletedUsers', 'entra.roleAssignments'], from: 'look' },
    { permission: 'Group.Read.All', sections: ['entra.groups', 'entra.deletedGroups'], from: 'look' },
    { permission: 'OrgContact.Read.All', sections: ['entra.contacts'], from: 'look' },
    { permission: 'RoleManagement.Read.Directory', sections: ['entra.roleAssignments'], from: 'look' },
    { permission: 'Organization.Read.All', sections: ['entra.organization', 'entra.syncFeatures'], from: 'facts' },
    { permission: 'Domain.Read.All', sections: ['entra.domains', 'entra.syncFeatures'], from: 'facts' },
  ];
  for (const { permission, sections, from } of denials) {
    it(`names ${permission} when the application lacks it, and still gives the rest`, async () => {
      const user = lab.state.newUser({ userPrincipalName: 'x@contoso.com' });
      const tenant = createGraphTenant({ reader: lab.client({ without: permission }), writer: null });
      const { entra, unread } = from === 'look' ? await tenant.look(query({ ids: [user.id] })) : await tenant.tenantFacts();
      assert.deepEqual(unread.map(({ what }) => what), sections);
      assert.equal(unread[0]?.why, 'access-denied');
      assert.match(unread[0]?.detail ?? '', new RegExp(permission.replaceAll('.', '\\.')));
      for (const section of sections) assert.equal(section.slice('entra.'.length) in entra, false, section);
      assert.ok(Object.keys(entra).length >= 2);
    });
  }

  const troubles: readonly { readonly it: string; readonly start: () => void; readonly why: string; readonly says: RegExp }[] = [
    { it: 'long throttling', start: () => lab.graph.faults.add({ kind: 'throttle', match: /^GET \/users\?/, times: 1, retryAfter: '60' }), why: 'throttled', says: /throttling/ },
    { it: 'throttling without an end', start: () => lab.graph.faults.add({ kind: 'throttle', match: /^GET \/users\?/, times: 99, retryAfter: '0.01' }), why: 'throttled', says: /throttling/ },
    { it: 'a server error', start: () => lab.graph.faults.add({ kind: 'fail', match: /^GET \/users\?/, times: 1, status: 500, code: 'InternalServerError', message: 'boom' }), why: 'failed', says: /500/ },
    { it: 'an answer of an unknown shape', start: () => lab.graph.faults.add({ kind: 'odd-body', match: /^GET \/users\?/, times: 1, body: { value: [{ id: 7 }] } }), why: 'failed', says: /shape/ },
  ];
  for (const { it: what, start, why, says } of troubles) {
    it(`says what ${what} hides, and only that`, async () => {
      start();
      const { entra, unread } = await lab.tenant.look(query({ upns: ['x@contoso.com'] }));
      assert.deepEqual(unread.filter((each) => each.what !== 'entra.roleAssignments').map((each) => [each.what, each.why]), [['entra.users', why]]);
      assert.match(unread[0]?.detail ?? '', says);
      assert.equal('users' in entra, false);
      assert.ok('groups' in entra);
    });
  }

  it('names every section when Graph cannot be reached at all', async () => {
    const nobody = createGraphTenant({ reader: lab.client({ options: { endpoint: 'https://127.0.0.1:9' } }), writer: null });
    const { entra, unread } = await nobody.look(query({ upns: ['x@contoso.com'] }));
    assert.deepEqual(entra, {});
    assert.deepEqual(unread.map(({ what, why }) => [what, why]), ['users', 'groups', 'contacts', 'deletedUsers', 'deletedGroups'].map((name) => [`entra.${name}`, 'failed']));
  });

  it('loses a section that only half of its requests could read, but keeps what was found', async () => {
    const held = lab.state.newUser({ userPrincipalName: 'held@contoso.com', proxyAddresses: ['SMTP:a0@contoso.com'] });
    lab.graph.faults.add({ kind: 'fail', match: /^GET \/users\?.*a19%40/, times: 9, status: 500, code: 'InternalServerError', message: 'boom' });
    const { entra, unread } = await lab.tenant.look(query({ addresses: Array.from({ length: 20 }, (_, n) => `a${n}@contoso.com`) }));
    assert.deepEqual(entra.users?.map(({ id }) => id), [held.id]);
    assert.ok(unread.some(({ what, why }) => what === 'entra.users' && why === 'failed'));
  });

  it('never writes twice: a write that lost its answer ends in doubt', async () => {
    const user = lab.state.newUser({ userPrincipalName: 'doubt@contoso.com' });
    lab.graph.faults.add({ kind: 'drop-after', match: /^PATCH /, times: 1 });
    await assert.rejects(lab.tenant.setAnchor(user.id, 'TpwcjSo/bkucfSobPE1ebw=='), (error) => error instanceof TenantError && error.fault === 'unreachable');
    assert.equal(user.onPremisesImmutableId, 'TpwcjSo/bkucfSobPE1ebw==');
  });

  it('does not repeat a throttled write', async () => {
    const user = lab.state.newUser({ userPrincipalName: 'slow@contoso.com' });
    lab.graph.faults.add({ kind: 'throttle', match: /^PATCH /, times: 1, retryAfter: '0.01' });
    await assert.rejects(lab.tenant.setAnchor(user.id, 'TpwcjSo/bkucfSobPE1ebw=='), (error) => error instanceof TenantError && error.fault === 'throttled');
    assert.equal(user.onPremisesImmutableId, null);
  });

  it('has nothing to write with where no writing application is configured', async () => {
    const tenant = createGraphTenant({ reader: lab.client(), writer: null });
    await assert.rejects(tenant.setAnchor(randomUUID(), null), /no application that may change/);
  });

  it('explains a write that the application may not do', async () => {
    const user = lab.state.newUser({ userPrincipalName: 'denied@contoso.com' });
    const tenant = createGraphTenant({ reader: lab.client(), writer: lab.client() });
    await assert.rejects(tenant.setAnchor(user.id, null), (error) => error instanceof TenantError && error.fault === 'access-denied' && /User\.ReadWrite\.All/.test(error.message));
  });
});
