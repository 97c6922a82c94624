import assert from 'node:assert/strict';
import type { CloudOperation } from '../../../src/model/operations.ts';
import { E3_SKU_ID, EXCHANGE_PLAN_ID } from '../../../lab/company/tenant-facts.ts';
import type { TenantState, TenantUser } from '../../../lab/company/tenant-state.ts';
import { asStep, portrait, startCloudBench, undoStep, type CloudBench, type CloudDraft } from './cloud-bench.ts';

interface Staged {
  readonly draft: CloudDraft;
  /** Somebody was quicker. */
  drift(): void;
  /** Whether the wanted state is there. */
  done(): boolean;
}

interface Row {
  readonly operation: CloudOperation;
  readonly what: string;
  /** The one request that it sends. */
  readonly sends: RegExp;
  readonly way: 'there and back' | 'there only';
  stage(state: TenantState): Staged;
}

const ANCHORS = ['TpwcjSo/bkucfSobPE1ebw==', 'RDMiEWZViHeZqrvM3e7/AA=='] as const;
const hire = (state: TenantState, given: Partial<TenantUser> = {}): TenantUser => state.newUser({ userPrincipalName: 'jane.doe@contoso.com', displayName: 'Jane Doe', mail: 'jane.doe@contoso.com', proxyAddresses: ['SMTP:jane.doe@contoso.com'], ...given });
const fullLicence = (assignedByGroup: string | null = null, more: object = {}) => ({ skuId: E3_SKU_ID, disabledPlans: [], assignedByGroup, state: 'Active', error: 'None', lastUpdatedDateTime: '2026-01-01T00:00:00Z', ...more });
const licensed = (state: TenantState, states: readonly object[]): TenantUser => {
  const user = hire(state, { usageLocation: 'GB' });
  return Object.assign(user, { assignedLicenses: states.length === 0 ? [] : [{ skuId: E3_SKU_ID, disabledPlans: [] }], licenseAssignmentStates: states });
};
const complaint = { '@odata.type': '#microsoft.graph.serviceProvisioningXmlError', createdDateTime: '2026-01-01T00:00:00Z', isResolved: false, serviceInstance: 'exchange/GB1', errorDetail: '<x/>' };

const ROWS: readonly Row[] = [
  {
    operation: 'entra.set-anchor', what: 'gives another anchor', sends: /^PATCH \/v1\.0\/users\/[^/]+$/, way: 'there and back',
    stage(state) {
      const user = hire(state, { onPremisesImmutableId: ANCHORS[0] });
      return {
        draft: { operation: 'entra.set-anchor', params: { userId: user.id, before: ANCHORS[0], after: ANCHORS[1] }, says: '' },
        drift: () => void (user.onPremisesImmutableId = 'AAAAAAAAAAAAAAAAAAAAAA=='), done: () => user.onPremisesImmutableId === ANCHORS[1],
      };
    },
  },
  {
    operation: 'entra.set-user-name', what: 'gives another sign-in name', sends: /^PATCH \/v1\.0\/users\/[^/]+$/, way: 'there and back',
    stage(state) {
      const user = hire(state);
      return {
        draft: { operation: 'entra.set-user-name', params: { userId: user.id, before: 'jane.doe@contoso.com', after: 'jane.smith@contoso.com' }, says: '' },
        drift: () => void (user.userPrincipalName = 'jane@contoso.com'), done: () => user.userPrincipalName === 'jane.smith@contoso.com',
      };
    },
  },
  {
    operation: 'entra.set-mail', what: 'gives a mail address, which becomes the primary one', sends: /^PATCH \/v1\.0\/users\/[^/]+$/, way: 'there only',
    stage(state) {
      const user = hire(state);
      return {
        draft: { operation: 'entra.set-mail', params: { userId: user.id, before: 'jane.doe@contoso.com', after: 'jane.smith@contoso.com' }, says: '' },
        drift: () => void (user.mail = null), done: () => user.proxyAddresses[0] === 'SMTP:jane.smith@contoso.com',
      };
    },
  },
  {
    operation: 'entra.set-usage-location', what: 'sets the location of a synchronised account', sends: /^PATCH \/v1\.0\/users\/[^/]+$/, way: 'there and back',
    stage(state) {
      const user = hire(state, { onPremisesSyncEnabled: true });
      return {
        draft: { operation: 'entra.set-usage-location', params: { userId: user.id, before: null, after: 'GB' }, says: '' },
        drift: () => void (user.usageLocation = 'DE'), done: () => user.usageLocation === 'GB',
      };
    },
  },
  {
    operation: 'entra.set-manager', what: 'gives a manager', sends: /^PUT \/v1\.0\/users\/[^/]+\/manager\/\$ref$/, way: 'there and back',
    stage(state) {
      const [user, boss, other] = [hire(state), hire(state, { userPrincipalName: 'boss@contoso.com' }), hire(state, { userPrincipalName: 'other@contoso.com' })];
      return {
        draft: { operation: 'entra.set-manager', params: { userId: user.id, before: null, after: boss.id }, says: '' },
        drift: () => void state.managers.set(user.id, other.id), done: () => state.managers.get(user.id) === boss.id,
      };
    },
  },
  {
    operation: 'entra.set-manager', what: 'takes the manager away', sends: /^DELETE \/v1\.0\/users\/[^/]+\/manager\/\$ref$/, way: 'there and back',
    stage(state) {
      const [user, boss, other] = [hire(state), hire(state, { userPrincipalName: 'boss@contoso.com' }), hire(state, { userPrincipalName: 'other@contoso.com' })];
      state.managers.set(user.id, boss.id);
      return {
        draft: { operation: 'entra.set-manager', params: { userId: user.id, before: boss.id, after: null }, says: '' },
        drift: () => void state.managers.set(user.id, other.id), done: () => !state.managers.has(user.id),
      };
    },
  },
  {
    operation: 'entra.delete-user', what: 'deletes a synchronised account', sends: /^DELETE \/v1\.0\/users\/[^/]+$/, way: 'there only',
    stage(state) {
      const user = hire(state, { onPremisesSyncEnabled: true });
      return {
        draft: { operation: 'entra.delete-user', params: { userId: user.id, userName: 'Jane.Doe@contoso.com' }, says: '' },
        drift: () => void (user.userPrincipalName = 'jane@contoso.com'), done: () => state.deletedUsers.has(user.id),
      };
    },
  },
  {
    operation: 'entra.delete-user', what: 'deletes a cloud-only account', sends: /^DELETE \/v1\.0\/users\/[^/]+$/, way: 'there and back',
    stage(state) {
      const user = hire(state);
      return {
        draft: { operation: 'entra.delete-user', params: { userId: user.id, userName: 'jane.doe@contoso.com' }, says: '' },
        drift: () => void (user.userPrincipalName = 'jane@contoso.com'), done: () => state.deletedUsers.has(user.id),
      };
    },
  },
  {
    operation: 'entra.restore-user', what: 'brings an account back', sends: /^POST \/v1\.0\/directory\/deletedItems\/[^/]+\/restore$/, way: 'there and back',
    stage(state) {
      const user = hire(state);
      state.softDelete(user.id, new Date('2026-11-20T09:00:00Z'));
      return {
        draft: { operation: 'entra.restore-user', params: { userId: user.id, userName: 'jane.doe@contoso.com', newUserName: null, dropConflicts: false }, says: '' },
        drift: () => void state.deletedUsers.delete(user.id), done: () => state.users.has(user.id) && user.userPrincipalName === 'jane.doe@contoso.com',
      };
    },
  },
  {
    operation: 'entra.restore-user', what: 'brings an account back under another name without the address that is taken', sends: /^POST \/v1\.0\/directory\/deletedItems\/[^/]+\/restore$/, way: 'there only',
    stage(state) {
      const user = hire(state, { proxyAddresses: ['SMTP:jane.doe@contoso.com', 'smtp:jd@contoso.com'] });
      state.softDelete(user.id, new Date('2026-11-20T09:00:00Z'));
      hire(state);
      return {
        draft: { operation: 'entra.restore-user', params: { userId: user.id, userName: 'jane.doe@contoso.com', newUserName: 'jane.doe2@contoso.com', dropConflicts: true }, says: '' },
        drift: () => void state.deletedUsers.delete(user.id), done: () => user.userPrincipalName === 'jane.doe2@contoso.com' && user.proxyAddresses.join() === 'smtp:jd@contoso.com',
      };
    },
  },
  {
    operation: 'entra.change-licence', what: 'assigns a licence without one plan', sends: /^POST \/v1\.0\/users\/[^/]+\/assignLicense$/, way: 'there and back',
    stage(state) {
      const user = licensed(state, []);
      return {
        draft: { operation: 'entra.change-licence', params: { userId: user.id, skuId: E3_SKU_ID, skuName: 'ENTERPRISEPACK', before: null, after: [EXCHANGE_PLAN_ID] }, says: '' },
        drift: () => void Object.assign(user, { licenseAssignmentStates: [fullLicence()] }), done: () => user.assignedLicenses[0]?.disabledPlans.join() === EXCHANGE_PLAN_ID,
      };
    },
  },
  {
    operation: 'entra.change-licence', what: 'takes a direct licence away and leaves the one through a group', sends: /^POST \/v1\.0\/users\/[^/]+\/assignLicense$/, way: 'there only',
    stage(state) {
      const user = licensed(state, [fullLicence(), fullLicence('7a6b5c4d-0009-4e2f-8a3b-1c2d3e4f5a69')]);
      return {
        draft: { operation: 'entra.change-licence', params: { userId: user.id, skuId: E3_SKU_ID, skuName: 'ENTERPRISEPACK', before: [], after: null }, says: '' },
        drift: () => void Object.assign(user, { licenseAssignmentStates: [fullLicence(null, { disabledPlans: [EXCHANGE_PLAN_ID] })] }),
        done: () => JSON.stringify(user['licenseAssignmentStates']).includes('7a6b5c4d') && !JSON.stringify(user['licenseAssignmentStates']).includes('"assignedByGroup":null'),
      };
    },
  },
  {
    operation: 'entra.reprocess-licences', what: 'has the licences of groups worked out anew', sends: /^POST \/v1\.0\/users\/[^/]+\/reprocessLicenseAssignment$/, way: 'there only',
    stage(state) {
      const user = licensed(state, [fullLicence('7a6b5c4d-0009-4e2f-8a3b-1c2d3e4f5a69', { state: 'Error', error: 'CountViolation' })]);
      user.assignedLicenses = [];
      return {
        draft: { operation: 'entra.reprocess-licences', params: { userId: user.id }, says: '' },
        drift: () => void Object.assign(user, { licenseAssignmentStates: [fullLicence()] }), done: () => user.assignedLicenses.length === 1,
      };
    },
  },
  {
    operation: 'entra.retry-provisioning', what: 'has Exchange try an account anew', sends: /^POST \/v1\.0\/users\/[^/]+\/retryServiceProvisioning$/, way: 'there only',
    stage(state) {
      const user = hire(state, { serviceProvisioningErrors: [complaint] });
      return {
        draft: { operation: 'entra.retry-provisioning', params: { kind: 'user', objectId: user.id }, says: '' },
        drift: () => void Object.assign(user, { serviceProvisioningErrors: [] }), done: () => JSON.stringify(user['serviceProvisioningErrors']) === '[]',
      };
    },
  },
  {
    operation: 'entra.retry-provisioning', what: 'has Exchange try a group anew, which it refuses again', sends: /^POST \/v1\.0\/groups\/[^/]+\/retryServiceProvisioning$/, way: 'there only',
    stage(state) {
      const group = state.newGroup({ displayName: 'Team', serviceProvisioningErrors: [complaint] });
      state.refusedByServices.add(group.id);
      return {
        draft: { operation: 'entra.retry-provisioning', params: { kind: 'group', objectId: group.id }, says: '' },
        drift: () => void Object.assign(group, { serviceProvisioningErrors: [{ ...complaint, isResolved: true }] }), done: () => !JSON.stringify(group['serviceProvisioningErrors']).includes(complaint.createdDateTime),
      };
    },
  },
  ...(['user', 'group', 'contact'] as const).map((kind): Row => ({
    operation: 'entra.set-source-of-authority', what: `moves the source of authority of a ${kind} to the cloud`, sends: new RegExp(`^PATCH /v1\\.0/${kind}s/[^/]+/onPremisesSyncBehavior$`), way: 'there and back',
    stage(state) {
      const id = { user: () => hire(state, { onPremisesSyncEnabled: true }).id, group: () => state.newGroup({ displayName: 'Team', onPremisesSyncEnabled: true }).id, contact: () => addContact(state) }[kind]();
      return {
        draft: { operation: 'entra.set-source-of-authority', params: { kind, objectId: id, before: false, after: true }, says: '' },
        drift: () => void state.cloudManaged.add(id), done: () => state.cloudManaged.has(id),
      };
    },
  })),
  ...([true, false] as const).map((after): Row => ({
    operation: 'entra.change-member', what: after ? 'puts an account into a group' : 'takes an account out of a group', sends: after ? /^POST \/v1\.0\/groups\/[^/]+\/members\/\$ref$/ : /^DELETE \/v1\.0\/groups\/[^/]+\/members\/[^/]+\/\$ref$/, way: 'there and back',
    stage(state) {
      const [user, group] = [hire(state), state.newGroup({ displayName: 'Team' })];
      const members = new Set(after ? [] : [user.id]);
      state.members.set(group.id, members);
      return {
        draft: { operation: 'entra.change-member', params: { groupId: group.id, groupName: 'Team', userId: user.id, before: !after, after }, says: '' },
        drift: () => void (after ? members.add(user.id) : members.delete(user.id)), done: () => state.members.get(group.id)?.has(user.id) === after,
      };
    },
  })),
  {
    operation: 'entra.revoke-sessions', what: 'ends the sessions', sends: /^POST \/v1\.0\/users\/[^/]+\/revokeSignInSessions$/, way: 'there only',
    stage(state) {
      const user = hire(state);
      return {
        draft: { operation: 'entra.revoke-sessions', params: { userId: user.id }, says: '' },
        drift: () => void state.users.delete(user.id), done: () => user['signInSessionsValidFromDateTime'] !== null,
      };
    },
  },
];

function addContact(state: TenantState): string {
  const id = crypto.randomUUID();
  state.contacts.set(id, { id, displayName: 'Outside', mail: null, proxyAddresses: [], onPremisesSyncEnabled: true, onPremisesProvisioningErrors: [] });
  return id;
}

describe('a cloud step on the pretend tenant', () => {
  let bench: CloudBench;
  let people: ReadonlySet<string>;
  before(async () => {
    bench = await startCloudBench();
    people = new Set(bench.state.users.keys());
  });
  after(() => bench.close());
  afterEach(() => {
    const { state, lab } = bench;
    lab.graph.faults.clear();
    for (const id of [...state.users.keys()]) if (!people.has(id)) state.users.delete(id);
    for (const map of [state.deletedUsers, state.contacts, state.managers, state.cloudManaged, state.refusedByServices]) map.clear();
    for (const [id, group] of state.groups) if (!group.displayName?.startsWith('SyncWhy')) state.groups.delete(id);
    state.roleAssignments.length = 0;
    bench.sent();
  });

  for (const { operation, what, sends, way, stage } of ROWS) {
    describe(`${operation}: ${what}`, () => {
      it(way === 'there and back' ? 'is done, and undone property for property' : 'is done', async () => {
        const staged = stage(bench.state);
        const former = portrait(bench.state);
        const done = await bench.steps.run(asStep(staged.draft));
        assert.equal(done.is, 'applied', JSON.stringify(done));
        assert.ok(staged.done());
        const [only, ...more] = bench.sent();
        assert.match(only ?? '', sends);
        assert.deepEqual(more, []);
        if (way === 'there only') return;
        const undone = await bench.steps.run(undoStep(staged.draft));
        assert.equal(undone.is, 'applied', JSON.stringify(undone));
        assert.equal(portrait(bench.state), former);
      });

      it('is not started when somebody was quicker', async () => {
        const staged = stage(bench.state);
        staged.drift();
        const former = portrait(bench.state);
        const result = await bench.steps.run(asStep(staged.draft));
        assert.equal(result.is, 'drifted', JSON.stringify(result));
        assert.deepEqual([bench.sent(), portrait(bench.state)], [[], former]);
      });

      it('is believed only when it was read back, after a lost answer too, and is sent once', async () => {
        const staged = stage(bench.state);
        bench.lab.graph.faults.add({ kind: 'drop-after', match: sends.source.startsWith('^PATCH') ? /^PATCH/ : /^(PUT|POST|DELETE) \/(users|groups|contacts|directory)/, times: 1 });
        const result = await bench.steps.run(asStep(staged.draft));
        assert.equal(result.is, 'applied', JSON.stringify(result));
        assert.ok('says' in result && /went wrong on the way/.test(result.says ?? ''));
        assert.equal(bench.sent().length, 1);
      });

      it('is unsure, not repeated and not said to be done when the request never arrived', async () => {
        const staged = stage(bench.state);
        const former = portrait(bench.state);
        bench.lab.graph.faults.add({ kind: 'drop-before', match: /^(PATCH|PUT|DELETE) |^POST \/(?!\$batch)/, times: 1 });
        const result = await bench.steps.run(asStep(staged.draft));
        assert.equal(result.is, 'unsure', JSON.stringify(result));
        assert.deepEqual([bench.sent().length, portrait(bench.state)], [1, former]);
      });

      it('is unsure after a server error', async () => {
        const staged = stage(bench.state);
        bench.lab.graph.faults.add({ kind: 'fail', match: /^(PATCH|PUT|DELETE) |^POST \/(?!\$batch)/, times: 1, status: 503, code: 'ServiceUnavailable', message: 'later' });
        assert.equal((await bench.steps.run(asStep(staged.draft))).is, 'unsure');
        assert.equal(bench.sent().length, 1);
      });

      it('waits as long as Graph asks when it is throttled, and is done then', async () => {
        const staged = stage(bench.state);
        bench.lab.graph.faults.add({ kind: 'throttle', match: /^(PATCH|PUT|DELETE) |^POST \/(?!\$batch)/, times: 2, retryAfter: '7' });
        const from = bench.clock.now().getTime();
        const result = await bench.steps.run(asStep(staged.draft));
        assert.equal(result.is, 'applied', JSON.stringify(result));
        assert.ok(bench.clock.now().getTime() - from >= 14_000);
        assert.equal(bench.sent().length, 3);
      });

      it('names the permission when it is refused, and nothing has changed', async () => {
        const staged = stage(bench.state);
        const former = portrait(bench.state);
        bench.lab.graph.faults.add({ kind: 'fail', match: /^(PATCH|PUT|DELETE) |^POST \/(?!\$batch)/, times: 1, status: 403, code: 'Authorization_RequestDenied', message: 'Insufficient privileges to complete the operation.' });
        const result = await bench.steps.run(asStep(staged.draft));
        assert.ok(result.is === 'failed' && /^Nothing was changed: .*403.*\.(All)/.test(result.says), JSON.stringify(result));
        assert.equal(portrait(bench.state), former);
      });

      it('is not called off because reads lag behind', async () => {
        const staged = stage(bench.state);
        bench.lab.graph.faults.staleFor(40_000);
        bench.lab.graph.faults.missingAfterRestoreFor(150_000);
        const result = await bench.steps.run(asStep(staged.draft));
        assert.equal(result.is, 'applied', JSON.stringify(result));
      });
    });
  }

  it('covers every cloud operation there is', async () => {
    const { OPERATION_NAMES, OPERATIONS } = await import('../../../src/model/operations.ts');
    assert.deepEqual([...new Set(ROWS.map(({ operation }) => operation))].sort(), OPERATION_NAMES.filter((name) => OPERATIONS[name].place === 'cloud').toSorted());
  });
});
