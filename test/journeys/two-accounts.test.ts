import assert from 'node:assert/strict';
import { license } from '../../lab/company/company-past.ts';
import { cloudPerson } from '../../lab/company/find-person.ts';
import { hire } from '../../lab/company/hire.ts';
import type { TenantUser } from '../../lab/company/tenant-state.ts';
import { startSmallCompany, type SmallCompany } from './small-company.ts';

const DAY = 24 * 60 * 60 * 1000;

/** Dana Kim works with a cloud account; her new AD account made a second, empty one beside it. */
function twoAccounts({ company }: SmallCompany): { readonly earlier: TenantUser; readonly made: TenantUser } {
  const { ad, tenant, clock, healthy } = company;
  tenant.syncFeatures.features['blockSoftMatchEnabled'] = true;
  const earlier = tenant.newUser({
    userPrincipalName: 'dana.kim@contoso.com', displayName: 'Dana Kim', mail: 'dana.kim@contoso.com', proxyAddresses: ['SMTP:dana.kim@contoso.com'], usageLocation: 'GB',
    createdDateTime: new Date(clock.now().getTime() - 90 * DAY).toISOString(),
  });
  license(earlier, clock.now());
  hire(ad, { sam: 'dkim', givenName: 'Dana', surname: 'Kim', ou: 'Staff', department: 'Legal', employeeId: 'E1042' });
  healthy();
  const made = cloudPerson(company, 'dkim');
  assert.ok(made !== undefined && made.id !== earlier.id);
  return { earlier, made };
}

describe('two cloud accounts of one person', function () {
  this.timeout(60_000);
  let small: SmallCompany;
  beforeEach(async () => {
    small = await startSmallCompany();
  });
  afterEach(() => small.close());

  it('become one: the empty one goes for good, and the AD account is bound to the one that is used', async () => {
    const { earlier, made } = twoAccounts(small);
    const plan = await small.propose('dkim', 'soft-match-blocked-by-tenant');
    assert.ok(plan !== null);
    assert.deepEqual(plan.content.steps.map(({ operation }) => operation), ['ad.change-values', 'entra.delete-user', 'people.do', 'sync.start-delta', 'entra.set-anchor', 'ad.change-values', 'sync.start-delta', 'people.do']);
    assert.equal(plan.content.riskClass, 'far-reaching');
    assert.deepEqual(plan.content.confirmed?.map(({ item }) => item), ['onedrive', 'sharepoint', 'viva-engage', 'mailbox-export', 'onenote', 'licences', 'owned-groups']);
    assert.equal((await small.store.snapshotOf(plan.content.planId))?.user.id, made.id);
    const ended = await small.approveAndRun(plan);
    assert.equal(ended.state, 'done', ended.says);
    small.company.sync.runCycle();
    small.company.sync.healQuarantines();
    const account = small.company.tenant.users.get(earlier.id);
    assert.equal(account?.onPremisesSamAccountName, 'dkim');
    assert.equal(account?.userPrincipalName, 'dana.kim@contoso.com');
    assert.equal(small.company.tenant.users.has(made.id) || small.company.tenant.deletedUsers.has(made.id), false);
    assert.deepEqual(small.company.ad.all().find((each) => each.values('sAMAccountName')[0] === 'dkim')?.values('adminDescription'), []);
    assert.deepEqual((await small.ask('dkim')).diagnosis.findings.map(({ cause }) => cause), []);
  });

  it('stay two while an item of the checklist is not confirmed, and the refusal names it', async () => {
    twoAccounts(small);
    await assert.rejects(small.propose('dkim', 'soft-match-blocked-by-tenant', ['onedrive', 'sharepoint', 'viva-engage', 'onenote', 'licences', 'owned-groups']), /Not confirmed yet: mailbox-export\..*--confirm mailbox-export/);
    const refused = (await small.store.auditTrail(0, 1000)).find(({ event }) => event.event === 'plan.refused');
    assert.equal(refused?.event.rule, 'R30');
    assert.deepEqual(refused.event.facts['missing'], ['mailbox-export']);
  });

  it('stay two while the one that would go is the only owner of a group', async () => {
    const { made } = twoAccounts(small);
    const group = small.company.tenant.newGroup({ displayName: 'Legal files' });
    small.company.tenant.owners.set(group.id, new Set([made.id]));
    await assert.rejects(small.propose('dkim', 'soft-match-blocked-by-tenant'), /only owner of Legal files/);
  });

  it('are left to people where both are used', async () => {
    const { made } = twoAccounts(small);
    license(made, small.company.clock.now());
    const { diagnosis } = await small.ask('dkim');
    const finding = diagnosis.findings.find(({ cause }) => cause === 'soft-match-blocked-by-tenant');
    assert.equal(finding?.remedy?.by, 'human');
    assert.ok(finding.remedy.steps.length >= 3);
  });
});
