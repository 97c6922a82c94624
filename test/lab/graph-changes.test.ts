import assert from 'node:assert/strict';
import { z } from 'zod';
import { GRAPH_WRITER_APP_ID } from '../../lab/company/cast.ts';
import { E3_SKU_ID } from '../../lab/company/tenant-facts.ts';
import type { TenantState, TenantUser } from '../../lab/company/tenant-state.ts';
import { startGraphLab, type GraphLab } from '../adapters/graph/graph-lab.ts';
import { fastClock, type FastClock } from '../ports/fast-clock.ts';

const PROBLEM = z.looseObject({ error: z.looseObject({ code: z.string(), message: z.string() }).transform(({ code, message }) => ({ code, message })).default({ code: '', message: '' }) });
const GROUP_ID = '7a6b5c4d-0009-4e2f-8a3b-1c2d3e4f5a69';

describe("the lab's Graph, asked to change things", () => {
  let lab: GraphLab;
  let clock: FastClock;
  let state: TenantState;
  beforeEach(async () => {
    clock = fastClock();
    lab = await startGraphLab({ clock, isUnrecorded: true });
    ({ state } = lab);
  });
  afterEach(() => lab.close());

  const ask = async (method: string, path: string, body?: object, who = GRAPH_WRITER_APP_ID): Promise<{ readonly status: number; readonly code: string; readonly message: string }> => {
    const headers = { 'authorization': `Bearer ${await lab.bearer(who)}`, 'content-type': 'application/json' };
    const answer = await fetch(`${lab.graph.url}/v1.0${path}`, { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
    const { error } = PROBLEM.parse(answer.status < 400 ? {} : await answer.json());
    return { status: answer.status, ...error };
  };
  const hire = (given: Partial<TenantUser> = {}): TenantUser => state.newUser({ userPrincipalName: 'jane@contoso.com', proxyAddresses: ['SMTP:jane@contoso.com'], usageLocation: 'GB', ...given });
  const viaGroup = (more: object = {}) => ({ skuId: E3_SKU_ID, disabledPlans: [], assignedByGroup: GROUP_ID, state: 'Active', error: 'None', lastUpdatedDateTime: '2026-01-01T00:00:00Z', ...more });

  it('keeps a deleted account for 30 days and no longer', async () => {
    const user = hire();
    assert.equal((await ask('DELETE', `/users/${user.id}`)).status, 204);
    clock.forward(29 * 86_400_000);
    assert.equal((await ask('GET', `/directory/deletedItems/${user.id}/microsoft.graph.user?$select=id`)).status, 200);
    clock.forward(2 * 86_400_000);
    assert.equal((await ask('GET', `/directory/deletedItems/${user.id}/microsoft.graph.user?$select=id`)).status, 404);
    assert.equal((await ask('POST', `/directory/deletedItems/${user.id}/restore`)).status, 404);
  });

  it('lets no application purge', async () => {
    const user = hire();
    await ask('DELETE', `/users/${user.id}`);
    assert.deepEqual([(await ask('DELETE', `/directory/deletedItems/${user.id}`)).code, state.deletedUsers.size], ['Authorization_RequestDenied', 1]);
  });

  it('answers 404 for a while after an account was brought back, when told to', async () => {
    const user = hire();
    await ask('DELETE', `/users/${user.id}`);
    lab.graph.faults.missingAfterRestoreFor(90_000);
    assert.equal((await ask('POST', `/directory/deletedItems/${user.id}/restore`)).status, 200);
    assert.equal((await ask('GET', `/users/${user.id}?$select=id`)).status, 404);
    clock.forward(91_000);
    assert.equal((await ask('GET', `/users/${user.id}?$select=id`)).status, 200);
  });

  it('takes another name and leaves taken addresses out only when asked to', async () => {
    const user = hire({ proxyAddresses: ['SMTP:jane@contoso.com', 'smtp:jd@contoso.com'] });
    await ask('DELETE', `/users/${user.id}`);
    hire();
    const restore = (body: object) => ask('POST', `/directory/deletedItems/${user.id}/restore`, body);
    assert.equal((await restore({})).status, 400);
    assert.match((await restore({ newUserPrincipalName: 'jane2@contoso.com' })).message, /proxyAddresses/);
    assert.equal((await restore({ newUserPrincipalName: 'jane2@contoso.com', autoReconcileProxyConflict: true })).status, 200);
    assert.deepEqual([user.userPrincipalName, user.proxyAddresses], ['jane2@contoso.com', ['smtp:jd@contoso.com']]);
    assert.equal((await restore({ more: 1 })).status, 400);
  });

  for (const [method, path, body] of [['PATCH', '', { usageLocation: 'DE' }], ['DELETE', '', undefined], ['POST', '/revokeSignInSessions', undefined], ['DELETE', '/manager/$ref', undefined]] as const) {
    it(`refuses ${method} ${path === '' ? 'of the account' : path} where it holds a role, and not where somebody may only take one`, async () => {
      const [admin, eligible] = [hire(), hire({ userPrincipalName: 'may@contoso.com' })];
      state.managers.set(admin.id, eligible.id).set(eligible.id, admin.id);
      state.roleAssignments.push({ id: 'r', principalId: admin.id, roleDefinitionId: 'x' });
      state.roleEligibility.push({ id: 'e', principalId: eligible.id, roleDefinitionId: 'x' });
      assert.equal((await ask(method, `/users/${admin.id}${path}`, body)).code, 'Authorization_RequestDenied');
      assert.ok((await ask(method, `/users/${eligible.id}${path}`, body)).status < 300);
    });
  }

  it('needs both lists of licences', async () => assert.equal((await ask('POST', `/users/${hire().id}/assignLicense`, { addLicenses: [] })).status, 400));

  it('takes no licence away that comes through a group', async () => {
    const user = Object.assign(hire(), { licenseAssignmentStates: [viaGroup()] });
    assert.match((await ask('POST', `/users/${user.id}/assignLicense`, { addLicenses: [], removeLicenses: [E3_SKU_ID] })).message, /inherited from a group membership/);
  });

  const judged: readonly (readonly [string, object, (user: TenantUser) => void, string])[] = [
    ['finds a seat again', { state: 'Error', error: 'CountViolation' }, () => undefined, 'Active None'],
    ['finds none', { state: 'Error', error: 'CountViolation' }, () => void Object.assign(state.subscribedSkus[0] ?? {}, { prepaidUnits: { enabled: 0 } }), 'Error CountViolation'],
    ['finds the wrong country', { state: 'Error', error: 'Other' }, (user) => void (user.usageLocation = 'CU'), 'Error ProhibitedInUsageLocationViolation'],
    ['leaves a contradiction of plans as it is', { state: 'Error', error: 'DependencyViolation' }, () => undefined, 'Error DependencyViolation'],
    ['takes a contradiction that was put right', { state: 'Error', error: 'DependencyViolation' }, (user) => void state.repairedLicences.add(user.id), 'Active None'],
  ];
  for (const [what, given, arrange, expected] of judged) {
    it(`works out the licences of groups anew and ${what}`, async () => {
      const user = Object.assign(hire(), { licenseAssignmentStates: [viaGroup(given)] });
      arrange(user);
      assert.equal((await ask('POST', `/users/${user.id}/reprocessLicenseAssignment`)).status, 200);
      const [now] = user.licenseAssignmentStates;
      assert.deepEqual([`${now?.state} ${now?.error}`, now?.lastUpdatedDateTime], [expected, clock.now().toISOString()]);
      assert.equal(user.assignedLicenses.length, expected === 'Active None' ? 1 : 0);
    });
  }

  const members: readonly (readonly [string, () => string, number])[] = [
    ['a cloud-only group', () => state.newGroup({ displayName: 'Team' }).id, 204],
    ['a synchronised group', () => state.newGroup({ displayName: 'Team', onPremisesSyncEnabled: true }).id, 400],
    ['a group with a rule', () => state.newGroup({ displayName: 'Team', groupTypes: ['DynamicMembership'] }).id, 400],
    ['a group that may carry roles', () => state.newGroup({ displayName: 'Team', isAssignableToRole: true }).id, 403],
    ['no group', () => GROUP_ID, 404],
  ];
  for (const [what, group, status] of members) {
    it(`answers ${status} to a new member of ${what}`, async () => {
      assert.equal((await ask('POST', `/groups/${group()}/members/$ref`, { '@odata.id': `https://graph.microsoft.com/v1.0/directoryObjects/${hire().id}` })).status, status);
    });
  }

  it('says of a second time that it exists already', async () => {
    const [user, group] = [hire(), state.newGroup({ displayName: 'Team' })];
    const add = () => ask('POST', `/groups/${group.id}/members/$ref`, { '@odata.id': `https://graph.microsoft.com/v1.0/directoryObjects/${user.id}` });
    assert.equal((await add()).status, 204);
    assert.match((await add()).message, /already exist/);
    assert.equal((await ask('POST', `/groups/${group.id}/members/$ref`, { '@odata.id': 'nobody' })).status, 400);
  });

  it('lets a synchronised account be changed once the cloud is its master', async () => {
    const user = hire({ onPremisesSyncEnabled: true });
    const patch = () => ask('PATCH', `/users/${user.id}`, { displayName: 'Jane' });
    assert.equal((await patch()).status, 400);
    await ask('PATCH', `/users/${user.id}/onPremisesSyncBehavior`, { isCloudManaged: true });
    assert.equal((await patch()).status, 204);
    assert.equal((await ask('PATCH', `/users/${hire().id}/onPremisesSyncBehavior`, { isCloudManaged: true })).status, 400);
  });

  it('expands nothing but application roles, and those not for everybody', async () => {
    const user = hire();
    assert.equal((await ask('GET', `/users/${user.id}?$select=id&$expand=manager`)).status, 400);
    assert.equal((await ask('GET', `/users/${user.id}?$select=id&$expand=appRoleAssignments`)).status, 403);
  });
});
