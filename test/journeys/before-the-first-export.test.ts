import assert from 'node:assert/strict';
import { license } from '../../lab/company/company-past.ts';
import { hire } from '../../lab/company/hire.ts';
import { startSmallCompany, type SmallCompany } from './small-company.ts';

const DAY = 24 * 60 * 60 * 1000;

/** Dana Kim has her AD account, and no cycle has run since. */
const newlyHired = ({ company }: SmallCompany) => hire(company.ad, { sam: 'dkim', givenName: 'Dana', surname: 'Kim', ou: 'Staff', department: 'Legal', employeeId: 'E1042' });

describe('before the first export of an AD account', function () {
  this.timeout(60_000);
  let small: SmallCompany;
  beforeEach(async () => {
    small = await startSmallCompany();
  });
  afterEach(() => small.close());

  it('a deleted cloud account of the same person comes back and is bound to it', async () => {
    const { tenant, clock, sync } = small.company;
    const dana = tenant.newUser({
      userPrincipalName: 'dana.kim@contoso.com', displayName: 'Dana Kim', mail: 'dana.kim@contoso.com', proxyAddresses: ['SMTP:dana.kim@contoso.com'], employeeId: 'E1042',
      createdDateTime: new Date(clock.now().getTime() - 300 * DAY).toISOString(),
    });
    license(dana, clock.now());
    tenant.softDelete(dana.id, new Date(clock.now().getTime() - 7 * DAY));
    newlyHired(small);
    const plan = await small.propose('dkim', 'duplicate-held-by-soft-deleted-user');
    assert.deepEqual(plan?.content.steps.map(({ operation }) => operation), ['sync.set-scheduler', 'entra.restore-user', 'entra.set-anchor', 'sync.start-delta', 'sync.set-scheduler']);
    const ended = await small.approveAndRun(plan);
    assert.equal(ended.state, 'done', ended.says);
    assert.equal(sync.scheduler().SyncCycleEnabled, true);
    assert.equal(tenant.users.get(dana.id)?.onPremisesSamAccountName, 'dkim');
    assert.deepEqual((await small.ask('dkim')).diagnosis.findings.map(({ cause }) => cause), []);
  });

  it('a cloud account without an address gets the one to match on', async () => {
    const { tenant, clock, sync } = small.company;
    const dana = tenant.newUser({ userPrincipalName: 'dana.kim@contoso.onmicrosoft.com', displayName: 'Dana Kim', usageLocation: 'GB', createdDateTime: new Date(clock.now().getTime() - 90 * DAY).toISOString() });
    newlyHired(small);
    const plan = await small.propose('Dana Kim', 'soft-match-cloud-user-has-no-address');
    assert.deepEqual(plan?.content.steps.map(({ operation }) => operation), ['sync.set-scheduler', 'entra.set-mail', 'sync.start-delta', 'sync.set-scheduler']);
    const ended = await small.approveAndRun(plan);
    assert.equal(ended.state, 'done', ended.says);
    assert.equal(sync.scheduler().SyncCycleEnabled, true);
    assert.equal(tenant.users.get(dana.id)?.onPremisesSamAccountName, 'dkim');
    assert.equal(tenant.users.get(dana.id)?.userPrincipalName, 'dana.kim@contoso.com');
  });
});
