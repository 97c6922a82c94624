import assert from 'node:assert/strict';
import { compareSnapshots } from '../../../src/model/compare-snapshots.ts';
import { giveBackSteps } from '../../../src/model/give-back-steps.ts';
import type { StepDraft } from '../../../src/model/plan.ts';
import { createGraphTenant } from '../../../src/adapters/graph/graph-tenant.ts';
import type { Tenant } from '../../../src/ports/tenant.ts';
import { E3_SKU_ID, EXCHANGE_PLAN_ID } from '../../../lab/company/tenant-facts.ts';
import type { TenantUser } from '../../../lab/company/tenant-state.ts';
import { asStep, startCloudBench, type CloudBench, type CloudDraft } from './cloud-bench.ts';

const isCloud = (draft: StepDraft): draft is CloudDraft => draft.operation.startsWith('entra.');

describe('an account that takes the place of a deleted one', () => {
  let bench: CloudBench;
  let tenant: Tenant;
  let wrong: TenantUser;
  let right: TenantUser;
  beforeEach(async () => {
    bench = await startCloudBench();
    tenant = createGraphTenant({ reader: bench.lab.client(), writer: bench.lab.writer(), clock: bench.clock });
    const { state } = bench;
    const hire = (userPrincipalName: string, given: Partial<TenantUser> = {}) => state.newUser({ userPrincipalName, displayName: 'Jane Doe', mailNickname: 'jane', ...given });
    wrong = hire('jane@contoso.onmicrosoft.com', { usageLocation: 'GB' });
    right = hire('jane@contoso.com', { onPremisesSyncEnabled: true });
    const boss = hire('boss@contoso.com');
    state.managers.set(wrong.id, boss.id);
    for (const [displayName, given] of [['By hand', {}], ['By rule', { groupTypes: ['DynamicMembership'] }], ['In AD', { onPremisesSyncEnabled: true }]] as const) state.members.set(state.newGroup({ displayName, ...given, groupTypes: [...('groupTypes' in given ? given.groupTypes : [])] }).id, new Set([wrong.id]));
    await tenant.setLicence(wrong.id, E3_SKU_ID, [EXCHANGE_PLAN_ID]);
    Object.assign(state.subscribedSkus[0] ?? {}, { prepaidUnits: { enabled: state.subscribedSkus[0]?.['consumedUnits'] } });
    bench.sent();
  });
  afterEach(() => bench.close());

  it('gets back what steps can give, with the same plans off, and the rest is named', async () => {
    const before = await tenant.snapshot(wrong.id);
    const { steps, cannot } = giveBackSteps(before, await tenant.snapshot(right.id));
    assert.deepEqual(steps.map(({ operation }) => operation), ['entra.set-usage-location', 'entra.change-licence', 'entra.change-member']);
    const deletion: StepDraft = { operation: 'entra.delete-user', params: { userId: wrong.id, userName: 'jane@contoso.onmicrosoft.com' }, says: 'Delete the wrong account' };
    for (const draft of [deletion, ...steps]) {
      assert.ok(isCloud(draft));
      const result = await bench.steps.run(asStep(draft));
      assert.equal(result.is, 'applied', JSON.stringify([draft, result]));
    }
    const lines = compareSnapshots(before, await tenant.snapshot(right.id));
    assert.deepEqual(lines.filter(({ is }) => is === 'missing').map(({ what }) => what).sort(), ['group By rule', 'group In AD', 'manager']);
    assert.ok(lines.some(({ says }) => says === 'licence ENTERPRISEPACK: there'));
    for (const says of [/rule decides who is in By rule/, /members of In AD are kept in Active Directory/, /manager of jane@contoso.com comes from Active Directory/, /oneDrive/]) assert.ok(cannot.some((line) => says.test(line)), String(says));
  });

  it('could not have had the licence before the wrong account had gone: its seat was the last one', async () => {
    const licence = giveBackSteps(await tenant.snapshot(wrong.id), await tenant.snapshot(right.id)).steps.slice(0, 2);
    const results = [];
    for (const draft of licence) if (isCloud(draft)) results.push(await bench.steps.run(asStep(draft)));
    assert.deepEqual(results.map(({ is }) => is), ['applied', 'failed']);
  });

  it('is found unchanged when the wrong one is brought back', async () => {
    const before = await tenant.snapshot(wrong.id);
    await tenant.deleteUser(wrong.id);
    await tenant.restoreUser(wrong.id, { newUserName: null, dropConflicts: false });
    assert.deepEqual(compareSnapshots(before, await tenant.snapshot(wrong.id)).filter(({ is }) => is !== 'there' && is !== 'cannot-tell'), []);
    assert.deepEqual(giveBackSteps(before, await tenant.snapshot(wrong.id)).steps, []);
  });
});
