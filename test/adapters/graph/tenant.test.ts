import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { createGraphTenant } from '../../../src/adapters/graph/graph-tenant.ts';
import { TenantError } from '../../../src/ports/tenant.ts';
import { tenantAccountsContract } from '../../contracts/tenant-accounts.ts';
import { about, query, tenantContract, type StagedTenant } from '../../contracts/tenant.ts';
import { startGraphLab, TEST_CLOCK, type GraphLab } from './graph-lab.ts';

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
    for (const list of [lab.state.roleAssignments, lab.state.roleEligibility, lab.state.directoryAudits, lab.state.signIns]) list.length = 0;
    lab.state.servicePrincipals.splice(1);
    lab.state.synchronizationJobs.clear();
    lab.state.devices.clear();
    lab.state.members.clear();
    for (const map of [lab.state.owners, lab.state.managers, lab.state.appRoles]) map.clear();
  });

  const stage = (): StagedTenant => ({
    // A tenant of its own for each test: what one has kept of the facts must not reach the next.
    tenant: createGraphTenant({ reader: lab.client(), writer: lab.writer(), clock: TEST_CLOCK }),
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
    makeEligible: (principalId) =>
      void lab.state.roleEligibility.push({ id: randomUUID(), principalId, roleDefinitionId: '62e90394-69f5-4237-9190-012177145e10', directoryScopeId: '/', startDateTime: '2026-01-01T00:00:00Z', endDateTime: null }),
    addMembers({ displayName, forRoles }, members) {
      const { id } = lab.state.newGroup({ displayName, isAssignableToRole: forRoles === true });
      lab.state.members.set(id, new Set(members));
      return id;
    },
    own: (groupId, owners) => void lab.state.owners.set(groupId, new Set(owners)),
    addDevice(given) {
      const id = randomUUID();
      lab.state.devices.set(id, { id, trustType: 'ServerAd', accountEnabled: true, ...given });
      return id;
    },
    manageInCloud: (id) => void lab.state.cloudManaged.add(id),
    mapTo: (userId, identifier) => void lab.state.objectIdentifiers.set(userId, identifier),
    signedIn: (userId, at) => void Object.assign(lab.state.users.get(userId) ?? {}, { signInActivity: { lastSignInDateTime: at } }),
    audit: ({ targetId, at, activity }) => void lab.state.directoryAudits.push({ id: randomUUID(), activityDateTime: at, activityDisplayName: activity, result: 'success', targetResources: [{ id: targetId, type: 'User' }] }),
    syncAccountSignIn: ({ upn, at, errorCode }) =>
      void lab.state.signIns.push({ id: randomUUID(), createdDateTime: at, userPrincipalName: upn, status: { errorCode }, conditionalAccessStatus: errorCode === 0 ? 'success' : 'failure' }),
    addCloudSync(container) {
      const id = randomUUID();
      lab.state.servicePrincipals.push({ id, appId: randomUUID(), applicationTemplateId: '1a4721b3-e57f-4451-ae87-ef078703ec94', displayName: 'corp.contoso.com', accountEnabled: true });
      const schema = { id: 'schema', synchronizationRules: [{ name: 'USER_INBOUND_USER', containerFilter: { includedContainers: [container] } }] };
      lab.state.synchronizationJobs.set(id, [{ id: 'AD2AADProvisioning.1', templateId: 'AD2AADProvisioning', schedule: { interval: 'PT2M', state: 'Active' }, status: { code: 'Active' }, schema }]);
      return id;
    },
  });

  tenantContract(stage);
  tenantAccountsContract(stage);

  describe('a snapshot', () => {
    const parts = ['licences', 'groups', 'ownedGroups', 'roles', 'manager', 'directReports', 'appRoles', 'mailbox'];
    const denied: readonly { readonly permission: string; readonly missing: readonly string[]; readonly named: readonly string[] }[] = [
      { permission: 'RoleManagement.Read.Directory', missing: ['roles', 'appRoles'], named: ['snapshot.appRoles', 'snapshot.roleAssignments', 'snapshot.roleNames'] },
      { permission: 'RoleEligibilitySchedule.Read.Directory', missing: ['roles', 'appRoles'], named: ['snapshot.appRoles', 'snapshot.roleEligibilitySchedules'] },
      { permission: 'AuditLog.Read.All', missing: ['appRoles'], named: ['snapshot.appRoles'] },
    ];
    for (const { permission, missing, named } of denied) {
      it(`names what is not there without ${permission}, and holds the rest`, async () => {
        const user = lab.state.newUser({ userPrincipalName: 'x@contoso.com' });
        const snapshot = await createGraphTenant({ reader: lab.client({ without: permission }), writer: null, clock: TEST_CLOCK }).snapshot(user.id);
        assert.deepEqual(parts.filter((name) => !(name in snapshot)), missing);
        assert.deepEqual(snapshot.unread.map(({ what }) => what).sort(), [...named, 'snapshot.oneDrive'].sort());
      });
    }

    it('holds the application roles of the account, not those of its groups, for who may read the directory', async () => {
      const user = lab.state.newUser({ userPrincipalName: 'x@contoso.com' });
      const role = { id: 'a1', appRoleId: '00000000-0000-0000-0000-000000000000', principalId: user.id, resourceId: 'r1', resourceDisplayName: 'Expenses' };
      lab.state.appRoles.set(user.id, [role, { ...role, id: 'a2', principalId: randomUUID(), resourceDisplayName: 'Travel' }]);
      const tenant = createGraphTenant({ reader: lab.curious(), writer: null, clock: TEST_CLOCK });
      const snapshot = await tenant.snapshot(user.id);
      assert.deepEqual(snapshot.appRoles, [{ appRoleId: role.appRoleId, application: { id: 'r1', name: 'Expenses' } }]);
      assert.deepEqual(snapshot.unread.map(({ what }) => what), ['snapshot.oneDrive']);
      lab.state.appRoles.set(user.id, Array.from({ length: 20 }, () => role));
      assert.equal((await tenant.snapshot(user.id)).appRoles, undefined);
    });

    it('does not say of a group that nobody else owns it when its owners could not be read', async () => {
      const user = lab.state.newUser({ userPrincipalName: 'x@contoso.com' });
      const { id } = lab.state.newGroup({ displayName: 'Owned' });
      lab.state.owners.set(id, new Set([user.id]));
      lab.graph.faults.add({ kind: 'fail', match: /owners/, times: 9, status: 500, code: 'InternalServerError', message: 'boom' });
      const snapshot = await lab.tenant.snapshot(user.id);
      assert.deepEqual([snapshot.ownedGroups, snapshot.unread.some(({ what }) => what === 'snapshot.owners')], [[{ id, name: 'Owned', isOnlyOwner: null }], true]);
    });
  });

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

  const denials: readonly { readonly permission: string; readonly sections: readonly string[]; readonly from: 'look' | 'detail' | 'facts' | 'sign-ins' }[] = [
    { permission: 'User.Read.All', sections: ['entra.users', 'entra.deletedUsers'], from: 'look' },
    { permission: 'Group.Read.All', sections: ['entra.groups', 'entra.deletedGroups'], from: 'look' },
    { permission: 'OrgContact.Read.All', sections: ['entra.contacts'], from: 'look' },
    { permission: 'Device.Read.All', sections: ['entra.devices'], from: 'look' },
    { permission: 'RoleManagement.Read.Directory', sections: ['entra.roleAssignments'], from: 'detail' },
    { permission: 'RoleEligibilitySchedule.Read.Directory', sections: ['entra.roleEligibilitySchedules'], from: 'detail' },
    { permission: 'AuditLog.Read.All', sections: ['entra.signInActivity', 'entra.directoryAudits'], from: 'detail' },
    { permission: 'Organization.Read.All', sections: ['entra.organization', 'entra.syncFeatures'], from: 'facts' },
    { permission: 'Domain.Read.All', sections: ['entra.domains', 'entra.syncFeatures'], from: 'facts' },
    { permission: 'Application.Read.All', sections: ['entra.servicePrincipals', 'entra.synchronizationJobs', 'entra.syncFeatures'], from: 'facts' },
    { permission: 'AuditLog.Read.All', sections: ['entra.signIns'], from: 'sign-ins' },
  ];
  for (const { permission, sections, from } of denials) {
    it(`names ${permission} when the application lacks it for the ${from}, and still gives the rest`, async () => {
      const user = lab.state.newUser({ userPrincipalName: 'x@contoso.com' });
      const tenant = createGraphTenant({ reader: lab.client({ without: permission }), writer: lab.writer(), clock: TEST_CLOCK });
      const ask = { 'look': () => tenant.look(query({ ids: [user.id], names: ['x'] })), 'detail': () => tenant.detail(about({ users: [user.id], audited: user.id })), 'facts': () => tenant.tenantFacts(), 'sign-ins': () => tenant.syncSignIns() };
      const { entra, unread } = await ask[from]();
      assert.deepEqual(unread.map(({ what }) => what), sections);
      assert.equal(unread[0]?.why, 'access-denied');
      assert.match(unread[0]?.detail ?? '', new RegExp(permission.replaceAll('.', '\\.')));
      for (const section of sections) assert.equal(section.slice('entra.'.length) in entra, false, section);
      assert.ok(from === 'sign-ins' || Object.keys(entra).length >= 2);
    });
  }

  describe('reading where an account is mastered', () => {
    it('names the permission when the writing application lacks it', async () => {
      const user = lab.state.newUser({ userPrincipalName: 'soa@contoso.com' });
      const { entra, unread } = await createGraphTenant({ reader: lab.client(), writer: lab.client(), clock: TEST_CLOCK }).detail(about({ users: [user.id] }));
      assert.deepEqual(unread.map(({ what, why }) => [what, why]), [['entra.syncBehavior', 'access-denied']]);
      assert.match(unread[0]?.detail ?? '', /User-OnPremisesSyncBehavior\.ReadWrite\.All/);
      assert.equal('syncBehavior' in entra, false);
    });
    it('says that there is no writing application, and which permission it would take', async () => {
      const user = lab.state.newUser({ userPrincipalName: 'soa@contoso.com' });
      const { unread } = await createGraphTenant({ reader: lab.client(), writer: null, clock: TEST_CLOCK }).detail(about({ users: [user.id] }));
      assert.deepEqual(unread.map(({ what, why }) => [what, why]), [['entra.syncBehavior', 'not-configured']]);
      assert.match(unread[0]?.detail ?? '', /User-OnPremisesSyncBehavior\.ReadWrite\.All/);
    });
  });

  const parts: readonly { readonly of: string; readonly match: RegExp; readonly status: number; readonly section: string; readonly why: string | null }[] = [
    { of: 'a throttled part', match: /^GET \/roleManagement\/directory\/roleEligibility/, status: 429, section: 'roleEligibilitySchedules', why: 'throttled' },
    { of: 'a forbidden part', match: /^GET \/roleManagement\/directory\/roleEligibility/, status: 403, section: 'roleEligibilitySchedules', why: 'access-denied' },
    { of: 'a broken part', match: /^GET \/roleManagement\/directory\/roleAssignments/, status: 500, section: 'roleAssignments', why: 'failed' },
    { of: 'a part about somebody who has gone', match: /transitiveMemberOf/, status: 404, section: 'groupMembers', why: null },
  ];
  for (const { of, match, status, section, why } of parts) {
    it(`loses no more than the one section to ${of} of a batch`, async () => {
      const user = lab.state.newUser({ userPrincipalName: 'parts@contoso.com' });
      if (status === 429) lab.graph.faults.add({ kind: 'throttle', match, times: 9, retryAfter: '0.01' });
      else lab.graph.faults.add({ kind: 'fail', match, times: 9, status, code: 'Code', message: 'no' });
      const { entra, unread } = await lab.tenant.detail(about({ users: [user.id] }));
      assert.deepEqual(unread.map((each) => [each.what, each.why]), why === null ? [] : [[`entra.${section}`, why]]);
      const read = ['roleAssignments', 'roleEligibilitySchedules', 'groupMembers', 'syncBehavior', 'objectIdentifiers'].filter((name) => name in entra);
      assert.equal(read.length, why === null ? 5 : 4);
      assert.equal(section in entra, why === null);
    });
  }

  it('does not take groups whose properties are hidden for groups without roles', async () => {
    const user = lab.state.newUser({ userPrincipalName: 'hidden@contoso.com' });
    lab.graph.faults.add({ kind: 'odd-body', match: /transitiveMemberOf/, times: 1, body: { value: [{ id: randomUUID(), displayName: null, isAssignableToRole: null }] } });
    const { entra, unread } = await lab.tenant.detail(about({ users: [user.id] }));
    assert.deepEqual([entra.groupMembers, unread.map(({ what, why }) => [what, why])], [undefined, [['entra.groupMembers', 'access-denied']]]);
    assert.match(unread[0]?.detail ?? '', /GroupMember\.Read\.All/);
  });

  it('does not take an answer of the beta version without the property for an empty one', async () => {
    const user = lab.state.newUser({ userPrincipalName: 'beta@contoso.com' });
    lab.graph.faults.add({ kind: 'odd-body', match: new RegExp(`^GET /users/${user.id}$`), times: 1, body: { id: user.id } });
    const { entra, unread } = await lab.tenant.detail(about({ users: [user.id] }));
    assert.deepEqual([entra.objectIdentifiers, unread.map(({ what, why }) => [what, why])], [undefined, [['entra.objectIdentifiers', 'failed']]]);
  });

  it('does not name the members of a group that has more than it may read', async () => {
    const members = Array.from({ length: 1000 }, (_, n) => lab.state.newUser({ userPrincipalName: `member${n}@contoso.com` }).id);
    const { id } = lab.state.newGroup({ displayName: 'Everybody' });
    lab.state.members.set(id, new Set(members));
    const { entra, unread } = await lab.tenant.detail(about({ group: id }));
    assert.deepEqual([entra.groupMembers, unread.map(({ what }) => what)], [undefined, ['entra.groupMembers']]);
  });

  describe('the facts of the tenant', () => {
    const features = { features: { blockSoftMatchEnabled: true } };
    const at = (time: string) => ({ now: () => new Date(time), sleep: () => Promise.resolve() });
    const kept = (readAt: string) => ({ syncFeatures: () => Promise.resolve({ features, readAt, readBy: 'ana.ruiz@contoso.com' }) });
    it('are read once a minute, and say when they were read', async () => {
      let now = Date.parse('2026-11-21T09:00:00Z');
      const tenant = createGraphTenant({ reader: lab.client(), writer: null, clock: { now: () => new Date(now), sleep: () => Promise.resolve() } });
      assert.equal((await tenant.tenantFacts()).readAt, '2026-11-21T09:00:00.000Z');
      lab.state.domains.push({ id: 'new.example', isVerified: true, isInitial: false, isDefault: false, authenticationType: 'Managed' });
      now += 59_000;
      const soon = await tenant.tenantFacts();
      now += 2_000;
      const later = await tenant.tenantFacts();
      lab.state.domains.pop();
      assert.deepEqual([soon.readAt, soon.entra.domains?.length, later.readAt, later.entra.domains?.length], ['2026-11-21T09:00:00.000Z', 2, '2026-11-21T09:01:01.000Z', 3]);
    });
    it('are read again when they were read only in part', async () => {
      const tenant = createGraphTenant({ reader: lab.client(), writer: null, clock: at('2026-11-21T09:00:00Z') });
      lab.graph.faults.add({ kind: 'fail', match: /^GET \/domains/, times: 1, status: 500, code: 'InternalServerError', message: 'boom' });
      assert.equal((await tenant.tenantFacts()).entra.domains, undefined);
      assert.equal((await tenant.tenantFacts()).entra.domains?.length, 2);
    });
    it('hold the synchronization settings that an administrator has read, with the date', async () => {
      const tenant = createGraphTenant({ reader: lab.client(), writer: null, clock: at('2026-11-21T09:00:00Z'), shelf: kept('2026-10-23T09:00:00Z') });
      const { entra, unread } = await tenant.tenantFacts();
      assert.deepEqual([entra.syncFeatures, unread], [{ ...features, readAt: '2026-10-23T09:00:00Z' }, []]);
    });
    it('do not hold settings that are older than 30 days, and say when and by whom they were read', async () => {
      const tenant = createGraphTenant({ reader: lab.client(), writer: null, clock: at('2026-11-21T09:00:00Z'), shelf: kept('2026-10-20T09:00:00Z') });
      const { entra, unread } = await tenant.tenantFacts();
      assert.deepEqual([entra.syncFeatures, unread.map(({ what, why }) => [what, why])], [undefined, [['entra.syncFeatures', 'not-asked']]]);
      assert.match(unread[0]?.detail ?? '', /2026-10-20 by ana\.ruiz@contoso\.com.*connect features/);
    });
  });

  const troubles: readonly { readonly it: string; readonly start: () => void; readonly why: string; readonly says: RegExp }[] = [
    { it: 'long throttling', start: () => lab.graph.faults.add({ kind: 'throttle', match: /^GET \/users\?/, times: 1, retryAfter: '60' }), why: 'throttled', says: /throttling/ },
    { it: 'throttling without an end', start: () => lab.graph.faults.add({ kind: 'throttle', match: /^GET \/users\?/, times: 99, retryAfter: '0.01' }), why: 'throttled', says: /throttling/ },
    { it: 'a server error', start: () => lab.graph.faults.add({ kind: 'fail', match: /^GET \/users\?/, times: 1, status: 500, code: 'InternalServerError', message: 'boom' }), why: 'failed', says: /500/ },
    { it: 'an answer of an unknown shape', start: () => lab.graph.faults.add({ kind: 'odd-body', match: /^GET \/users\?/, times: 1, body: { value: [{ id: 7 }] } }), why: 'failed', says: /shape/ },
  ];
  for (const { it: what, start, why, says } of troubles) {
    it(`says what ${what} hides, and only that`, async () => {
      start();
      const { entra, unread } = await lab.tenant.look(query({ upns: ['x@contoso.com'], addresses: ['x@contoso.com'] }));
      assert.deepEqual(unread.map((each) => [each.what, each.why]), [['entra.users', why]]);
      assert.match(unread[0]?.detail ?? '', says);
      assert.equal('users' in entra, false);
      assert.ok('groups' in entra);
    });
  }

  it('names every section when Graph cannot be reached at all', async () => {
    const nobody = createGraphTenant({ reader: lab.client({ options: { endpoint: 'https://127.0.0.1:9' } }), writer: null, clock: TEST_CLOCK });
    const { entra, unread } = await nobody.look(query({ upns: ['x@contoso.com'] }));
    assert.deepEqual(entra, {});
    assert.deepEqual(unread.map(({ what, why }) => [what, why]), ['users', 'groups', 'contacts', 'devices', 'deletedUsers', 'deletedGroups'].map((name) => [`entra.${name}`, 'failed']));
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

  it('sends a throttled write again when Graph takes writes again, for it was not carried out', async () => {
    const user = lab.state.newUser({ userPrincipalName: 'slow@contoso.com' });
    lab.graph.faults.add({ kind: 'throttle', match: /^PATCH /, times: 3, retryAfter: '0.01' });
    await lab.tenant.setAnchor(user.id, 'TpwcjSo/bkucfSobPE1ebw==');
    assert.equal(user.onPremisesImmutableId, 'TpwcjSo/bkucfSobPE1ebw==');
  });

  it('gives a write up that is throttled without an end, and changes nothing', async () => {
    const user = lab.state.newUser({ userPrincipalName: 'stuck@contoso.com' });
    lab.graph.faults.add({ kind: 'throttle', match: /^PATCH /, times: 99, retryAfter: '0.01' });
    await assert.rejects(lab.tenant.setAnchor(user.id, 'TpwcjSo/bkucfSobPE1ebw=='), (error) => error instanceof TenantError && error.fault === 'throttled');
    assert.equal(user.onPremisesImmutableId, null);
  });

  it('checks before each sending, and sends nothing when the check says no', async () => {
    const user = lab.state.newUser({ userPrincipalName: 'checked@contoso.com' });
    lab.graph.faults.add({ kind: 'throttle', match: /^PATCH /, times: 1, retryAfter: '0.01' });
    let checks = 0;
    const refused = new Error('somebody was here');
    const check = () => ((checks += 1), checks < 2 ? Promise.resolve() : Promise.reject(refused));
    await assert.rejects(lab.tenant.afterCheck(check).setAnchor(user.id, 'TpwcjSo/bkucfSobPE1ebw=='), refused);
    assert.deepEqual([checks, user.onPremisesImmutableId], [2, null]);
  });

  it('has nothing to write with where no writing application is configured', async () => {
    const tenant = createGraphTenant({ reader: lab.client(), writer: null, clock: TEST_CLOCK });
    await assert.rejects(tenant.setAnchor(randomUUID(), null), /no application that may change/);
  });

  it('explains a write that the application may not do', async () => {
    const user = lab.state.newUser({ userPrincipalName: 'denied@contoso.com' });
    const tenant = createGraphTenant({ reader: lab.client(), writer: lab.client(), clock: TEST_CLOCK });
    await assert.rejects(tenant.setAnchor(user.id, null), (error) => error instanceof TenantError && error.fault === 'access-denied' && /User\.ReadWrite\.All/.test(error.message));
  });
});
